"""What `--fix` writes: only what has one right answer, byte for byte at its place, and nothing that something else suffers from."""

from __future__ import annotations

import json
import re
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile import CASES, Case, check_folder, read_cases, run_case, write_playbook
from gameplan.cli import main
from gameplan.cli.fixing import write_fixes
from gameplan.diagnostics import Fix, Span
from gameplan.diagnostics.fixes import apply
from gameplan.edit.fixing import Fixed
from gameplan.model.pages import Goal
from gameplan.options import Options
from gameplan.read.files import Files
from gameplan.read.playbook import ReadFiles, read_again
from gameplan.read.sources import Disk, Overlay
from promises import brought, certain

FIXABLE = [
    pytest.param(case, id=case.id)
    for file in sorted(CASES.glob("*/*.md"))
    for case in read_cases(file)
    if re.search(r"quotes|write |did you mean", case.findings)
]


def check(root: Path, *arguments: str | Path) -> Result:
    """Check a playbook on a fixed day."""
    words = ["check", "--root", str(root), "--today=2026-11-22", "--format=text", *map(str, arguments)]
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def fixed(root: Path, front: str | bytes, *arguments: str) -> bytes:
    """What `--fix` makes of an entry with this front matter."""
    data = front if isinstance(front, bytes) else f"---\n{front}---\n\nThe body: 'as' it *is*.  \n".encode()
    write_playbook(root, {"plan/case.md": data})
    check(root, "--fix", *arguments)
    after = (root / "plan/case.md").read_bytes()
    if isinstance(front, bytes):
        return after
    assert after.endswith(b"---\n\nThe body: 'as' it *is*.  \n")
    return after.removesuffix(b"---\n\nThe body: 'as' it *is*.  \n").removeprefix(b"---\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Launch: the sequel\ngoals: [grow]\n", 'title: "Launch: the sequel"\ngoals: [grow]\n'),
        ("title: Launch: it   # later\ngoals: [grow]\n", 'title: "Launch: it"   # later\ngoals: [grow]\n'),
        ("title: We are #1 # still\ngoals: [grow]\n", 'title: "We are #1" # still\ngoals: [grow]\n'),
        ("title: A\ngoals:   [ Grow ,]  # why\n", "title: A\ngoals:   [ grow ,]  # why\n"),
        ("title: A\ngoals: ['Grow']\n", "title: A\ngoals: ['grow']\n"),
        ("title: A\nGoals: [grow]\n", "title: A\ngoals: [grow]\n"),
        ("title: A\ngoals: [grow]\nstart: 2026-12-3 # Thu\n", "title: A\ngoals: [grow]\nstart: 2026-12-03 # Thu\n"),
        ("title: A\ngoals: [grow]\nstart: 3.12.2026\nend: 4.12.2026\n", "title: A\ngoals: [grow]\nstart: 2026-12-03\nend: 2026-12-04\n"),
        ("title: 🎉 Größe: #1\ngoals: [GROW]\n", 'title: "🎉 Größe: #1"\ngoals: [grow]\n'),
    ],
)  # fmt: skip
def test_what_has_one_right_answer(tmp_path: Path, before: str, after: str) -> None:
    """The value changes at its place; comments, quotes, blanks and everything else stay."""
    assert fixed(tmp_path, before).decode() == after


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_links_are_led_elsewhere(tmp_path: Path, end: str) -> None:
    """What looks like a link in code or in a comment stays, and links by a name are found where that is."""
    rows = [
        "Write `[x](p.md)`, as in [this](p.md) or [that][r].",
        "",
        "```",
        "[x](p.md)",
        "```",
        "<!-- (p.md) -->",
        "",
        "[r]: p.md",
    ]
    text = "---\ntitle: A\ngoals: [grow]\n---\n" + "\n".join(rows) + "\n"
    other = "---\ntitle: P\ngoals: [grow]\nstart: 2026-12-01\n---\n"
    write_playbook(tmp_path, {"plan/case.md": text.replace("\n", end).encode(), "plan/deep/p.md": other})
    said = check(tmp_path, "--fix")
    after = (tmp_path / "plan/case.md").read_bytes().decode()
    assert after == text.replace("[this](p.md)", "[this](deep/p.md)").replace("[r]: p.md", "[r]: deep/p.md").replace(
        "\n", end
    )
    assert "broken-link" not in said.stdout


