"""The tools that change files; they are there only where the server was started with `--write`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gameplan.answering import writing
from gameplan.assistant_server.arguments import Argument
from gameplan.assistant_server.tools import Tool

if TYPE_CHECKING:
    from gameplan.answering.desk import Desk

_DRY = Argument("dry_run", "Only say what would change, and write nothing.", example=True, type="flag")
_PAGES = Argument("pages", "Ids, or paths of files.", ["gift-season"], type="texts", needed=True)
_REFUSED = "Nothing is written where the check would find more than before; the answer then says what."


def _set(desk: Desk, pages: list[str], fields: list[str], **rest: Any) -> dict[str, Any]:  # noqa: ANN401 - as declared
    return writing.set_fields(desk.shown(), pages, fields, **rest)


def _shift(desk: Desk, by: str, pages: list[str], **rest: Any) -> dict[str, Any]:  # noqa: ANN401 - as declared
    return writing.shift(desk.shown(), by, pages, **rest)


def _new(desk: Desk, kind: str, title: str, **rest: Any) -> dict[str, Any]:  # noqa: ANN401 - as declared
    return writing.new(desk.shown(), kind, title, **rest)


WRITING = (
    Tool(
        "set",
        "Write fields of pages",
        f"Writes fields in the front matter of pages, and changes nothing else in their files. {_REFUSED} "
        'Example: {"pages": ["gift-season"], "fields": ["status=published", "tags+=spring"]}.',
        (
            _PAGES,
            Argument(
                "fields",
                "FIELD=VALUE writes a value, FIELD+=VALUE adds to a list, FIELD-=VALUE takes out of one, FIELD= deletes the line.",
                ["status=planned"],
                type="texts",
                needed=True,
            ),
            _DRY,
        ),
        _set,
        writes=True,
    ),
    Tool(
        "shift",
        "Move entries in time",
        f"Moves the days of entries with their deadlines; what is published, done or cancelled is left. {_REFUSED} "
        'Example: {"by": "+2w", "pages": ["gift-season"]}.',
        (
            Argument("by", "+2w, -3d, +5wd (workdays), +1m, +1q, +1y, or to=2027-03-01.", "+2w", needed=True),
            _PAGES,
            Argument("workdays", "Let starts land on workdays.", example=True, type="flag"),
            Argument("dependents", "Move what waits for them too, as far as it must.", example=True, type="flag"),
            _DRY,
        ),
        _shift,
        writes=True,
    ),
    Tool(
        "new",
        "Begin a page",
        f"Begins an entry of the plan, or a page of the strategy, in a new file. {_REFUSED} "
        'Example: {"kind": "article", "title": "How to share a kiln", "goals": ["grow"], "start": "+2w"}.',
        (
            Argument(
                "kind", "entry, goal, kpi, audience, … or a type of entry; play for a campaign.", "article", needed=True
            ),
            Argument("title", "Its title; of a play its id.", "How to share a kiln", needed=True),
            Argument("goals", "The ids of the goals that it serves.", ["grow"], type="texts"),
            Argument("start", "When: 2027-03-01, 2027-Q2, or +2w.", "+2w"),
            Argument("owner", "The id of whoever answers for it.", "maya"),
            Argument("fields", "Any other fields, as FIELD=VALUE.", ["channels=blog"], type="texts"),
            Argument("name", "Of a campaign by a play: its title.", "Spring launch"),
            Argument("identifier", "Its id; default: made from the title.", "share-a-kiln"),
            Argument("folder", "The folder of its file; default: that of its kind.", "plan/2027-q1"),
            _DRY,
        ),
        _new,
        writes=True,
    ),
)
