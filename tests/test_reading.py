"""The reader at its edges: limits to the byte, places in a configuration, and which files are pages."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from gameplan.diagnostics import Diagnostic, Span
from gameplan.model.addresses import LONGEST_NAME
from gameplan.model.links import MENTION
from gameplan.read.files import MAX_FILE, is_page, read_file
from gameplan.read.front_matter import MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_SCALAR, Unreadable, parse, split
from gameplan.read.handler import StrictHandler
from gameplan.read.playbook import MAX_BODY
from gameplan.read.site_config import INERT, ConfigError, parse_config, place_of
from gameplan.read.sources import Disk

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CheckPlaybook

CONFIG = """\
site_name: A
plugins:
  - search:
      lang: [en, de]
  - gameplan:
      baseline: old.json
      limits:
        cadence:
          letters: {at_most: 1, channels: [letter]}
"""


def front(size: int, letter: str = "a") -> str:
    """Lines of comments of as many bytes in all, the last line end apart."""
    row = "#" + letter * 100
    count, rest = divmod(size, len(f"{row}\n".encode()))
    return f"{row}\n" * count + "#" * rest


@pytest.mark.parametrize("letter", ["a", "é", "€", "😀"])
def test_front_matter_of_the_largest_size(letter: str) -> None:
    """64 KiB of UTF-8 are read, whatever the letters, and one byte more is refused at the first fence."""
    text = front(MAX_BYTES, letter)
    assert len(text.encode()) == MAX_BYTES
    assert split(f"---\n{text}\n---\nBody").front == text
    with pytest.raises(Unreadable, match="larger than 64 KiB") as caught:
        split(f"---\n{text}#\n---\nBody")
    assert caught.value.span == Span(1, 1, 1, 4)
    assert caught.value.hint == "move the long texts into the body"


def test_the_longest_text() -> None:
    """16,384 characters are a value, and one more is not."""
    assert parse(f"summary: {'a' * MAX_SCALAR}").values["summary"] == "a" * MAX_SCALAR
    with pytest.raises(Unreadable, match=r"^a value is longer than 16 KiB$") as caught:
        parse(f"title: A\nsummary: {'a' * (MAX_SCALAR + 1)}")
    assert caught.value.span == Span(3, 10, 3, 11 + MAX_SCALAR)


def test_the_most_values() -> None:
    """The mapping, its keys and everything in it: 5,000 are read, and the next is refused where it stands."""
    most = "a: [" + "b," * (MAX_NODES - 3)
    assert len(str(parse(f"{most}]").values["a"])) > MAX_NODES
    with pytest.raises(Unreadable, match=r"^the front matter holds more than 5,000 values$") as caught:
        parse(f"{most}b]")
    assert caught.value.span == Span(2, len(most) + 1, 2, len(most) + 2)
    lists = "a: [" + "[]," * (MAX_NODES - 3)
    assert parse(f"{lists}]").values["a"] == [[]] * (MAX_NODES - 3)
    with pytest.raises(Unreadable, match="more than 5,000 values"):
        parse(f"{lists}[]]")


def test_the_deepest_list() -> None:
    """Sixteen levels, the mapping of the front matter included."""
    deepest = MAX_DEPTH - 1
    assert str(parse(f"a: {'[' * deepest}{']' * deepest}").values["a"]) == "[" * deepest + "]" * deepest
    with pytest.raises(Unreadable, match=r"^the front matter is nested deeper than 16 levels$") as caught:
        parse(f"a: {'[' * MAX_DEPTH}{']' * MAX_DEPTH}")
    assert caught.value.span == Span(2, 4 + deepest, 2, 5 + deepest)


@pytest.mark.parametrize("letter", ["a", "é"])
def test_the_longest_body(letter: str, playbook: CheckPlaybook) -> None:
    """1 MiB of UTF-8 is a body, and one byte more is refused at its first line."""
    head = "---\ntitle: A\ngoals: [grow]\nstart: 2026-12-01\n---\n"
    body = letter * (MAX_BODY // len(letter.encode()))
    assert playbook({"plan/a.md": head + body}).diagnostics == ()
    [finding] = playbook({"plan/a.md": f"{head}{body}a"}).diagnostics
    assert (finding.message, finding.hint) == ("the body is larger than 1 MiB", "split it into several pages")
    assert finding.location.span == Span(6, 1, 6, 2)


def test_the_largest_file(tmp_path: Path) -> None:
    """A file of the limit's size is read whole, and a larger one not at all."""
    (tmp_path / "a.md").write_bytes(b"a" * MAX_FILE)
    assert read_file(tmp_path, "a.md") == b"a" * MAX_FILE
    (tmp_path / "a.md").write_bytes(b"a" * (MAX_FILE + 1))
    refused = read_file(tmp_path, "a.md")
    assert isinstance(refused, Diagnostic)
    assert refused.message == "the file is larger than 1152 KiB"
    assert read_file(tmp_path, "a.md", MAX_FILE + 1) == b"a" * (MAX_FILE + 1)


