"""Properties that hold for any input: whatever people type or paste, the answer is a page or a finding."""

from __future__ import annotations

import html
from datetime import date
from typing import TYPE_CHECKING, Any

import frontmatter
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from gameplan.diagnostics.emitters.report import Report
from gameplan.model.dates import parse_day, parse_period, parse_when
from gameplan.model.duration import parse_duration
from gameplan.model.fields import parse_number
from gameplan.model.further_kinds import BUILT_IN
from gameplan.model.recurrence import parse_repeat
from gameplan.model.zones import parse_zone
from gameplan.options import Options
from gameplan.pipeline import run
from gameplan.publish.html.templates import Fragment
from gameplan.read.front_matter import Unreadable, parse, split
from gameplan.read.handler import StrictHandler
from gameplan.read.site_config import ConfigError, read_config
from gameplan.read.sources import Disk
from gameplan.settings import OptionError, parse_options
from odd_texts import VALUES, front_matter, near_markdown, near_yaml, plain_data, plain_markdown, printable
from promises import check_body, check_body_places, check_places
from report_judges import check_report
from small_playbook import small_playbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


TODAY = date(2026, 11, 22)
OPTIONS = Options(timezone="Europe/Prague")

no_deadline = settings(deadline=None)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small valid playbook, with room for `plan/case.md`."""
    return small_playbook(tmp_path_factory.mktemp("properties") / "playbook")


@no_deadline
@given(
    data=st.binary(max_size=200)
    | st.binary(max_size=200).map(lambda data: b"---\n" + data + b"\n---\n")
    | near_yaml.map(lambda t: t.encode("utf-8", "surrogatepass"))
)
@example(data=b"---\ntitle: a\xe2\x80\xa8visibility: internal\n---\n")
@example(data=b'---\ntitle: "Buy" now\n---\n')
def test_any_bytes(root: Path, data: bytes) -> None:
    """Any bytes are a page or findings, each in a line that the file has."""
    check_file(root, "plan/case.md", data)


@no_deadline
@given(front=near_yaml | front_matter, body=near_markdown)
@example(front="duration: " + "99999w" * 2700 + "\n", body="")
def test_any_front_matter(root: Path, front: str, body: str) -> None:
    """Whatever stands between the fences is a page or findings, each in a line that the file has."""
    check_file(root, "plan/case.md", f"---\n{front}\n---\n{body}".encode("utf-8", "surrogatepass"))


@no_deadline
@given(folder=st.sampled_from([kind.folder or "pages" for kind in BUILT_IN]), front=front_matter, body=near_markdown)
def test_any_strategy_page(root: Path, folder: str, front: str, body: str) -> None:
    """The same holds for a page of every kind."""
    (root / "strategy" / folder).mkdir(exist_ok=True)
    check_file(root, f"strategy/{folder}/case.md", f"---\n{front}---\n{body}".encode("utf-8", "surrogatepass"))


def check_file(root: Path, path: str, data: bytes) -> None:
    """Run the check with one file more, and look at the places and the outputs of what it finds."""
    (root / path).write_bytes(data)
    try:
        result = run(root, OPTIONS, TODAY)
    finally:
        (root / path).unlink()
    check_places(result.diagnostics, path, data)
    assert (
        path in result.playbook.by_path
        or result.diagnostics
        or not data.decode("utf-8", "replace").strip("\ufeff \r\n\t")
    )
    check_report(Report(findings=result.diagnostics, row=result.row, today="2026-11-22", version="1.0"))


@no_deadline
@given(title=printable, tags=st.lists(printable, max_size=5), body=printable)
def test_written_front_matter_reads_back(title: str, tags: list[str], body: str) -> None:
    """What python-frontmatter writes through our handler is read back as it was, text for text."""
    post = frontmatter.Post(body, title=title, tags=tags)
    back = frontmatter.loads(frontmatter.dumps(post, handler=StrictHandler()), handler=StrictHandler())
    assert (back["title"], back["tags"], back.content) == (title, tags, body.strip())


@no_deadline
@given(typed=near_yaml)
def test_parts_and_rows(typed: str) -> None:
    """Front matter and body are what stands between and below the fences, to the letter."""
    try:
        parts = split(typed)
    except Unreadable as unreadable:
        assert 1 <= unreadable.span.line <= typed.count("\n") + 1  # noqa: PT017 - either outcome is right
        return
    rows = typed.split("\n")
    assert parts.body == "\n".join(rows[parts.body_line - 1 :])
    if parts.front is not None:
        assert parts.front == "\n".join(rows[1 : parts.body_line - 2])


@no_deadline
@example(typed="---\n\r\r---\n")
@given(typed=near_yaml | front_matter)
def test_values_have_places(typed: str) -> None:
    """Every value of a front matter that can be read has a place, and every place is in the text."""
    try:
        front = parse(typed)
    except Unreadable:
        return
    values, keys = front.places.positions
    assert {name for name in front.values if (name,) not in values} == set()
    for line, *_ in (*values.values(), *keys.values()):
        assert 2 <= line <= len(front.places.lines) + 1


@no_deadline
@given(body=(near_markdown | st.text(max_size=200)).map(lambda body: body.replace("\r", "")), line=st.integers(1, 50))
def test_any_body(body: str, line: int) -> None:
    """What is found in a body stands in a line of the body."""
    check_body_places(body, line)


@settings(max_examples=300, deadline=None)
@given(body=(near_markdown | plain_markdown).map(lambda body: body.replace("\r", "")), line=st.integers(1, 50))
def test_plain_bodies_are_read_alike(body: str, line: int) -> None:
    """The fast reader of plain bodies finds what markdown-it finds, addresses elsewhere aside, or leaves the body to it."""
    check_body(body, line)


@pytest.mark.parametrize(
    "read", [parse_when, parse_day, parse_period, parse_duration, parse_number, parse_zone, parse_repeat]
)
@no_deadline
@given(
    typed=st.text(max_size=40)
    | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9:]{4,8}[Z+-]?[0-9:]{0,5}")
    | st.sampled_from(VALUES)
)
def test_parsers_refuse_in_words(read: Callable[[str], object], typed: str) -> None:
    """A value is read, or refused with a message; no other exception comes out of a parser."""
    try:
        read(typed)
    except PydanticCustomError as refused:
        assert refused.message()  # noqa: PT017 - either outcome is right


@no_deadline
@given(rule=plain_data, start=st.dates(date(1970, 1, 1), date(2199, 12, 31)))
def test_any_recurrence_ends(rule: Any, start: date) -> None:  # noqa: ANN401
    """A recurrence is refused, or expands to a bounded number of days on which it begins."""
    try:
        recurrence = parse_repeat(rule)
    except PydanticCustomError:
        return
    if recurrence.starts_on(start):
        assert len(recurrence.days(start, date(2199, 12, 31))) <= 500


@no_deadline
@given(
    given_options=st.dictionaries(
        st.sampled_from(sorted(Options.model_fields)) | st.text(max_size=5), plain_data, max_size=4
    )
)
def test_any_options(given_options: dict[str, Any]) -> None:
    """Options are taken, or refused in one line."""
    try:
        assert isinstance(parse_options(given_options, "mkdocs.yml"), Options)
    except OptionError as refused:
        assert "\n" not in str(refused)  # noqa: PT017 - either outcome is right


@no_deadline
@given(data=st.binary(max_size=200) | near_yaml.map(lambda typed: typed.encode("utf-8", "surrogatepass")))
def test_any_site_configuration(root: Path, data: bytes) -> None:
    """A `mkdocs.yml` is read as keys and values, or refused."""
    (root / "any.yml").write_bytes(data)
    try:
        assert isinstance(read_config(Disk(root), "any.yml"), dict)
    except ConfigError as refused:
        assert str(refused).startswith("any.yml")  # noqa: PT017 - either outcome is right


@given(st.text(), st.text())
@example("<b>", "{one}")
@example("{two}", "\"'&")
def test_what_fills_a_piece_is_text(one: str, two: str) -> None:
    """A value never becomes HTML, nor a gap for the next one; HTML that is one already stays as it is."""
    made = Fragment('<a title="{one}">{two}</a>')(one=one, two=two)
    assert made == f'<a title="{html.escape(one)}">{html.escape(two)}</a>'.replace("&quot;", "&#34;").replace(
        "&#x27;", "&#39;"
    )
    assert Fragment("<p>{what}</p>")(what=made) == f"<p>{made}</p>"
