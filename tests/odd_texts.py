"""Texts that are nearly front matter, Markdown or options: what breaks readers, in pieces that Hypothesis puts together."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from gameplan.model.further_kinds import BUILT_IN
from gameplan.model.kinds import ENTRY

MARKS = (
    "---\n", "\n", "\r\n", "\r", ": ", ":", "- ", " ", "  ", "\t", "#", " # ", "'", '"', "\\", "|", ">", "[", "]", "{", "}", ",",
)  # fmt: skip
STRANGE = (
    "\ufeff", "\u00a0", "\u200b", "\u2028", "\u202e", "\x00", "\x1b", "\x85", "é", "🎉", "%", "@", "&a", "*a", "!x", "<<", "=", "~", "...",
)  # fmt: skip
WORDS = (
    "title", "goals", "goal", "start", "end", "repeat", "visibility", "x", "G-1", "2026-12-03", "2026-Q4", "null", "yes", "1e9", "0x1F",
)  # fmt: skip
KEYS = sorted(
    {
        *ENTRY.fields.model_fields,
        *(name for kind in BUILT_IN for name in kind.fields.model_fields),
        "date",
        "x_own",
        "gaols",
    }
)
VALUES = (
    "", "~", "yes", "[]", "{}", "[[]]", "[{}]", "{a: b}", "{a: [b]}", "[a, b]", "[a, a]", "[~]", "''", "' '", "0",
    "-1", "1e9", "0x1F", "9" * 40, "2026-12-03", "2026-12-03 25:00", "2026-12-03 09:00-0500", "2026-12-03T09:00Z",
    "2026-13-01", "2026-Q4", "TBD", "9999-12-31", "0000-00-00", "90m", "99999w" * 9, "Europe/Prague", "Europe",
    "../../etc/passwd", "javascript:alert(1)", "https://[::1", "mailto:a@b", "1500 EUR", "G-1", "FREQ=DAILY;COUNT=3",
    "FREQ=YEARLY;BYDAY=53MO;COUNT=2", "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "{every: month, on: first monday}",
    "{every: day, until: 2026-12-04, except: [2026-12-04, {2026-12-03: 2027-01-01}]}",
    "{every: [a], on: {b: c}, count: -1, in: [x]}", "{2026-10-31: 42}",
    "{draft: 2026-11-20, review: {on: 2026-11-27, owner: ana}}", "{draft: {on: x, what: y}}", "readings.csv", "a/b",
    "public", "[{id: a, needs: [{type: article, channel: c}]}]", "[{at_least: 1, of: article, every: month}]",
    '"a\\u202eb"', '"a\\nb"', "We are #1", "|\n  a\n  b",
)  # fmt: skip

near_yaml = st.lists(st.sampled_from((*MARKS, *STRANGE, *WORDS)) | st.text(max_size=4), max_size=40).map("".join)
front_matter = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)), max_size=12).map(
    lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs)
)
near_markdown = st.lists(
    st.sampled_from(
        ("# ", "- [ ] ", "[[", "]]", "[a](", ")", "../strategy/goals/g-1.md", "serves-1.md", "!!! note\n    ")
    )
    | st.sampled_from(('=== "a"\n    ', "`", "```", "> ", "<a ", "&", "[a]: b", "***", "{: .a }", *MARKS, *STRANGE))
    | st.text(max_size=4),
    max_size=40,
).map("".join)
# Mostly what the fast reader takes: a strange mark only here and there.
plain_markdown = st.lists(
    st.sampled_from(
        ("word", "Two words.", " ", "\n", "\n\n", "- ", "# ", "## ", "- [x] ", "[a](b.md)", "![a](b)", "[[id]]")
    )
    | st.sampled_from(
        ("[[a:b|c]]", "*a*", "_", "**", "`a`", "```\n", "1. ", "  ", "    ", "\t", "é", "...", "! ", "[", "](", ")")
    )
    | st.sampled_from(MARKS),
    max_size=30,
).map("".join)
printable = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=60)
plain_data: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(VALUES),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(("every", "on", "until", "count", "except", "in", "2026-12-03")), inner, max_size=4
        )
    ),
    max_leaves=12,
)
