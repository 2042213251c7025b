"""Changes a playbook at random, step by step, and compares what a build makes that keeps things with what a clean one makes.

    python tests/random_edits.py [--steps 200] [--host mkdocs|properdocs|render|check] [--seed 0] [--sample]

The two folders must be the same, byte for byte, after each step; of a check both outputs and the exit code.
ProperDocs must be installed for `--host properdocs`.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import re
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from click.testing import CliRunner
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from builds import TODAY, contents, copy_of_sample, in_child, playbook
from gameplan import site_store
from gameplan.cli import main as gameplan
from gameplan.store import digest, pack, seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gameplan.pipeline import Result
    from gameplan.publish.context import Context
    from gameplan.publish.document import Site

check = import_module("gameplan.cli.check")
FIXED = {"SOURCE_DATE_EPOCH": "1795305600", "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
HOSTS = ("mkdocs", "properdocs", "render", "check")
BASE = {
    "strategy/index.md": "---\ntitle: The mission\n---\nWhat all else serves, see [[grow]].\n",
    "strategy/how.md": "# How we work\n\nAs [the plan](../plan/launch.md) says.\n",
    "strategy/goals/grow.md": "---\ntitle: Grow\naudiences: [makers]\nkpis: [visits]\n---\nMore.\n",
    "strategy/goals/deep.md": "---\ntitle: Go deep\nparent: grow\n---\n## Why\n\nBecause of [[launch|it]].\n",
    "strategy/audiences/makers.md": "---\ntitle: Makers\n---\nThey make.\n",
    "strategy/journeys/buying.md": "---\ntitle: Buying\naudience: [makers]\nstages: [{id: look, title: Look}]\n---\n",
    "strategy/channels/blog.md": "---\ntitle: Blog\ncommitments: [{at_least: 1, every: month}]\n---\nWords.\n",
    "strategy/messages/claim.md": "---\ntitle: It lasts\ngoals: [grow]\n---\nIt does.\n",
    "strategy/kpis/visits.md": "---\ntitle: Visits\nunit: visits\nreadings: visits.csv\n---\nCounted daily.\n",
    "strategy/kpis/visits.csv": "day,value\n2026-10-01,40\n2026-11-01,55\n",
    "strategy/people/ana.md": "---\ntitle: Ana\ncapacity: 2d a week\n---\nShe writes.\n",
    "strategy/policies/quiet.md": "---\ntitle: Quiet days\nblackouts: [{start: 2026-12-24, end: 2026-12-26}]\n---\nWe rest.\n",
    "strategy/reviews/autumn.md": "---\ntitle: Autumn\nperiod: 2026-Q4\n---\n"
    "It began better than the summer. [[launch]] brought more than we hoped.\n",
    "strategy/pictures/map.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "plan/weekly.md": "---\ntitle: Weekly\ngoals: [grow]\nstart: 2026-11-02\nrepeat: {every: week, until: 2027-02-01}\nowner: ana\n---\n",
    "plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01\nchannel: blog\naudiences: [makers]\n"
    "results: {visits: 7}\n---\nWe launch.\n",
    "plan/2027/later.md": "---\ntitle: Later\ngoals: [deep]\nstart: 2027-02\nstatus: idea\ndepends_on: [launch]\n---\nSome day.\n",
}
WORDS = (
    "calm",
    "kiln",
    "queue",
    "letter",
    "spring",
    "offer",
    "guide",
    "class",
    "quiet",
    "north",
    "\u00e9t\u00e9",
    "<b>bold</b>",
    "a & b",
)
LINES = (
    "A plain sentence about {word}.", "## {word}", "See [[grow]] and [[launch|the {word}]].", "[{word}](../strategy/goals/grow.md)",
    "- [ ] {word}\n- [x] done", "![{word}](../strategy/pictures/map.svg)", "<p id='own'>{word}</p>", "`{word}` and **{word}**",
    "[nowhere](gone.md) {word}", "| a | b |\n|---|---|\n| {word} | 2 |", "[top](#why) [[nobody]] {word}", "{word}\n{{: .own }}",
    "# {word}", "[top](/goals/grow.md)", "So {word} did [[launch]]. And [it](../plan/launch.md) too.",
)  # fmt: skip
OWN: dict[str, dict[str, Any]] = {
    "region": {"type": "choice", "of": ["north", "south"], "filter": True, "column": True, "category": True},
    "secret": {"type": "line", "visibility": "internal"},
    "seen": {"type": "day", "review": "30d"},
    "aim": {"type": "ref", "kind": "goal", "filter": True},
}
"""Fields of one's own, which entries say whether they are declared or not."""
OPTIONS: tuple[dict[str, Any], ...] = (
    {"entry_pages": "auto"}, {"entry_pages": "all"}, {"internal": True}, {"internal": False}, {"search_months": 2}, {"search_months": 0},
    {"stale_after": 9}, {"author_hints": False}, {"author_hints": True},
    {"timezone": "Asia/Tokyo"}, {"timezone": "Europe/Berlin"}, {"language": "de"}, {"language": "en"},
    {"calendar": {"title": "Dates"}}, {"calendar": {"done_mark": False}}, {"coverage": [{"rows": "audiences", "columns": "channels"}]},
    {"feeds": {"mine": {"title": "Mine", "goals": ["grow"]}}}, {"feeds": {}}, {"workweek": "4d"}, {"workday": "6h"}, {"workday": "8h"},
    {"fields": {"entry": OWN}}, {"fields": {"entry": {**OWN, "region": {**OWN["region"], "visibility": "internal"}}}}, {"fields": {}},
)  # fmt: skip
SITE: tuple[dict[str, Any], ...] = (
    {"site_name": "Another"}, {"site_name": "Site"}, {"use_directory_urls": False}, {"use_directory_urls": True},
    {"site_url": "https://plan.example.org/sub/"}, {"site_url": "https://plan.example.org/"}, {"repo_url": ""},
    {"markdown_extensions": ["attr_list", "tables"]}, {"markdown_extensions": [{"toc": {"permalink": True}}]}, {"copyright": "Us"},
    {"validation": {"links": {"not_found": "ignore"}}}, {"extra": {"x": 1}},
    {"validation": {"links": {"absolute_links": "relative_to_docs"}}},
)  # fmt: skip