@pytest.mark.parametrize(
    "front",
    [
        "title: A\ngoals: [groww]\n",
        "title: A\ngoals: [grow]\nstart: 03/12/2026\n",
        "title: A\ngoals: [grow]\nstatus: plan\n",
        "title: A\ngoals: [grow]\nsumary: x\n",
        "title: A\ngoals: [grow]\nstart: 2026-12-03\nend: 2026-11-03\n",
    ],
)
def test_guesses_are_not_written(tmp_path: Path, front: str) -> None:
    """What people may have meant otherwise is offered, and left to them."""
    assert fixed(tmp_path, front).decode() == front


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n", "\n\n"])
def test_bytes_around_stay(tmp_path: Path, mark: bytes, end: str, last: str) -> None:
    """A byte-order mark, ends of lines and the end of the file are as they were."""
    text = f'---\ntitle: "It"\ngoals: [Grow]  # ß\nstart: 2026-12-3\n---\n\nBody\u00a0end.{last}'
    before = mark + text.replace("\n", end).encode()
    expected = before.replace(b"[Grow]", b"[grow]").replace(b"2026-12-3", b"2026-12-03")
    assert fixed(tmp_path, before) == expected


def test_it_says_what_it_did(tmp_path: Path) -> None:
    """The number of fixes on standard error, then what is left as a check shows it."""
    write_playbook(tmp_path, {"plan/case.md": "---\ntitle: A\ngoals: [Grow]\nstart: 2026-12-3\nsumary: x\n---\n"})
    result = check(tmp_path, "--fix")
    assert result.stderr.startswith("2 fixes made\n")
    assert (result.exit_code, "unknown-key" in result.stdout, "unknown-goal" in result.stdout) == (1, True, False)
    again = check(tmp_path, "--fix")
    assert again.stderr.startswith("0 fixes made\n")


def test_the_difference_changes_nothing(tmp_path: Path) -> None:
    """`--fix --diff` shows what would change, and fails where something would."""
    before = b"---\r\ntitle: A\r\ngoals: [Grow]\r\nsummary: \xe2\x80\xae\r\n---\r\n"
    write_playbook(tmp_path, {"plan/case.md": before})
    result = check(tmp_path, "--fix", "--diff")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:2] == ["--- a/plan/case.md", "+++ b/plan/case.md"]
    assert {"-goals: [Grow]", "+goals: [grow]", " summary: \\u202e"} <= set(result.stdout.splitlines())
    assert result.stderr == "1 fix would be made\n"
    assert (tmp_path / "plan/case.md").read_bytes() == before
    check(tmp_path, "--fix")
    assert (check(tmp_path, "--fix", "--diff").exit_code, check(tmp_path, "--fix", "--diff").stdout) == (0, "")


def test_the_difference_needs_fixes(tmp_path: Path) -> None:
    """`--diff` alone is told what to write."""
    write_playbook(tmp_path, {})
    assert check(tmp_path, "--diff").stderr == "gameplan: --diff shows what --fix would change: write --fix --diff\n"


def test_what_a_readable_file_reveals(tmp_path: Path) -> None:
    """What shows only when front matter can be read again is mended as well; what isn't mended was there before, and is shown."""
    after = fixed(tmp_path, "title: A: b\ngoals: [Grow]\nstart: 2026-12-3\nsumary: x\n")
    assert after.decode() == 'title: "A: b"\ngoals: [grow]\nstart: 2026-12-03\nsumary: x\n'
    assert "unknown-key" in check(tmp_path).stdout


def test_every_line_that_hid_the_others(tmp_path: Path) -> None:
    """Of a file that can't be read only the first fault shows at a time; all that have one right answer are mended at once."""
    after = fixed(tmp_path, "title: A: b\nsummary: *c\nowner: @ana\ngoals: [Grow]\nstart: 2026-12-3\n")
    assert after.decode() == 'title: "A: b"\nsummary: "*c"\nowner: ana\ngoals: [grow]\nstart: 2026-12-03\n'
    assert check(tmp_path, "--fix").stderr.startswith("0 fixes made\n")


def test_a_fix_that_would_bring_a_finding_is_refused(tmp_path: Path) -> None:
    """Where something else would be wrong then, nothing is written, others are mended all the same, and people are told."""
    front = "title: A\ngoals: [grow, Grow]\nstart: 2026-12-3\n"
    assert fixed(tmp_path, front).decode() == front.replace("12-3", "12-03")
    result = check(tmp_path, "--fix")
    assert result.stderr.startswith(
        "0 fixes made; 1 not, because something else would be wrong then. Fix by hand:\n"
        "  plan/case.md:3:15: did you mean 'grow' (Grow)?\n"
        "    would bring plan/case.md:3:15: 'grow' is cited twice\n"
    )


