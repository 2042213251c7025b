"""What search engines read of a page, put in its head as text, so that any theme has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.output.structured_data import structured
from gameplan.publish.pages.overview.home import URI as HOME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.publish.context import Context
    from gameplan.publish.document import Document


class StructuredData:
    """The data of every page, made when it is written."""

    def __init__(self, context: Context, documents: Mapping[str, Document]) -> None:
        """Note which page is which.

        Args:
            context: what is published.
            documents: its pages by their source uris.
        """
        self._context = context
        by_path = context.playbook.by_path
        self._pages = {uri: by_path.get(document.source or "") for uri, document in documents.items()}
        self._home = next((uri for uri, document in documents.items() if document.uri == HOME), "")

    def placed(self, output: str, source: str) -> str:
        """A page with its data at the end of its head; as it is where it has none, or no such end.

        Args:
            output: the page.
            source: its source uri.
        """
        if source not in self._pages:
            return output
        data = structured(self._context, self._pages[source], home=source == self._home)
        at = output.find("</head>") if data else -1
        return output if at < 0 else f"{output[:at]}{data}\n{output[at:]}"