def test_a_page_knows_the_file_of_its_readings(playbook: CheckPlaybook) -> None:
    """By its path in the playbook; a page whose readings stand in it has none."""
    files = {
        "strategy/kpis/a.md": "---\ntitle: A\ngoals: [grow]\nreadings: a.csv\n---\n",
        "strategy/kpis/a.csv": "day,value\n2026-11-01,3\n",
        "strategy/kpis/b.md": "---\ntitle: B\ngoals: [grow]\nreadings: {2026-11-01: 3}\n---\n",
    }
    pages = playbook(files).playbook.by_path
    assert pages["strategy/kpis/a.md"].files == ("strategy/kpis/a.csv",)
    assert pages["strategy/kpis/b.md"].files == ()


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("gone.md", "the file can't be opened: No such file or directory", "make it readable, or delete it"),
        ("folder.md", "this is not a regular file", "replace it with a Markdown file"),
    ],
)
def test_what_is_no_file(tmp_path: Path, path: str, message: str, hint: str) -> None:
    """What is gone since it was listed, and what isn't a file, is a finding and no crash."""
    (tmp_path / "folder.md").mkdir()
    refused = read_file(tmp_path, path)
    assert isinstance(refused, Diagnostic)
    assert (refused.message, refused.hint, refused.location.path) == (message, hint, path)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("plan/a.md", True),
        ("plan/2026/a.md", True),
        ("strategy/a.md", True),
        ("plan/.a.md", False),
        ("plan/.git/a.md", False),
        ("plan/2026/.a.md", False),
        ("plan/-a.md", False),
        ("plan/con/a.md", False),
        ("plan/a.csv", False),
        ("plans/a.md", False),
        ("docs/plan/a.md", False),
        (f"plan/{'a' * (LONGEST_NAME - 3)}.md", True),
        (f"plan/{'a' * (LONGEST_NAME - 2)}.md", False),
    ],
)
def test_what_would_be_a_page(path: str, said: bool) -> None:  # noqa: FBT001 - a parameter
    """What lies below a folder, neither hidden nor with a name that not every system can store."""
    assert is_page(path, ("strategy", "plan")) is said
    assert PurePosixPath(path).suffix in (".md", ".csv")


