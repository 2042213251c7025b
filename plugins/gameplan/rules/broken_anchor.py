"""A link leads to a heading that its page doesn't have.

## What it does

Checks what stands behind `#` in links between pages, and within one. Headings have the names that MkDocs gives them: `## What we do`
is `#what-we-do`. Names that you give yourself, as in `## What we do {#work}`, count too. Where a page takes in other
texts, with snippets or macros, nothing is said.

What `mkdocs.yml` says counts here, too: with `validation: {anchors: info}` it is an info, and with `ignore` it is no finding.

## Why is this bad?

Readers land at the top of the page, and look for what was meant.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---

See [the plan](#the-pln).

The plan
--------

We launch.
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---

See [the plan](#the-plan).

The plan
--------

We launch.
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.WARNING, name="broken-anchor")
