"""Which pages are printed across. A style in the content is no valid HTML, and a named page is laid out as wide as an upright one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.publish.document import Document

_STYLE = "<style>@page{size:A4 landscape;margin:9mm}</style>"


class Paper:
    """The rule for paper, in the heads of the pages that are wide."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        """Note which pages are.

        Args:
            documents: the site's pages by their source uris.
        """
        self._across = {uri for uri, document in documents.items() if document.landscape}

    def turned(self, output: str, source: str) -> str:
        """A page with the rule at the end of its head; as it is where it is upright, or has no such end.

        Args:
            output: the page.
            source: its source uri.
        """
        at = output.find("</head>") if source in self._across else -1
        return output if at < 0 else f"{output[:at]}{_STYLE}\n{output[at:]}"
