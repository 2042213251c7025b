"""An example file for each built-in kind; together they are a small playbook that passes its check."""

from __future__ import annotations

from typing import NamedTuple


class ExampleFile(NamedTuple):
    """A file as somebody would write it."""

    path: str
    text: str


EXAMPLE_FILES = {
    "entry": ExampleFile(
        "plan/invoice-guide.md",
        """\
---
title: "Guide: your first invoice in ten minutes"
type: article
goals: [more-trials]
status: planned
start: 2027-02-09
owner: ana
audiences: [founders]
stage: choosing/compare
channels: [blog]
messages: [one-hour]
answers: [invoice-without-vat]
theme: first-evening
team: content
deadlines: {draft: 2027-01-26, review: {on: 2027-02-02, owner: ana}}
effort: 3d
budget: 400 EUR
---
Five steps with a picture each. At the end: a button that opens an invoice with the reader's own logo.
""",
    ),
    "vision": ExampleFile(
        "strategy/index.md",
        """\
---
title: Every small firm knows where it stands
---
Bookkeeping should take an hour a week, and never a weekend.
""",
    ),
    "goal": ExampleFile(
        "strategy/goals/more-trials.md",
        """\
---
title: Double the trials that come from search
owner: ana
period: 2027-H1
kpis: [trials]
audiences: [founders]
success: 400 trials a month by the end of June 2027
budget: 12000 EUR
---
Search brings people who have the problem today. Adverts brought twice as many visitors, and half as many trials.
""",
    ),
    "audience": ExampleFile(
        "strategy/audiences/founders.md",
        """\
---
title: Founders without an accountant
owner: ana
segment: Firms of one to five people
evidence: [{source: Nine interviews, on: 2026-10-20}]
needs: [an answer on Sunday evening, no new words]
challenges: [they started with a spreadsheet that nobody else understands]
---
They look for help when the first reminder goes out, or the first tax letter comes in.
""",
    ),
    "journey": ExampleFile(
        "strategy/journeys/choosing.md",
        """\
---
title: From the spreadsheet to us
owner: ana
audiences: [founders]
stages:
  - id: compare
    title: Compares
    question: Which of these can I use tonight?
    promise: The first invoice takes ten minutes.
    needs: [{type: article, channel: blog}]
---
Most of them compare three tools in one evening, and decide by the second one that lets them send an invoice.
""",
    ),
    "message": ExampleFile(
        "strategy/messages/one-hour.md",
        """\
---
title: An hour a week is enough
owner: ana
audiences: [founders]
goals: [more-trials]
proof: [the median of 2,100 customers in October 2026 was 52 minutes]
---
Say what people get back, not what the program does.
""",
    ),
    "channel": ExampleFile(
        "strategy/channels/blog.md",
        """\
---
title: Our blog
owner: ana
medium: owned
url: https://example.com/blog
commitments: [{at_least: 1, of: article, every: year}]
---
Good for questions with an answer. Not good for news.
""",
    ),
    "kpi": ExampleFile(
        "strategy/kpis/trials.md",
        """\
---
title: Trials from search
owner: ana
unit: a month
direction: up
goals: [more-trials]
baseline: {value: 210, on: 2026-10-31}
target: {value: 400, on: 2027-06-30}
readings: {2026-10-31: 210, 2026-11-30: 224}
---
Counted when somebody who came by a search has sent a first invoice.
""",
    ),
    "policy": ExampleFile(
        "strategy/policies/quiet-days.md",
        """\
---
title: Quiet days
owner: ana
applies_to: [email, social]
approvers: [ana]
blackouts: [{start: 2026-12-24, end: 2027-01-02, reason: Nobody answers}]
---
On these days nothing is sent.
""",
    ),
    "person": ExampleFile(
        "strategy/people/ana.md",
        """\
---
title: Ana Reis
role: Content lead
email: ana@example.com
capacity: 4
---
Works Monday to Thursday.
""",
    ),
    "theme": ExampleFile(
        "strategy/themes/first-evening.md",
        """\
---
title: The first evening with us
owner: ana
period: 2027-Q1
goals: [more-trials]
---
All that we publish this quarter helps somebody to get one thing done on the evening on which they found us.
""",
    ),
    "question": ExampleFile(
        "strategy/questions/invoice-without-vat.md",
        """\
---
title: How do I write an invoice without VAT?
owner: ana
intent: informational
audiences: [founders]
stage: choosing/compare
readings: {google: {2026-10-31: 8, 2026-11-30: 6}}
---
Asked by those who are below the threshold, and afraid to get the sentence wrong.
""",
    ),
    "competitor": ExampleFile(
        "strategy/competitors/ledgerline.md",
        """\
---
title: Ledgerline
owner: ana
website: https://ledgerline.example/
strength: high
checked: 2026-12-10
---
Made for accountants. Sends invoices only in its most expensive plan, and says so on the fourth page.
""",
    ),
    "risk": ExampleFile(
        "strategy/risks/search-pays-less.md",
        """\
---
title: Search sends fewer people than it did
owner: ana
goals: [more-trials]
likelihood: medium
impact: high
review_by: 2027-03-31
trigger: {kpi: trials, below: 180}
response: Move two guides a month to the newsletter, and stop what is written for search alone.
---
Assistants answer short questions themselves. We take for granted that long ones still lead to us.
""",
    ),
    "format": ExampleFile(
        "strategy/formats/article.md",
        """\
---
title: Articles
owner: ana
type: article
deadlines: {proof: -3wd}
effort: 2d
checklist: {button: It ends with something to do}
requires: [stage]
retire_after: 730d
---
One question, one answer, at most 900 words. A picture for each step.
""",
    ),
    "play": ExampleFile(
        "strategy/plays/new-feature.md",
        """\
---
title: A new feature
owner: ana
steps:
  - {id: teaser, title: What is coming, type: email, at: -14d, owner: ana}
  - {id: guide, title: How it works, type: article, at: -1d, channels: [blog], audiences: [founders]}
  - {id: day, title: It is there, type: launch}
---
For what customers see. What they don't see needs no campaign.
""",
    ),
    "team": ExampleFile(
        "strategy/teams/content.md",
        """\
---
title: Content
owner: ana
lead: ana
members: [ana]
---
Writes what people find.
""",
    ),
    "decision": ExampleFile(
        "strategy/decisions/no-adverts.md",
        """\
---
title: We stop the adverts
owner: ana
on: 2026-12-18
due: 2027-01-15
status: open
changes: [more-trials]
review: 2026-q4
---
They brought twice as many visitors as the guides, and half as many trials.
""",
    ),
    "review": ExampleFile(
        "strategy/reviews/2026-q4.md",
        """\
---
title: Review of the fourth quarter
owner: ana
period: 2026-Q4
goals: [more-trials]
decisions: [no-adverts, We write two guides instead.]
---
What brought trials were three answers to questions, and not the launch.
""",
    ),
}
"""By kind. What they name is there."""
EXAMPLE_DAY = "2027-01-05"
"""A day on which nothing of it is overdue, or missing."""
