"""`gameplan leaks`: what is hidden is found in any file, however it is packed; a site that tells nothing passes."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import os
import struct
import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from builds import build, committed, playbook, with_history, write
from gameplan.cli import main
from gameplan.leaks.decoding import Unread, readings
from gameplan.leaks.search import Finder
from gameplan.leaks.secrets import Secret
from gameplan.leaks.words import LETTERS, RUN, plain_text, sought, words_of
from test_hidden import front, hidden_playbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FILES: dict[str, str | bytes] = {
    "strategy/goals/rival.md": front(title="Buy the rival in Porto", visibility="internal")
    + "We talk to the owners of Barro & Filhos since March, and nobody else must know of it.\n\n"
    + "- [ ] Ask Zephyrine\n\n![](barro-merger.png)\n",
    "strategy/people/ana.md": front(title="Ana", email="ana.secret@example.net"),
    "strategy/goals/grow.md": front(title="Grow", budget="98765 EUR"),
    "strategy/channels/ads.md": front(title="Adverts", budget="€4,444"),
    "plan/talks.md": front(title="Signing", goals=["rival"], start="2026-12-04", visibility="internal"),
    "plan/launch.md": front(title="Launch", goals=["grow"], start="2026-12-01") + "We launch what everybody knows.\n",
    "strategy/goals/barro-merger.png": b"\x89PNG",
}
TITLE = "Buy the rival in Porto"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook with hidden pages and fields."""
    return playbook(tmp_path / "book", FILES)


def leaks(root: Path, folder: Path, *more: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["leaks", str(folder), "--root", str(root), *more])


def of_bytes(root: Path, data: bytes, name: str = "file.bin") -> Result:
    """What the command says of a folder with one file."""
    folder = root.parent / "out"
    write(folder, {name: data})
    return leaks(root, folder)


def test_a_built_site_tells_nothing(root: Path) -> None:
    """A site as we build it passes; one of a wider projection doesn't, and each place is named."""
    with_history(root)
    build(root)
    done = leaks(root, root / "site")
    assert (done.exit_code, done.stdout) == (0, ""), done.output
    assert "none is told" in done.stderr
    config = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(config.replace("today:", "internal: true\n    today:"))
    build(root)
    done = leaks(root, root / "site")
    assert done.exit_code == 1
    assert "goals/rival/index.html:" in done.stdout
    assert "of strategy/goals/rival.md (title: Buy the rival in Porto)" in done.stdout
    assert leaks(root, root / "site", "--projection", "internal").exit_code == 0


def png(kind: bytes, chunk: bytes) -> bytes:
    """A picture with a note."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(chunk)) + kind + chunk + b"\x00" * 4


def zipped(name: str, data: bytes) -> bytes:
    """An archive with a file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return file.getvalue()


PACKED: Mapping[str, bytes] = {
    "as it is": TITLE.encode(),
    "another case": TITLE.upper().encode(),
    "an address": b"/goals/buy-the-rival-in-porto/",
    "over lines": b"Buy the\n  rival\n in Porto",
    "tags between": b"<p>Buy <b>the</b> <i>riv</i>al in&nbsp;Porto</p>",
    "entities": "".join(f"&#{ord(each)};" for each in TITLE).encode(),
    "an attribute": f'<a title="{html.escape(TITLE)}">x</a>'.encode(),
    "percent signs": quote(TITLE, safe="").encode(),
    "JSON": json.dumps({"a": ["".join(f"\\u{ord(each):04x}" for each in TITLE)]}).replace("\\\\", "\\").encode(),
    "a key of JSON": json.dumps({TITLE: 1}).encode(),
    "HTML in JSON": json.dumps({"a": "<b>Buy</b> the\u00a0rival in P<i>orto</i>"}).encode(),
    "a script": b'x("\\x42uy the rival in Porto")',
    "gzip": gzip.compress(TITLE.encode()),
    "gzip twice": gzip.compress(gzip.compress(TITLE.encode())),
    "an archive": zipped("a.txt", TITLE.encode()),
    "a name in an archive": zipped("buy the rival in porto.txt", b""),
    "a calendar": b"BEGIN:VCALENDAR\r\nSUMMARY:Buy the riv\r\n al in\\nPorto\r\n",
    "a data address": b"<img src='data:text/plain;base64," + base64.b64encode(TITLE.encode()) + b"'>",
    "quoted-printable": b"=42=75=79 =74he rival in Po=\nrto",
    "UTF-16": TITLE.encode("utf-16"),
    "UTF-16 within a picture": b"\xff\xd8\xff\xe1x" + TITLE.encode("utf-16-be"),
    "a note of a PNG": png(b"tEXt", b"Title\x00" + TITLE.encode()),
    "a packed note of a PNG": png(b"zTXt", b"Title\x00\x00" + zlib.compress(TITLE.encode())),
    "another note behind one that is empty": png(b"zTXt", b"")
    + png(b"zTXt", b"T\x00\x00" + zlib.compress(TITLE.encode()))[8:],
    "a note of another program in a PDF's place": b"GIF89a<x:xmpmeta>" + TITLE.encode() + b"</x:xmpmeta>",
    "an international note of a PNG": png(b"iTXt", b"Title\x00\x01\x00en\x00T\x00" + zlib.compress(TITLE.encode())),
    "part of a sentence": b"... owners of Barro & Filhos since March ...",
    "an e-mail address": b"mailto:ana.secret@example.net",
    "money": b"<td>98,765 EUR</td>",
    "less money": b"4.444\xc2\xa0EUR",
    "money with a space": "98\u202f765\u00a0EUR".encode(),
    "a name in the text": b"Ask Zephyrine",
    "the name of a file": b"../barro-merger.png",
    "full width": "Ｂuy the rival in Porto".encode(),
}


