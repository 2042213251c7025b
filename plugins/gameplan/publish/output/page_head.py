"""What a page has in its head besides what the host puts there: links for programs, data for search engines, a rule for paper."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.publish.document import Document, Site

_LINK = '<link rel="{}" type="{}" title="{}" href="{}">'
LANDSCAPE_RULE = "@page{size:A4 landscape;margin:9mm}"
"""The style of pages that are printed across: for a page as a whole, since a named page is laid out as wide as an upright one."""
LANDSCAPE = "assets/gameplan/landscape.css"
"""The uri of a style sheet with that rule, for hosts that leave a page's head alone: a style in the content is no valid HTML."""
_UNSAFE = re.compile("[<>&\u2028\u2029\x7f-\x9f\ud800-\udfff]")
"""What could end a script or a line in one."""


def head_html(site: Site, document: Document, file: str) -> str:
    """Return the HTML for the end of a page's head.

    Args:
        site: what it is a part of.
        document: the page.
        file: where its file lies on the site, which may be elsewhere than the document says.
    """
    return "\n".join(
        part for part in (_links(site, document, file), data_script(document.linked_data), _paper(document)) if part
    )


def placed_in_head(page: str, html: str) -> str:
    """Put HTML at the end of a page's head; return the page as it is where it has none.

    Args:
        page: a whole page of HTML.
        html: what belongs into its head.
    """
    at = page.find("</head>") if html else -1
    return page if at < 0 else f"{page[:at]}{html}\n{page[at:]}"


def _links(site: Site, document: Document, file: str) -> str:
    up = "../" * file.count("/")
    links = (*site.links, *document.links)
    return "".join(_LINK.format(link.rel, link.type, escape(link.title), f"{up}{link.url}") for link in links)


def data_script(data: Mapping[str, object]) -> str:
    """Return the script with a page's data, which no text of an author's can end; empty where there is none."""
    if not data:
        return ""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, allow_nan=False)
    safe = _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return f'<script type="application/ld+json">{safe}</script>'


def _paper(document: Document) -> str:
    """The rule for a page that is printed across."""
    return f"<style>{LANDSCAPE_RULE}</style>" if document.landscape else ""
