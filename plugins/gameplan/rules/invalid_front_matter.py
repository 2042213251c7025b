"""A file's front matter can't be read.

## What it does

Refuses front matter that is not plain YAML between two lines of exactly three hyphens, in UTF-8, within the limits: 64 KiB,
16 levels, 5,000 values, 16 KiB a value; a body has at most 1 MiB. Aliases (`*name`), anchors (`&name`), tags (`!name`) and
merge keys (`<<`) are refused too, and so is a page whose text begins with keys such as `visibility: internal`: its front matter ends
too early.

## Why is this bad?

Site generators publish what they can't read as text, `visibility: internal` included. A file with this finding is left out of the
site, the search index and the feeds.

## Example

```markdown plan/launch.md
---
title: Launch: the sequel
goals: [grow]
start: 2026-12-03
---
```

## Use instead

```markdown plan/launch.md
---
title: "Launch: the sequel"
goals: [grow]
start: 2026-12-03
---
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.ERROR, name="invalid-front-matter", configurable=False)