@pytest.mark.parametrize("name", PACKED)
def test_what_is_hidden_is_found(root: Path, name: str) -> None:
    """In each form in which a site's files may hold it."""
    done = of_bytes(root, PACKED[name])
    assert done.exit_code == 1, done.output
    assert "file.bin" in done.stdout


def test_names_of_files_tell_too(root: Path) -> None:
    """A file's own name, and that of its folder."""
    done = of_bytes(root, b"", "goals/Buy the rival in Porto.html")
    assert done.exit_code == 1
    assert "(its name)" in done.stdout


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Launch",
        b"what everybody knows",
        b"Buy the",
        b"Porto",
        b"The plan",
        b"\x00\xff" * 99,
        b"[1,",
        b"&#x110000; \\u{110000}",
    ],
)
def test_other_words_are_no_leak(root: Path, data: bytes) -> None:
    """What is public, what has fewer than eight letters, and what says something else."""
    done = of_bytes(root, data)
    assert done.exit_code == 0, done.output


UNREADABLE: Mapping[str, tuple[bytes, str]] = {
    "gzip": (b"\x1f\x8b\x08broken", "can't be unpacked"),
    "half of gzip": (gzip.compress(TITLE.encode())[:-6], "can't be unpacked"),
    "an archive": (b"PK\x03\x04broken", "can't be unpacked"),
    "a PDF": (b"%PDF-1.4 broken", "PDF that can't be read"),
    "a note of a PNG": (png(b"zTXt", b"Title\x00\x00x\x9cbroken"), "a note that can't be unpacked"),
    "too deep": (gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"x"))))), "packed more than"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_can_not_be_read_is_said(root: Path, name: str) -> None:
    """Nothing is known of such a file, so the folder doesn't pass."""
    pytest.importorskip("pypdf", reason="pypdf is not installed: pip install 'gameplan[leaks]'")
    data, why = UNREADABLE[name]
    done = of_bytes(root, data)
    assert (done.exit_code, "file.bin: not looked through" in done.stdout) == (1, True), done.output
    assert why in done.stdout


def test_a_bomb_is_not_unpacked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a bound isn't read, and said so."""
    monkeypatch.setattr("gameplan.leaks.decoding.LARGEST", 1000)
    note = png(b"zTXt", b"Title\x00\x00" + zlib.compress(b"a" * 5000))
    for data in (gzip.compress(b"a" * 5000), zipped("a", b"a" * 5000), note):
        assert "it has more than" in of_bytes(root, data).stdout