def test_a_fix_that_another_file_suffers_from_is_refused(tmp_path: Path) -> None:
    """Also where the fault would show in another file: an id that is taken."""
    broken = "---\nid: base\ntitle: A: b\ngoals: [grow]\nstart: 2026-12-04\n---\n"
    write_playbook(
        tmp_path, {"plan/zz.md": broken, "plan/late.md": "---\ntitle: L\ngoals: [Grow]\nstart: 2026-12-04\n---\n"}
    )
    before = len(check_folder(tmp_path).diagnostics)
    check(tmp_path, "--fix")
    assert len(check_folder(tmp_path).diagnostics) <= before
    assert "goals: [grow]" in (tmp_path / "plan/late.md").read_text(encoding="utf-8")


def test_only_what_is_asked_for(tmp_path: Path) -> None:
    """Rules and paths narrow what is mended."""
    entry = "---\ntitle: A\ngoals: [Grow]\nstart: 2026-12-3\n---\n"
    write_playbook(tmp_path, {"plan/one.md": entry, "plan/two.md": entry})
    check(tmp_path, "--fix", "--select=unknown-goal", tmp_path / "plan/one.md")
    assert (tmp_path / "plan/one.md").read_text(encoding="utf-8") == entry.replace("Grow", "grow")
    assert (tmp_path / "plan/two.md").read_text(encoding="utf-8") == entry


def test_a_file_that_changes_meanwhile_is_left(tmp_path: Path) -> None:
    """What somebody wrote since is never overwritten, and nothing else is written either."""
    write_playbook(tmp_path, {"plan/a.md": "new", "plan/b.md": "old"})
    changes = Fixed({"plan/b.md": b"old", "plan/a.md": b"old"}, {"plan/b.md": b"better", "plan/a.md": b"better"}, 2)
    with pytest.raises(SystemExit):
        write_fixes(tmp_path, changes)
    assert (tmp_path / "plan/b.md").read_bytes() == b"old"


def test_odd_trees(tmp_path: Path) -> None:
    """Links, large files and hidden folders beside what is mended hinder nothing, and nothing is written through them."""
    root = tmp_path / "playbook"
    write_playbook(root, {"plan/case.md": "---\ntitle: A\ngoals: [Grow]\nstart: 2026-12-03\n---\n"})
    (tmp_path / "elsewhere.md").write_text("---\ntitle: A\ngoals: [Grow]\n---\n", encoding="utf-8")
    (root / "plan/link.md").symlink_to(tmp_path / "elsewhere.md")
    (root / "plan/large.md").write_text("x" * 2_000_000, encoding="utf-8")
    (root / "plan/.hidden").mkdir()
    (root / "strategy/folder").symlink_to(tmp_path)
    assert check(root, "--fix").stderr.startswith("1 fix made\n")
    assert "[Grow]" in (tmp_path / "elsewhere.md").read_text(encoding="utf-8")


def test_a_plan_that_is_a_link(tmp_path: Path) -> None:
    """Of a plan that lies behind a link nothing is read, copied or mended."""
    root = tmp_path / "playbook"
    write_playbook(root, {"strategy/goals/other.md": "---\ntitle: O\nhorizon: 2026 Q4\n---\n"})
    (root / "plan").rename(tmp_path / "plan")
    (root / "plan").symlink_to(tmp_path / "plan")
    before = (tmp_path / "plan/base.md").read_bytes()
    check(root, "--fix")
    assert (tmp_path / "plan/base.md").read_bytes() == before


# Splices


def test_splices_that_meet() -> None:
    """Of two fixes at one place the first is made, in whatever order they come."""
    fixes = [
        Fix(Span(1, 1, 1, 3), "x"),
        Fix(Span(1, 2, 1, 4), "y"),
        Fix(Span(1, 4, 1, 5), "z"),
        Fix(Span(9, 1, 9, 2), "w"),
    ]
    for order in (fixes, fixes[::-1]):
        text, made = apply("abcdef\n", order)
        assert (text, len(made)) == ("xczef\n", 2)


@settings(deadline=None, max_examples=80)
@given(text=st.text(max_size=40), data=st.data())
def test_splices_change_nothing_else(text: str, data: st.DataObject) -> None:
    """Whatever the text, what isn't replaced keeps each of its characters."""
    rows = text.split("\n")
    line = data.draw(st.integers(1, len(rows)))
    row = rows[line - 1]
    first = data.draw(st.integers(0, len(row)))
    last = data.draw(st.integers(first, len(row)))
    start = sum(len(above) + 1 for above in rows[: line - 1])
    shown, _ = apply(text, [Fix(Span(line, first + 1, line, last + 1), "new")])
    assert shown == text[: start + first] + "new" + text[start + last :]


