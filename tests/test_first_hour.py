"""The first hour of three new users, as they type it: `docs/first-hour.md` is what this makes, so that it stays true.

python tests/test_first_hour.py          writes the document anew
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from casefile import write_playbook
from gameplan.cli import main

DOCUMENT = Path(__file__).parents[1] / "docs/first-hour.md"
TODAY = "2026-11-30"
_STAMP = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_MOST_LINES = 10


class Typed(NamedTuple):
    """A command, and what it said."""

    command: str
    code: int
    said: str


class Session:
    """Somebody who types commands, one after the other."""

    def __init__(self, folder: Path) -> None:
        """Begin in a folder."""
        self.folder, self.typed = folder, list[Typed]()

    def type(self, command: str, *, day: bool = True) -> Typed:
        """Type a command of ours; `cd` goes along with the next one."""
        words = shlex.split(command)
        assert words[0] == "gameplan"
        given = [*words[1:], *(["--today", TODAY] if day else [])]
        if words[1] == "build":
            # In a process of its own: a generator leaves its loggers as it wants them.
            ours = [sys.executable, "-P", "-m", "gameplan"]
            done = subprocess.run([*ours, *given], cwd=self.folder, capture_output=True, text=True, check=False)
            code, output = done.returncode, done.stdout + done.stderr
        else:
            with contextlib.chdir(self.folder):
                said = CliRunner().invoke(main, given)
            code, output = said.exit_code, said.output
        self.typed.append(Typed(command, code, _STAMP.sub("…", output)))
        return self.typed[-1]

    @property
    def errors(self) -> int:
        """How many commands ended with an error."""
        return sum(each.code != 0 for each in self.typed)

    def told(self) -> str:
        """The transcript, with long answers cut."""
        parts = []
        for each in self.typed:
            rows = each.said.rstrip().splitlines()
            if len(rows) > _MOST_LINES:
                rows = [*rows[: _MOST_LINES - 2], f"… {len(rows) - _MOST_LINES + 1} more lines", rows[-1]]
            parts.append(f"$ {each.command}\n" + "".join(f"{row}\n" for row in rows))
        return "```console\n" + "\n".join(parts) + "```\n"


def from_nothing(folder: Path) -> Session:
    """(a) An empty folder, 15 entries, a campaign from a play, the site and the feed."""
    (folder / "kiln").mkdir(parents=True)
    user = Session(folder / "kiln")
    start = 'gameplan init --name "Kiln studio" --lead "Ana Melo" --starter product-launch'
    user.type(f"{start} --timezone Europe/Lisbon --start 2026-12-07 --yes", day=False)
    # The story happens on a day of its own, whenever it is told.
    config = user.folder / "mkdocs.yml"
    config.write_text(config.read_text().replace("  - gameplan:\n", f"  - gameplan:\n      today: {TODAY}\n"))
    play = 'gameplan new play launch --name "Kiln planner" --start 2027-03-09 --goal launch-works --owner lead'
    user.type(f"{play} --set audiences=[waiting,watching] --set kpis=first-uses --set messages=the-change")
    article = 'gameplan new article "How to share a kiln" --goal first-result --start +3w --owner words'
    user.type(f"{article} --set channels=site --set audiences=watching")
    user.type("gameplan check --fail-on warning")
    user.type("gameplan build --strict --quiet", day=False)
    user.type("gameplan feed -o plan.ics")
    return user


def an_editor(folder: Path) -> Session:
    """(b) Somebody who renames, moves, shifts and copies."""
    write_playbook(
        folder / "plan-of-ours",
        {
            "mkdocs.yml": "site_name: Ours\nplugins:\n  - gameplan:\n      uid_namespace: 0d0d8a4e-6f0c-4a57-9d6e-2f6f6d1c7b35\n",
            "strategy/goals/grow.md": "---\ntitle: Grow\n---\n",
            "plan/2026/spring-sale-2026.md": (
                "---\ntitle: Spring sale 2026\ntype: campaign\ngoals: [grow]\nstart: 2026-12-07\nend: 2026-12-18\n---\n"
            ),
            "plan/2026/mail.md": (
                "---\ntitle: The mail\ngoals: [grow]\nstart: 2026-12-08\ncampaign: spring-sale-2026\n---\n"
                "For [the sale](spring-sale-2026.md).\n"
            ),
            "plan/2026/page.md": "---\ntitle: The page\ngoals: [grow]\nstart: 2026-12-01\ncampaign: spring-sale-2026\n---\n",
        },
    )
    user = Session(folder / "plan-of-ours")
    user.type("gameplan shift +1w --campaign spring-sale-2026")
    user.type("gameplan rename spring-sale-2026 winter-sale-2026")
    user.type("gameplan set owner=ana --campaign winter-sale-2026")
    user.type("gameplan copy winter-sale-2026 --start 2027-12-07")
    user.type("gameplan move plan/2026 plan/archive")
    user.type("gameplan check --fail-on error")
    return user


def a_department(folder: Path) -> Session:
    """(c) Two hundred rows with ten columns of their own."""
    root = folder / "department"
    fields = ", ".join(f"own_{number}: {{type: line, label: Own {number}}}" for number in range(10))
    write_playbook(
        root,
        {
            "mkdocs.yml": (
                "site_name: Department\nplugins:\n  - gameplan:\n      uid_namespace: 0d0d8a4e-6f0c-4a57-9d6e-2f6f6d1c7b35\n"
                f"      fields: {{entry: {{{fields}}}}}\n"
            ),
            "strategy/goals/grow.md": "---\ntitle: Grow\n---\n",
        },
    )
    own = [f"Own {number}" for number in range(10)]
    rows = [";".join(["Thema", "Datum", "Status", "Kanal", *own, "Bemerkung"])]
    for number in range(200):
        day = f"{number % 28 + 1:02}.{number % 12 + 1:02}.2027"
        rows.append(
            ";".join(
                [f"Beitrag {number}", day, "geplant", "Blog", *(f"Wert {number}-{column}" for column in range(10)), "–"]
            )
        )
    (root / "plan.csv").write_bytes("\r\n".join(rows).encode("cp1252"))
    user = Session(root)
    user.type("gameplan import plan.csv --goal grow --create channels --encoding cp1252 --rest drop")
    user.type("gameplan import plan.csv --goal grow --create channels --encoding cp1252 --rest drop")
    user.type("gameplan check --fail-on error")
    return user


STORIES = {
    "From an empty folder to a site and a feed": from_nothing,
    "An editor who renames, moves, shifts and copies": an_editor,
    "A department that brings 200 rows along, with ten columns of its own": a_department,
}


_HEAD = """\
# The first hour

