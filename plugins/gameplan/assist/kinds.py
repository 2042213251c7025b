"""Of which kind a file is, though it can't be read at the moment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gameplan.model.kinds import PLAIN, VISION
from gameplan.read.files import is_page

if TYPE_CHECKING:
    from gameplan.assist.checked import Checked
    from gameplan.assist.texts import Text
    from gameplan.model.kinds import Kind

_KIND = re.compile(r"kind:[ \t]+[\"']?([\w-]+)")
_INDEX = ("index.md", "README.md")


def kind_of(text: Text, checked: Checked) -> Kind | None:
    """Return the kind of a page by its folder, or by what it says; None where it is no page.

    Args:
        text: the file's, as it is now.
        checked: the playbook as it was checked last.
    """
    strategy, plan = checked.folders
    path, vocabulary = text.path, checked.vocabulary
    if not is_page(path, checked.folders):
        return None
    index = path.rpartition("/")[2] in _INDEX
    if path.startswith(f"{plan}/") and not index:
        return vocabulary.entry
    said = next((found[1] for row in text.rows[1 : text.closing - 1] if (found := _KIND.match(row))), "")
    if said in vocabulary.by_name and said != vocabulary.entry.name:
        return vocabulary.by_name[said]
    if path == f"{strategy}/index.md":
        return VISION
    folder = path.removeprefix(f"{strategy}/").partition("/")[0]
    return PLAIN if index else vocabulary.by_folder.get(folder, PLAIN)