# Cases, and playbooks with seeded faults


@pytest.mark.parametrize("case", FIXABLE)
def test_cases_are_mended(case: Case, tmp_path: Path) -> None:
    """Every certain fix of the rules' cases is made, but where something else would suffer; a second run has nothing to do."""
    before = run_case(case, tmp_path).diagnostics
    if not certain(before):
        return
    result = check(tmp_path, "--fix")
    after = check_folder(tmp_path).diagnostics
    assert not brought(before, after)
    if "because something else would be wrong" not in result.stderr:
        assert certain(after) == []
    stored = {path: path.read_bytes() for path in tmp_path.rglob("*.md") if path.is_file()}
    check(tmp_path, "--fix")
    assert stored == {path: path.read_bytes() for path in stored}


slips = st.fixed_dictionaries(
    {
        "title": st.sampled_from(("Plain", "A: b", "We are #1", "@ana", '"C:\\x"', "“Nice: one”", "x # y", "*b*")),
        "goals": st.sampled_from(("[grow]", "[Grow]", "Grow", "[grow, GROW]", "[other]", "[Other, gro]", "[]")),
        "start": st.sampled_from(("2026-12-03", "2026-12-3", "3.12.2026", "03/04/2026", "Dec 3, 2026", "soon")),
    },
    optional={
        "Status": st.sampled_from(("idea", "In Progress")),
        "status": st.sampled_from(("idea", "In Progress", "nope")),
        "depends-on": st.sampled_from(("[base]", "[Base]", "[case-1]")),
        "id": st.sampled_from(("base", "one")),
        "audience": st.just("[nobody]"),
    },
)


@settings(deadline=None, max_examples=25)
@given(fronts=st.lists(slips, min_size=1, max_size=2), end=st.sampled_from(("\n", "\r\n")))
def test_it_never_adds_a_finding(fronts: list[dict[str, str]], end: str) -> None:
    """Whatever slips meet: no finding comes but what an unreadable file hid, lines stay lines, and again changes nothing."""
    with TemporaryDirectory() as folder, chdir(folder):
        root = Path(folder)
        files = {
            f"plan/case-{number}.md": "".join(
                ["---\n", *(f"{key}: {value}\n" for key, value in front.items()), "---\n\nB.\n"]
            )
            .replace("\n", end)
            .encode()
            for number, front in enumerate(fronts)
        }
        write_playbook(root, {"strategy/goals/other.md": "---\ntitle: Other\n---\n", **files})
        before = check_folder(root).diagnostics
        check(root, "--fix")
        after = check_folder(root).diagnostics
        assert not brought(before, after)
        mended = {path: (root / path).read_bytes() for path in files}
        for path, data in mended.items():
            assert len(data.split(end.encode())) == len(files[path].split(end.encode()))
            assert data.endswith(f"---{end}{end}B.{end}".encode())
        check(root, "--fix")
        assert mended == {path: (root / path).read_bytes() for path in files}


def test_machines_are_told_which_fixes_are_certain(tmp_path: Path) -> None:
    """In JSON each fix says whether `--fix` would make it."""
    write_playbook(tmp_path, {"plan/case.md": "---\ntitle: A\ngoals: [Grow]\nstart: 2026-12-03\nsumary: x\n---\n"})
    shown = json.loads(check(tmp_path, "--format=json").stdout)["findings"]
    assert {finding["rule"]: finding["fix"]["certain"] for finding in shown} == {
        "unknown-goal": True,
        "unknown-key": False,
    }


def test_what_lies_in_the_past_is_fixed(tmp_path: Path) -> None:
    """That an entry is overdue is not the fault of its date's right spelling; nor that a goal has nothing to come."""
    front = "title: A\ngoals: [grow]\nstart: 2020-1-3 9:00\nend: 2020-01-03 10:00\n"
    assert b"start: 2020-01-03 09:00" in fixed(tmp_path, front)
    result = check(tmp_path, "--fix")
    assert result.stderr.startswith("0 fixes made\n")
    assert "overdue" in result.stdout


