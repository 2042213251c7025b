"""The style sheet and the script: within their budget, whole, and without words of their own."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import gameplan.publish
from builds import sample_context
from gameplan.publish.html.icons import icon_css
from gameplan.publish.output.assets import rules, script, style_sheet

ASSETS = Path(gameplan.publish.__file__).parent / "assets"
BUDGET = 30 * 1024


def packed(data: bytes) -> int:
    """What is left of it on the way."""
    return len(gzip.compress(data, 9))


def test_the_budget() -> None:
    """Style sheet and script take 30 KB at most on the way, with the icons, which are pictures in the style sheet."""
    _, context = sample_context()
    assert packed(style_sheet(context)) + packed(script()) <= BUDGET


def test_descendants_stay_descendants() -> None:
    """The minifier knows no @container, and takes the blank before a colon in one for that of a declaration: no selector has one there."""
    files = "".join(
        re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL) for path in sorted(ASSETS.glob("*.css"))
    )
    written, left = (len(re.findall(r"[\w)\]] :(?:is|not|has|where)\(", text)) for text in (files, rules()))
    assert written == left


def test_rules_stay_rules() -> None:
    """Taking out comments and blanks loses no rule: as many braces and declarations as in the files."""
    files = "".join(
        re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL) for path in sorted(ASSETS.glob("*.css"))
    )
    for sign in "{}:(":
        assert rules().count(sign) == files.count(sign)
    # rcssmin takes a selector within `@container` for a declaration, where a blank before a colon means nothing.
    descendant = re.compile(r"(?<=[^\s>+~,{}]) :[a-z]")
    assert len(descendant.findall(rules())) == len(descendant.findall(files)) > 40
    assert "/*" not in rules()
    assert " and(" not in rules()
    assert "\n" not in rules()
    assert icon_css({"alert"}).startswith(".gp-i--alert{")


@pytest.mark.parametrize("path", sorted(ASSETS.glob("*.js")), ids=lambda path: path.name)
def test_scripts_are_plain(path: Path) -> None:
    """Each part is short and parses by itself; no HTML is made of texts, nothing is evaluated, and nobody is asked for anything."""
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 350
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|fetch\(|XMLHttp", source
    )
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node to parse scripts with")
    done = subprocess.run([node, "--check", str(path)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_the_whole_script_parses(tmp_path: Path) -> None:
    """All parts in one file, which shares no name with a page."""
    whole = script()
    assert whole.startswith(b'(()=>{"use strict"\n')
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node to parse scripts with")
    (tmp_path / "all.js").write_bytes(whole)
    done = subprocess.run(
        [node, "--check", str(tmp_path / "all.js")], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_scripts_have_no_words_of_their_own() -> None:
    """What a reader sees stands in the pages, in their language: no text in a script is more than one word."""
    texts = re.findall(r'"([^"\n]*)"', script().decode())
    sentences = [
        text for text in texts if re.search(r"[A-Za-z]{2,} [a-z]{2,}", text) and not re.search(r"[\[\].:#>=-]", text)
    ]
    assert set(sentences) == {"use strict", "thead th"}
