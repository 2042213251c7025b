"""Pages as Markdown: an entry's brief, a page of the strategy. Links lead to files of the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.model.page import body_without_title
from gameplan.publish.markdown.page import opening, with_text
from gameplan.publish.output.markdown import repository_text
from gameplan.wording.speech import say, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.answering.shown import Shown
    from gameplan.model.page import Page


def page_markdown(shown: Shown, page: Page, most: int | None = None) -> str:
    """Return a page as Markdown, with the author's own text at its end; of an entry it is the brief.

    Args:
        shown: what may be told.
        page: one of its pages.
        most: how many characters of the text are told; the rest is counted. Default: all.
    """
    with speaking(shown.language):
        return with_text(opening(shown.context, page, _Way(shown)), _text(shown, page, most))


def _text(shown: Shown, page: Page, most: int | None) -> str:
    """The author's own text; control characters as codes, so that it can't drive a terminal."""
    body = body_without_title(page)
    kept = body if most is None else _beginning(body, most)
    text = repository_text(page, kept, shown.playbook, shown.result.playbook, shown.context.edition.base)
    lines = [visible(line.expandtabs(4)) for line in text.strip("\n").split("\n")]
    if len(kept) < len(body):
        count = f"{len(body) - len(kept):,}"
        lines += ["", say("… and {count} more characters in {file}", count=count, file=visible(page.path))]
    return "\n".join(lines).strip()


def _beginning(text: str, most: int) -> str:
    """The first paragraphs of a text: no link is cut in two, of which a part could name what is hidden."""
    if len(text) <= most:
        return text
    kept = text[:most]
    paragraphs, blank, _ = kept.rpartition("\n\n")
    return paragraphs if blank else kept.partition("[")[0].partition("<")[0]


class _Way:
    """Leads to the file of a page; to nothing where the site has more than a file."""

    def __init__(self, shown: Shown) -> None:
        uris = shown.context.addresses.uris
        self._paths: Mapping[str, str] = {uri: path for path, uri in uris.items()}

    def __call__(self, uri: str, place: str) -> str:  # noqa: ARG002 - files have no places of the site
        return self._paths.get(uri, "")
