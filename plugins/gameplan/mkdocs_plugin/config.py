"""The plugin's options: those of `gameplan.options`, validated there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as c

from gameplan.model.projection import VARIABLE
from gameplan.options import Options
from gameplan.settings import OptionError, parse_options


class GameplanConfig(base.Config):  # type: ignore[no-untyped-call] # MkDocs' __init_subclass__
    """Takes whatever `Options` takes, and reports what it refuses as MkDocs reports its own options."""

    options: Options

    def validate(self) -> tuple[list[Any], list[Any]]:
        """Validate the options as a whole; see `Options`."""
        given = {name: self.data[name] for name in self.given}
        if chosen := os.environ.get(VARIABLE):
            given["projection"] = chosen
        try:
            root = Path(self.config_file_path).parent if self.config_file_path else Path.cwd()
            self.options = parse_options(given, "mkdocs.yml", root)
        except OptionError as error:
            return [("gameplan", base.ValidationError(str(error).removeprefix("mkdocs.yml: ")))], []
        return [], []

    def load_dict(self, patch: dict[str, Any]) -> None:
        """Remember what the author wrote: a default is not an option."""
        self.given = [*getattr(self, "given", []), *patch]
        super().load_dict(patch)


GameplanConfig._schema = tuple((name, c.Optional(c.Type(object))) for name in Options.model_fields)  # noqa: SLF001 - MkDocs fills it from annotations, of which there are none here