@pytest.mark.parametrize(
    ("keys", "span"),
    [
        (("gameplan", "baseline"), Span(6, 17, 6, 25)),
        (("gameplan", "limits", "cadence", "letters"), Span(9, 20, 9, 21)),
        (("gameplan", "limits", "cadence", "letters", "at_most"), Span(9, 30, 9, 31)),
        (("gameplan", "limits", "cadence", "letters", "channels"), Span(9, 43, 9, 44)),
        (("search", "lang"), Span(4, 13, 4, 14)),
        (("site_name",), Span(1, 12, 1, 13)),
        (("gameplan", "lang"), Span(1, 1, 1, 2)),
        (("lang", "search"), Span(1, 1, 1, 2)),
        (("letters",), Span(9, 20, 9, 21)),
    ],
)
def test_places_in_a_configuration(tmp_path: Path, keys: tuple[str, ...], span: Span) -> None:
    """Where the value of some keys stands, however deep; the first line where there is none."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    assert place_of(Disk(tmp_path), "mkdocs.yml", *keys) == span


@pytest.mark.parametrize("text", ["a: [", "", "a: \x07"])
def test_places_in_what_is_no_configuration(tmp_path: Path, text: str) -> None:
    """The first line of a file that is broken or empty."""
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert place_of(Disk(tmp_path), "mkdocs.yml", "b") == Span(1, 1, 1, 2)


def test_values_of_a_configuration() -> None:
    """Texts, numbers and words as YAML 1.2 has them; what MkDocs would compute is known to be there."""
    text = "a: [~, null, Null, NULL, '', 'null', true, FALSE, 12, -3, 1.5, '12', yes]\nb: !ENV X\nc: !!str 12\nd: ! e\n3: f\n"
    assert parse_config(text.encode(), "mkdocs.yml") == {
        "a": [None, None, None, None, "", "null", True, False, 12, -3, "1.5", "12", "yes"],
        "b": INERT,
        "c": 12,
        "d": "e",
        3: "f",
    }
    assert parse_config(b"", "mkdocs.yml") == {}
    assert parse_config(b"~", "mkdocs.yml") == {}
    assert parse_config(b"\xef\xbb\xbfa: 1", "mkdocs.yml") == {"a": 1}


def test_the_largest_configuration() -> None:
    """Eight of the events are not those of the list's values."""
    most = 4 * MAX_NODES - 8
    assert parse_config(f"a: [{'b,' * most}]".encode(), "mkdocs.yml") == {"a": ["b"] * most}
    with pytest.raises(ConfigError, match="too many values"):
        parse_config(f"a: [{'b,' * most}b]".encode(), "mkdocs.yml")


@pytest.mark.parametrize(
    ("start", "instant"),
    [("2026-12-01", False), ("2026-Q4", False), ("2026-12-01 09:00", False), ("2026-12-01 09:00Z", True)],
)
def test_what_is_an_instant(start: str, instant: bool, playbook: CheckPlaybook) -> None:  # noqa: FBT001 - a parameter
    """Only a time with its offset from UTC is the same for everybody."""
    [entry] = playbook({"plan/base.md": f"---\ntitle: A\ngoals: [grow]\nstart: {start}\n---\n"}).playbook.entries
    assert entry.schedule.instant is instant


def test_of_end_and_duration_neither_counts(playbook: CheckPlaybook) -> None:
    """Where there are both, the entry lasts as if there were none."""
    text = "---\ntitle: A\ngoals: [grow]\nstart: 2026-12-01\nend: 2026-12-05\nduration: 2d\n---\n"
    [entry] = playbook({"plan/base.md": text}).playbook.entries
    assert entry.schedule.end == entry.schedule.start


def test_links_name_the_field_they_stand_in(playbook: CheckPlaybook) -> None:
    """Those of the text stand in none, and have a name of their own."""
    result = playbook({"plan/base.md": "---\ntitle: A\ngoals: [grow]\nstart: 2026-12-01\n---\n\nFor [[grow]].\n"})
    assert [link.field for link in result.playbook.outgoing["plan/base.md"]] == ["goals", MENTION]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[a]", "mkdocs.yml: it is not made of lines of the form key: value"),
        (b"a: \xe4", "mkdocs.yml: the file is not saved as UTF-8"),
        (b"a: [", "mkdocs.yml:2:1: this can't be read as YAML (did not find expected node content)"),
        (b"a: \x07", "mkdocs.yml: the file holds a character that YAML doesn't allow"),
        (b"a: " + b"[" * 41, "mkdocs.yml: the file is nested too deeply, or holds too many values"),
        (b"a: [" + b"b," * 4 * MAX_NODES, "mkdocs.yml: the file is nested too deeply, or holds too many values"),
    ],
)
def test_configurations_that_are_refused(data: bytes, message: str) -> None:
    """In one line, with the place where YAML tells it."""
    with pytest.raises(ConfigError) as caught:
        parse_config(data, "mkdocs.yml")
    assert str(caught.value) == message


def test_values_are_written_on_a_line_each() -> None:
    """As `frontmatter.dumps` writes them: in their order, letters as they are, and no text folded."""
    values: dict[str, object] = {"title": "Größe", "id": "yes", "summary": "word " * 1_900}
    written = StrictHandler().export(values)
    assert written.split("\n")[:2] == ["title: Größe", "id: 'yes'"]
    assert len(written.split("\n")) == 3
