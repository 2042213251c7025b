"""A link begins with a slash, so it leads to the top of the web server.

## What it does

Looks for links such as `/goals/grow/` in texts. MkDocs leaves them as they are.

What `mkdocs.yml` says counts here, too: with `validation: {absolute_links: warn}` it is a warning, with `ignore` it is no
finding, and with `relative_to_docs` such a link begins at the top of `strategy/` and is checked like any other.

## Why is this bad?

It works only where the site is at the top of its server. On GitHub Pages, in previews and from a folder it leads nowhere.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---

See [the goal](/goals/grow/).
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---

See [the goal](../strategy/goals/grow.md).
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.INFO, name="absolute-link")
