"""What Visual Studio Code is given for a playbook: snippets to begin pages with, and extensions that help to write them."""

from __future__ import annotations

from gameplan.forms.snippets import snippets
from gameplan.model.vocabulary import Vocabulary


def editor_files() -> dict[str, object]:
    """Return what each file holds, by path; all of it is written as JSON."""
    return {
        ".vscode/extensions.json": {"recommendations": ["redhat.vscode-yaml", "yzhang.markdown-all-in-one"]},
        ".vscode/playbook.code-snippets": snippets(Vocabulary()),
    }
