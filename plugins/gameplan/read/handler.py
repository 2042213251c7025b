"""The strict reader behind python-frontmatter's handler interface, for other programs."""

from __future__ import annotations

import re
from typing import Any

import yaml
from frontmatter.default_handlers import BaseHandler

from gameplan.read.front_matter import parse, split


class StrictHandler(BaseHandler):
    """For `frontmatter.loads(text, handler=StrictHandler())`, which then reads exactly what Gameplan reads."""

    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def split(self, text: str) -> tuple[str, str]:
        """The front matter and the body.

        Raises:
            ValueError: where there is no front matter; python-frontmatter takes that for "all of it is body".
            Unreadable: where the fences are damaged.
        """
        parts = split(text)
        if parts.front is None:
            raise ValueError("no front matter")
        return parts.front, parts.body

    def load(self, fm: str) -> dict[str, Any]:
        """The values.

        Raises:
            Unreadable: where the text is not YAML, or more than the limits allow.
        """
        return dict(parse(fm).values)

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:  # noqa: ARG002 - python-frontmatter's signature
        """The values as YAML: one key a line, in their order, everything quoted that another reader might take for something else."""
        return str(yaml.safe_dump(metadata, sort_keys=False, allow_unicode=True, width=10_000)).rstrip("\n")
