"""The documentation says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gameplan.cli.reference import reference
from gameplan.model.site_keys import ANYWHERE, ORDINARY
from gameplan.model.vocabulary import Vocabulary
from gameplan.options import Options

ROOT = Path(__file__).parent.parent


def test_the_front_matter_reference_is_made_from_the_models() -> None:
    """`docs/front-matter.md` ends with the output of `gameplan schema --markdown`."""
    vocabulary = Vocabulary()
    made = reference((vocabulary.entry, *vocabulary.kinds))
    written = (ROOT / "docs" / "front-matter.md").read_text(encoding="utf-8")
    assert written.rstrip().endswith(made.rstrip())


def test_every_option_is_documented() -> None:
    """Each option has a row in `docs/options.md`, and no row is left from a former one."""
    text = (ROOT / "docs" / "options.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert sorted(Options.model_fields) == sorted(documented)


@pytest.mark.parametrize("page", ["README.md", *(path.name for path in (ROOT / "docs").glob("*.md"))])
def test_links_between_the_documents_lead_somewhere(page: str) -> None:
    """Relative links in the README and the docs lead to files of the repository."""
    path = ROOT / page if page == "README.md" else ROOT / "docs" / page
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8")):
        if not target.startswith(("../strategy", "../../")):
            assert (path.parent / target).exists(), target


def test_the_readme_shows_the_two_commands() -> None:
    """`make site` and `make test` stand alone in one block, and the Makefile has both."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "```sh\nmake site\nmake test\n```" in readme
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^site:", makefile, re.MULTILINE)
    assert re.search(r"^test:", makefile, re.MULTILINE)


def test_the_keys_of_other_plugins_are_documented() -> None:
    """`docs/plugins.md` names every key that passes, on all pages and on ordinary ones."""
    text = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8").partition("## Keys in front matter")[2]
    everywhere, _, ordinary = text.partition("On pages without a kind")
    assert re.findall(r"`([\w-]+)`[,.]", everywhere) == sorted(ANYWHERE)
    assert re.findall(r"`([\w-]+)`[,.]", ordinary.partition("Name others")[0]) == sorted(ORDINARY)