def test_it_reports_what_a_check_would(tmp_path: Path) -> None:
    """What is shown after the fixes is what the next check shows, what is wrong with the options included."""
    config = "site_name: S\nsite_url: https://example.org/\nplugins: [gameplan]\n"
    write_playbook(
        tmp_path, {"mkdocs.yml": config, "plan/case.md": "---\ntitle: A\ngoals: [Grow, x]\nstart: 2026-12-03\n---\n"}
    )
    fixing = check(tmp_path, "--fix")
    assert fixing.stderr.startswith("1 fix made\n")
    assert "placeholder-address" in fixing.stdout
    assert fixing.stdout == check(tmp_path).stdout


def test_an_offset_gets_its_colon(tmp_path: Path) -> None:
    """There is one way to write it."""
    after = fixed(tmp_path, "title: A\ngoals: [grow]\nstart: 2026-12-03 09:00+0000\n")
    assert b"start: 2026-12-03 09:00+00:00\n" in after


def test_it_checks_in_memory_what_it_would_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One check, and one of what changed: the playbook is read once, and no file is made beside it."""
    entry = "---\ntitle: A\ngoals: [Grow]\nstart: 2026-12-03\n---\n"
    write_playbook(tmp_path, {f"plan/e{number}.md": entry for number in range(5)})
    read: list[str] = []

    whole = Disk.data

    def counted(disk: Disk, path: str, limit: int) -> bytes:
        read.append(path)
        return whole(disk, path, limit)

    monkeypatch.setattr(Disk, "data", counted)
    monkeypatch.setattr("tempfile.TemporaryDirectory", None)
    assert check(tmp_path, "--fix").stderr.startswith("5 fixes made\n")
    pages = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.md"))
    # What is fixed is read once more, to be fixed, and once more, to see that nobody else has changed it meanwhile.
    again = [f"plan/e{number}.md" for number in range(5)] * 2
    assert sorted(path for path in read if path.endswith(".md")) == sorted([*pages, *again])


WORDS = (
    "news",
    "#launch",
    "@ana",
    "Q4: now",
    "We are #1",
    "*star",
    "&more",
    "plain words",
    "a, b",
    "“quoted”",
    "50%",
    "%off",
    "!bang",
    "'tis",
    "C:\\x",
    "- dash",
)
lists = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)
meant = st.fixed_dictionaries({"title": st.sampled_from(WORDS), "tags": lists, "success": lists})
"""What somebody means, without a thought for YAML."""


@settings(deadline=None, max_examples=300)
@given(pages=st.lists(meant, min_size=34, max_size=34), block=st.booleans())
def test_fixes_keep_what_was_meant(pages: list[dict[str, str | list[str]]], block: bool) -> None:  # noqa: FBT001 - Hypothesis passes it
    """Ten thousand front matters: what `--fix` writes reads back with the items that were typed, or the finding stays."""
    texts = {f"strategy/goals/g{number}.md": _typed(page, block=block) for number, page in enumerate(pages)}
    vocabulary = Options().vocabulary
    for path, page in zip(texts, pages, strict=True):
        text = texts[path]
        for _ in range(20):
            there = ReadFiles(files=Files(pages=[path]))
            sources = Overlay(Disk(Path()), {path: text.encode()})
            reading = read_again(there, sources, ("strategy", "plan"), vocabulary, [path])
            certain_fixes = [finding.fix for finding in reading.diagnostics if finding.fix and finding.fix.certain]
            if not certain_fixes:
                break
            text, _ = apply(text, certain_fixes)
        for found in reading.pages:
            fields = found.fields
            assert isinstance(fields, Goal)
            left = {finding.rule.name for finding in reading.diagnostics}
            if left & {"text-lost", "invalid-value", "unknown-key"}:
                continue
            read = {"title": [fields.title], "tags": list(fields.tags), "success": list(fields.success)}
            for name, values in read.items():
                typed = page[name]
                wanted = [typed] if isinstance(typed, str) else typed
                # Between brackets a comma parts: so people typed two items.
                parted = [
                    part.strip()
                    for item in wanted
                    for part in (item.split(",") if name != "title" and not block else [item])
                ]
                assert [_plain(item) for item in values] == [_plain(item) for item in parted], (text, name)


def _plain(text: str) -> str:
    return text.strip("“”") if text[0] == "“" else text


def _typed(page: dict[str, str | list[str]], *, block: bool) -> str:
    rows = []
    for name, value in page.items():
        if isinstance(value, str):
            rows.append(f"{name}: {value}")
        elif block:
            rows += [f"{name}:", *(f"  - {item}" for item in value)]
        else:
            rows.append(f"{name}: [{', '.join(value)}]")
    return "\n".join(["---", *rows, "---", ""])