Three new users, and everything that they typed. This page is made by a test, so that it stays true; long answers are cut.

| who | commands | errors |
|---|---|---|
"""


def document(sessions: dict[str, Session]) -> str:
    """The document."""
    parts = [
        _HEAD,
        *(f"| {title} | {len(user.typed)} | {user.errors} |\n" for title, user in sessions.items()),
    ]
    for title, user in sessions.items():
        parts.append(f"\n## {title}\n\n{user.told()}")
    return "".join(parts)


def sessions(folder: Path) -> dict[str, Session]:
    """Let all of them type."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    return {title: story(folder) for title, story in STORIES.items()}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Session]:
    """What they typed, once."""
    return sessions(tmp_path_factory.mktemp("hour"))


def test_the_first_hour(played: dict[str, Session]) -> None:
    """From nothing to a site and a feed in six commands at most, and nobody meets an error."""
    for title, user in played.items():
        for each in user.typed:
            assert each.code == 0, f"{title}: {each.command}\n{each.said}"
    nothing = played["From an empty folder to a site and a feed"]
    assert len(nothing.typed) <= 6
    entries = list((nothing.folder / "plan").rglob("*.md"))
    assert len(entries) >= 15
    assert (nothing.folder / "site/calendar.ics").is_file()
    assert (nothing.folder / "plan.ics").read_bytes() == (nothing.folder / "site/calendar.ics").read_bytes()


def test_what_was_brought_along(played: dict[str, Session]) -> None:
    """Two hundred entries with all of their own columns; the second time changes nothing."""
    department = played["A department that brings 200 rows along, with ten columns of its own"]
    made = [path for path in (department.folder / "plan").rglob("*.md") if path.name != "base.md"]
    assert len(made) == 200
    text = (department.folder / "plan/beitrag-7.md").read_text(encoding="utf-8")
    assert all(f"own_{number}: Wert 7-{number}\n" in text for number in range(10))


def test_the_document_is_what_they_typed(played: dict[str, Session]) -> None:
    """`python tests/test_first_hour.py` writes it anew."""
    assert DOCUMENT.read_text(encoding="utf-8") == document(played)


if __name__ == "__main__":
    os.environ["GAMEPLAN_CACHE"] = ""
    with tempfile.TemporaryDirectory() as name:
        DOCUMENT.write_text(document(sessions(Path(name))), encoding="utf-8")
    sys.exit(0)
