"""What options are made of: their models' base, and values as people type them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Settings(BaseModel):
    """A group of options, whose names are all known."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def one_or_more(value: object) -> object:
    """Take one text for a list of one."""
    return [value] if isinstance(value, str) else value


def field_names(value: object) -> object:
    """Take names of fields by what asks for them; MkDocs reads `on`, which is the name of one, as a YAML 1.1 yes."""
    if not isinstance(value, dict):
        return value
    return {
        name: ["on" if each is True else each for each in said] if isinstance(said, (list, tuple)) else said
        for name, said in value.items()
    }
