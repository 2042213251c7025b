"""The text below the front matter holds characters that can't be seen.

## What it does

Reports invisible characters in a text (blanks without width, soft hyphens, fillers, tags), and characters that turn the direction of
writing and are not closed in their paragraph. Joiners and selectors are fine in emoji and in words that need them, and so are the marks
of direction in Arabic and Hebrew.

## Why is this bad?

Most come from copying a web page: search doesn't find the words, and links break at them. Some are put there to hide words from whoever
reads a change, or to show other words than there are.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---

Pay\u200bment is due.
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---

Payment is due.
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.WARNING, name="unseen-text")
