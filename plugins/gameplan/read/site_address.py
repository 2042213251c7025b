"""The address of the site in its configuration: whether it was copied from an example."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Location, Span, visible
from gameplan.read.site_config import config_text
from gameplan.rules import PLACEHOLDER_ADDRESS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.sources import Sources

_ADDRESS = re.compile(r"^site_url:[ \t]+([\"']?)((?:https?://)?([^\s\"'/#]+)[^\s\"'#]*)", re.MULTILINE)
_SET_ASIDE = re.compile(
    r"(?:^|\.)(?:example(?:\.(?:com|net|org|edu))?|invalid|test|localhost)$|^127\.|^0\.0\.0\.0$|^\[::1\]$"
)
"""What RFC 2606 and 6761 keep for examples and for the own machine."""
_WORD = re.compile(
    r"[<{\[(]|(?:^|[.-])(?:your|my)-?(?:domain|site|host|org|organi[sz]ation|company|team|name|user(?:-?name)?|project)(?:$|[.-])"
    r"|(?:^|\.)(?:user-?name|changeme|todo|xxx+)(?:$|\.)"
)
"""What stands for a name that people should write."""


def placeholder_address(sources: Sources, config: str) -> Iterator[Diagnostic]:
    """Find an address of the site that is nobody's.

    Args:
        sources: the playbook's files.
        config: the name of the file with the configuration.
    """
    text = config_text(sources, config)
    for found in _ADDRESS.finditer(text) if "site_url" in text else ():
        whole = found[3].casefold().rpartition("@")[2]
        host = whole if whole.startswith("[") else whole.partition(":")[0].rstrip(".")
        if _SET_ASIDE.search(host) or (host != "[::1]" and _WORD.search(host)):
            line = text.count("\n", 0, found.start()) + 1
            column = found.start(2) - found.start() + 1
            yield Diagnostic(
                rule=PLACEHOLDER_ADDRESS,
                message=f"site_url is {visible(found[2])}, which stands for somebody's address in examples",
                location=Location(config, Span(line, column, line, column + len(found[2]))),
                hint="write the address at which your site will be, or take site_url out until you know it",
            )