def test_pdf(root: Path) -> None:
    """The text of a PDF, and its title."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed: pip install 'gameplan[leaks]'")
    file = pypdf.PdfWriter()
    file.add_blank_page(100, 100)
    file.add_metadata({"/Title": TITLE})
    out = io.BytesIO()
    file.write(out)
    assert of_bytes(root, out.getvalue()).exit_code == 1


def test_older_versions(tmp_path: Path) -> None:
    """What was public and became hidden, under its old title; what was hidden when it was deleted; and not what was public then."""
    root = playbook(tmp_path / "book", {})
    old = front(title="Merger with Barro", goals=["grow"], start="2026-12-04")
    gone = front(title="Hush hush party", goals=["grow"], start="2026-12-04", visibility="internal")
    seen = front(title="Everybody's picnic", goals=["grow"], start="2026-12-04")
    write(root, {"plan/talks.md": old, "plan/party.md": gone, "plan/picnic.md": seen})
    committed(root, "2026-11-01T12:00:00Z")
    for name in ("party", "picnic"):
        (root / f"plan/{name}.md").unlink()
    write(root, {"plan/talks.md": front(title="Talks", goals=["grow"], start="2026-12-04", visibility="internal")})
    committed(root, "2026-11-02T12:00:00Z")
    # Public in between, and hidden again when it was deleted: the same content once more.
    write(
        root, {"plan/fete.md": front(title="Summer secrets", goals=["grow"], start="2026-12-04", visibility="internal")}
    )
    committed(root, "2026-11-03T12:00:00Z")
    write(root, {"plan/fete.md": front(title="Fete", goals=["grow"], start="2026-12-04")})
    committed(root, "2026-11-04T12:00:00Z")
    write(
        root, {"plan/fete.md": front(title="Summer secrets", goals=["grow"], start="2026-12-04", visibility="internal")}
    )
    committed(root, "2026-11-05T12:00:00Z")
    (root / "plan/fete.md").unlink()
    committed(root, "2026-11-06T12:00:00Z")
    for text, told in (
        (b"Merger with Barro", True),
        (b"Hush hush party", True),
        (b"Everybody's picnic", False),
        (b"Summer secrets", True),
    ):
        done = of_bytes(root, text)
        assert done.exit_code == int(told), (text, done.output)
    assert "in an older version" in of_bytes(root, b"Merger with Barro").stdout
    assert "there is no Git history here" in of_bytes(playbook(tmp_path / "other/book", FILES), b"").stderr


def test_the_marked_playbook(tmp_path: Path) -> None:
    """The site of a playbook with a hidden page of every kind, cited in every way: nothing; with everything in it: each kind is found."""
    root = hidden_playbook(tmp_path / "book", "internal", "")
    build(root)
    done = leaks(root, root / "site")
    assert (done.exit_code, done.stdout) == (0, "")
    config = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(config.replace("today:", "internal: true\n    today:"))
    build(root)
    found = json.loads(leaks(root, root / "site", "--format", "json").stdout)
    kinds = {each["page"].rpartition("zqx-")[2].removesuffix(".md") for each in found["leaks"]}
    assert {
        "goal",
        "entry",
        "audience",
        "journey",
        "channel",
        "kpi",
        "policy",
        "person",
        "review",
        "risk",
        "partner",
    } <= kinds


def test_it_says_what_it_needs(root: Path, tmp_path: Path) -> None:
    """A folder that isn't there, and a projection that isn't: one line."""
    for arguments, message in (
        ((str(tmp_path / "none"),), "is not a folder"),
        ((str(tmp_path), "--projection", "publik"), "did you mean 'public'?"),
    ):
        done = CliRunner().invoke(main, ["leaks", *arguments, "--root", str(root)])
        assert done.exit_code == 2
        assert message in done.stderr
        assert done.stderr.count("\n") == 1


def test_links_and_odd_files(root: Path, tmp_path: Path) -> None:
    """A link to a file is looked through, one to a folder isn't followed; what can't be opened is said."""
    folder = tmp_path / "links"
    write(folder, {"a/b.txt": "nothing"})
    write(tmp_path, {"secret.txt": TITLE})
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "round").symlink_to(folder)
    (folder / "dead.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "pipe")
    done = leaks(root, folder)
    assert done.exit_code == 1
    assert "link.txt:1" in done.stdout
    assert "dead.txt: not looked through" in done.stdout
    assert "pipe: not looked through" in done.stdout


class _Case(NamedTuple):
    secret: str
    text: str


@st.composite
def cases(draw: st.DrawFn) -> _Case:
    """A secret, and a text in which it stands between other words."""
    words = st.text(st.characters(categories=["L", "N"]), min_size=3, max_size=9)
    secret = " ".join(draw(st.lists(words, min_size=1, max_size=9)))
    around = st.text(st.characters(categories=["L", "P", "Z"], exclude_characters="<>&%\\="), max_size=20)
    return _Case(secret, f"{draw(around)} {secret} {draw(around)}")


@settings(max_examples=150, deadline=None)
@given(cases())
def test_any_secret_is_found(case: _Case) -> None:
    """Whatever its letters are: as text, packed, and in JSON."""
    secrets = {words: Secret("a.md", "title", case.secret) for words in sought(case.secret)}
    finder = Finder(secrets)
    for data in (case.text.encode(), gzip.compress(case.text.encode()), json.dumps([case.text]).encode()):
        assert bool([*finder.in_file("x", data)]) == bool(secrets)


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\x1f\x8b", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"<", b"{", b"BEGIN:V", b"data:;base64,"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, sign: bytes) -> None:
    """No file ends the search."""
    found: Iterator[str] = readings(sign + data)
    with suppress(Unread):
        assert all(isinstance(text, str) for text in found)


def test_what_is_sought() -> None:
    """Short texts as a whole, of long ones each run of words; nothing of fewer than eight letters."""
    assert [*sought("A b c d")] == []
    assert [*sought("Buy the rival")] == [("buy", "the", "rival")]
    long = " ".join(f"word{number}" for number in range(RUN + 2))
    assert len([*sought(long)]) == 3
    assert LETTERS == 8
    assert words_of("1,234,567 a_b 1,2") == ("1234567", "a", "b", "1", "2")
    assert plain_text("A\nB").count("\n") == 1
