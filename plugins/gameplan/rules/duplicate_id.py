"""Two pages of one kind have the same id.

## What it does

Compares ids within a kind, and those of a journey's stages, without regard to case. The id is the `id:` in
the front matter, or else the file's name.

## Why is this bad?

References to it would be a matter of chance, and so would subscribers' calendars: the id is what identifies an event.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---
```

```markdown plan/2027/launch.md
---
title: Launch again
goals: [grow]
start: 2027-12-03
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---
```

```markdown plan/2027/launch.md
---
id: launch-2027
title: Launch again
goals: [grow]
start: 2027-12-03
---
```
"""

from gameplan.diagnostics import Rule, Severity

RULE = Rule.documented(__doc__, Severity.ERROR, name="duplicate-id")