class Edits:
    """A playbook that changes."""

    def __init__(self, root: Path, store: Path, seed: int) -> None:
        """Take a playbook and the folder of what is kept of it."""
        self.root, self.store, self.random = root, store, random.Random(seed)  # noqa: S311 - not for secrets
        self.today = TODAY
        self.made = self.again = 0
        """How many sites were made, and how many builds did without."""
        self.steps: tuple[Callable[[], str], ...] = (
            *(self.text, self.text, self.text, self.field, self.field, self.field, self.retitled, self.added, self.deleted),
            *(self.renamed, self.option, self.site, self.another_day, self.committed, self.readings, self.template, self.version),
            *(self.damaged, self.damaged, self.nothing),
        )  # fmt: skip

    def step(self) -> str:
        """Change something, and return what."""
        return self.random.choice(self.steps)()

    def text(self) -> str:
        """Add a line to a text, or take the last one away."""
        page = self._page()
        before = page.read_text(encoding="utf-8")
        if self.random.random() < 0.3:
            head, mark, body = before.rpartition("---\n")
            after = f"{head}{mark}{body[: body.rstrip().rfind(chr(10)) + 1]}"
        else:
            after = f"{before}\n{self.random.choice(LINES).format(word=self._word())}\n"
        page.write_text(after, encoding="utf-8")
        return f"text of {page.name}"

    def field(self) -> str:
        """Change a field of an entry."""
        entry = self.random.choice(self._entries())
        day = self.today + timedelta(self.random.randint(-90, 200))
        name, value = self.random.choice(
            [
                ("start", f"{day}"), ("start", f"{day:%Y-%m}"), ("start", "TBD"), ("start", f"{day} 09:30"),
                ("goals", "[grow]"), ("goals", "[deep, grow]"),
                ("status", self.random.choice(["idea", "planned", "in-progress", "in-review", "done", "cancelled"])),
                ("owner", "ana"), ("channel", "blog"), ("audiences", "[makers]"), ("summary", self._word()), ("visibility", "internal"),
                ("visibility", "public"), ("tags", f"[{self.random.choice('abc')}]"), ("type", "launch"), ("stage", "buying/look"),
                ("deadlines", f"{{draft: {day}}}"), ("depends_on", "[launch]"), ("messages", "[claim]"),
                ("results", f"{{visits: {self.random.randint(0, 90)}}}"), ("type", "article"),
                ("region", self.random.choice(["north", "south", "west"])), ("secret", self._word()), ("seen", f"{day}"), ("aim", "grow"),
                ("available", f"{{from: {day}}}"),
                ("effort", "5d"), ("effort", "4h"),
            ]
        )  # fmt: skip
        self._set(entry, name, value)
        return f"{name}: {value} in {entry.name}"

    def retitled(self) -> str:
        """Give a page another title."""
        page = self._page()
        self._set(page, "title", yaml.safe_dump(f"{self._word()} {self.random.randint(1, 99)}").splitlines()[0])
        return f"title of {page.name}"

    def added(self) -> str:
        """Write a new entry, or a goal."""
        number = self.random.randint(1, 10**6)
        goal = self.random.random() < 0.2
        path = self.root / (f"strategy/goals/g{number}.md" if goal else f"plan/e{number}.md")
        rest = (
            "parent: grow" if goal else f"goals: [grow]\nstart: {self.today + timedelta(self.random.randint(-9, 99))}"
        )
        path.write_text(f"---\ntitle: {self._word()[:5]!r}\n{rest}\n---\nNew.\n", encoding="utf-8")
        return f"new {path.name}"

    def deleted(self) -> str:
        """Delete a page that isn't in the base, or any entry."""
        found = [page for page in self._pages() if re.search(r"/[eg]\d+\.md$", page.as_posix())]
        if not found or len(self._entries()) < 3:
            return self.text()
        page = self.random.choice(found)
        page.unlink()
        return f"{page.name} deleted"

    def renamed(self) -> str:
        """Move an entry to another name or folder, with its id or without."""
        entry = self.random.choice(self._entries())
        if self.random.random() < 0.5:
            self._set(entry, "id", entry.stem)
        new = self.root / "plan" / self.random.choice(["", "moved"]) / f"e{self.random.randint(1, 10**6)}.md"
        new.parent.mkdir(exist_ok=True)
        entry.rename(new)
        return f"{entry.name} is {new.name}"

    def option(self) -> str:
        """Change an option of the plugin."""
        change = self.random.choice(OPTIONS)
        self._configure(lambda site: next(p for p in site["plugins"] if isinstance(p, dict))["gameplan"].update(change))
        return f"option {change}"

    def site(self) -> str:
        """Change something else in mkdocs.yml."""
        change = self.random.choice(SITE)
        self._configure(lambda site: site.update(change))
        return f"mkdocs.yml {change}"

    def another_day(self) -> str:
        """Let time go by, or come back."""
        self.today += timedelta(self.random.choice([1, 7, 40, -1]))
        day = self.today.isoformat()
        self._configure(
            lambda site: next(p for p in site["plugins"] if isinstance(p, dict))["gameplan"].update(
                today=date.fromisoformat(day)
            )
        )
        return f"today is {day}"

    def committed(self) -> str:
        """Commit all of it."""
        when = f"2026-11-{self.random.randint(10, 28)}T12:00:00+00:00"
        names, addresses = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")
        author = dict.fromkeys(names, "Ana") | dict.fromkeys(addresses, "ana@example.org")
        environment = {
            **os.environ,
            **author,
            "GIT_AUTHOR_DATE": when,
            "GIT_COMMITTER_DATE": when,
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        for command in (
            ["init", "-q"],
            ["add", "-A", "strategy", "plan", "mkdocs.yml"],
            ["commit", "-qm", "x", "--allow-empty"],
        ):
            subprocess.run(["git", *command], cwd=self.root, env=environment, check=True)
        return "a commit"

    def readings(self) -> str:
        """Change a file that a page is made from."""
        file = self.root / "strategy/kpis/visits.csv"
        if not file.exists():
            return self.text()
        file.write_text(f"day,value\n2026-10-01,{self.random.randint(1, 90)}\n", encoding="utf-8")
        return "readings"

    def template(self) -> str:
        """Change the theme."""
        file = self.root / "theme/main.html"
        if not file.exists():
            return self.text()
        before = file.read_text(encoding="utf-8")
        file.write_text(f"{before}<!-- {self._word()} -->", encoding="utf-8")
        return "template"

    def version(self) -> str:
        """Be another version of the program."""
        digest.software.cache_clear()
        number = self.random.randint(1, 3)
        self._version = number
        return f"version {number}"

    _version = 0

    def damaged(self) -> str:
        """Do something to what is kept: cut it off, change it, swap it, link it, take it away."""
        files = [path for path in self.store.rglob("*") if path.is_file() and not path.is_symlink()]
        if not files:
            return self.text()
        file = self.random.choice(sorted(files))
        how = self.random.choice(["cut", "byte", "gone", "empty", "swapped", "link", "form"])
        data = file.read_bytes()
        at = self.random.randrange(max(len(data), 1))
        if how == "link":
            other = file.with_name(f"elsewhere{self.random.random()}")
            file.rename(other)
            file.symlink_to(other)
        elif how == "gone":
            file.unlink()
        else:
            other_file = self.random.choice(sorted(files)).read_bytes()
            file.write_bytes(
                {
                    "cut": data[:at],
                    "byte": data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] if data else b"",
                    "empty": b"",
                    "swapped": other_file,
                    "form": data.replace(pack.FORM, b"gameplan pack 0\n"),
                }[how]
            )
        return f"{file.name}: {how}"

    def nothing(self) -> str:
        """Build once more."""
        return "nothing"

    def _word(self) -> str:
        return self.random.choice(WORDS)

    def _pages(self) -> list[Path]:
        return sorted(path for folder in ("strategy", "plan") for path in (self.root / folder).rglob("*.md"))

    def _entries(self) -> list[Path]:
        return sorted((self.root / "plan").rglob("*.md"))

    def _page(self) -> Path:
        return self.random.choice(self._pages())

    def _set(self, page: Path, name: str, value: str) -> None:
        text = page.read_text(encoding="utf-8")
        rest = re.sub(rf"(?m)^{name}:.*\n", "", text, count=1)
        page.write_text(
            rest.replace("---\n", f"---\n{name}: {value}\n", 1) if rest.startswith("---\n") else text, encoding="utf-8"
        )

    def _configure(self, change: Callable[[dict[str, Any]], object]) -> None:
        file = self.root / "mkdocs.yml"
        site = yaml.safe_load(file.read_text(encoding="utf-8"))
        change(site)
        file.write_text(yaml.safe_dump(site), encoding="utf-8")

    def build(self, host: str, out: Path, *, keep: bool) -> dict[str, bytes]:
        """Make a site, with what is kept of earlier ones or without."""
        before = self.made
        with (
            _environment({**FIXED, "GAMEPLAN_CACHE": str(self.store) if keep else ""}),
            self._as_version(),
            self._counted(),
        ):
            made = _made(host, self.root, out)
        self.again += keep and self.made == before
        return made

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Count the sites that are made, and the checks that run."""
        make, run = vars(site_store)["build_site"], vars(check)["run"]

        def counted(context: Context) -> Site:
            self.made += 1
            site: Site = make(context)
            return site

        def counted_check(*given: Any) -> Result:  # noqa: ANN401 - whatever a check takes
            self.made += 1
            result: Result = run(*given)
            return result

        vars(site_store)["build_site"], vars(check)["run"] = counted, counted_check
        try:
            yield
        finally:
            vars(site_store)["build_site"], vars(check)["run"] = make, run

    @contextmanager
    def _as_version(self) -> Iterator[None]:
        real = digest.versions
        digest.software.cache_clear()
        digest.versions = lambda names: [*real(names), ("gameplan", str(self._version))]
        try:
            yield
        finally:
            digest.versions = real
            digest.software.cache_clear()


def base(root: Path, *, sample: bool = False) -> Path:
    """Write the playbook that is changed: a small one with something of each kind, or the sample."""
    if sample:
        copy_of_sample(root)
        file = root / "mkdocs.yml"
        file.write_text(
            file.read_text(encoding="utf-8").replace("        ledger: feed-state.json\n", ""), encoding="utf-8"
        )
        site = yaml.safe_load(file.read_text(encoding="utf-8"))
        next(p for p in site["plugins"] if isinstance(p, dict))["gameplan"]["fail_on"] = "never"
        site.pop("validation")
        file.write_text(yaml.safe_dump(site), encoding="utf-8")
        return root
    return playbook(root, BASE, {"markdown_extensions": ["attr_list", "tables"]}, {"fail_on": "never"})


def _build(host: str, root: Path, out: Path) -> None:
    if host == "render":
        ended = CliRunner().invoke(gameplan, ["render", str(out), "--root", str(root)], catch_exceptions=False)
        assert ended.exit_code == 0, ended.output
        return
    if host == "properdocs":
        # It takes the place of the other host, which is here already.
        done = in_child([sys.executable, "-m", "properdocs", "build", "-q", "-d", str(out)], root)
        assert done.code == 0, done.output
        return
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(out))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()


def _made(host: str, root: Path, out: Path) -> dict[str, bytes]:
    if host == "check":
        return _checked(root)
    _build(host, root, out)
    return contents(out)


def _checked(root: Path) -> dict[str, bytes]:
    """Check once; a file that was changed just now counts as settled, since nothing changes while it runs."""
    settled = vars(seen)["_SETTLED"]
    vars(seen)["_SETTLED"] = 0
    try:
        ended = CliRunner().invoke(gameplan, ["check", "--root", str(root)], catch_exceptions=False)
    finally:
        vars(seen)["_SETTLED"] = settled
    return {"out": ended.stdout_bytes, "err": ended.stderr_bytes, "code": str(ended.exit_code).encode()}


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value


def different(one: dict[str, bytes], two: dict[str, bytes]) -> list[str]:
    """Name the files that differ."""
    return sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))


def tried(edits: Edits, root: Path, host: str, steps: int) -> Iterator[tuple[str, list[str]]]:
    """Change a playbook again and again, in each way once and then at random; tell what was done, and which files differ then."""
    each = list(dict.fromkeys(edits.steps))
    for number in range(steps):
        done = each[number]() if number < len(each) else edits.step()
        kept = edits.build(host, root / "kept", keep=True)
        clean = edits.build(host, root / "clean", keep=False)
        assert clean
        yield done, different(kept, clean)


def main() -> int:
    """Try it, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--host", choices=HOSTS, default="mkdocs")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--sample", action="store_true")
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        edits = Edits(base(root / "playbook", sample=given.sample), root / "store", given.seed)
        for number, (done, found) in enumerate(tried(edits, root, given.host, given.steps), 1):
            print(f"{number:4} {done}{' DIFFERS: ' + ', '.join(found[:6]) if found else ''}", flush=True)  # noqa: T201
            bad += bool(found)
    print(f"{given.steps} steps, {edits.again} without making the site again, {bad} with a difference")  # noqa: T201
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
