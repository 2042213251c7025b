"""Tells a page that lies in the folder of another kind: a plan entry among the goals, a goal in the plan."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Location, visible
from gameplan.model.faults import nearest
from gameplan.model.kinds import PLAIN
from gameplan.read.spec import spec
from gameplan.rules import INVALID_VALUE, WRONG_FOLDER

if TYPE_CHECKING:
    from gameplan.model.kinds import Kind
    from gameplan.model.vocabulary import Vocabulary
    from gameplan.read.front_matter import FrontMatter

_FOREIGN = 2
"""Keys that only another kind has: one of them may be a slip, of two the folder is."""


def wrong_folder(
    path: str, kind: Kind, front: FrontMatter, vocabulary: Vocabulary, folders: tuple[str, str]
) -> Diagnostic | None:
    """Return a finding if a page's front matter is of another kind than its folder; None where it fits.

    Args:
        path: of its file.
        kind: that of its folder.
        front: what it says.
        vocabulary: the playbook's words.
        folders: the strategy's and the plan's.
    """
    if kind == PLAIN or not kind.folder:
        return None
    known = spec(kind).names
    unknown = [name for name in front.values if name not in known and not name.startswith(("x_", "x-"))]
    said = front.values.get("kind")
    meant, typed = None, "kind"
    if kind == vocabulary.entry and isinstance(said, str):
        meant = next((other for other in vocabulary.kinds if other.name == said and other.folder), None)
    if meant is None:
        if len(unknown) < _FOREIGN:
            return None
        fits = {
            other.name: sum(name in spec(other).names for name in unknown)
            for other in (vocabulary.entry, *vocabulary.kinds)
            if other is not kind and other.folder
        }
        best = max(fits, key=lambda name: fits[name])
        if fits[best] < _FOREIGN:
            return None
        meant = vocabulary.by_name[best]
        typed = next(name for name in unknown if name in spec(meant).names)
    names = [name for name in unknown if name in spec(meant).names]
    says = f"says kind: {meant.name}" if typed == "kind" else f"has {' and '.join(names[:_FOREIGN])}"
    here, there = _noun(kind, vocabulary), _noun(meant, vocabulary)
    target = folders[1] if meant == vocabulary.entry else f"{folders[0]}/{meant.folder}"
    return Diagnostic(
        rule=WRONG_FOLDER,
        message=f"this looks like {there[0]} (it {says}), and lies among the {here[1]}",
        location=Location(path, front.places.key(typed)),
        hint=f"move it to {visible(posixpath.join(target, posixpath.basename(path)))}",
    )


def entry_kind(path: str, front: FrontMatter, vocabulary: Vocabulary) -> Diagnostic | None:
    """Return a finding if a plan entry names an unknown kind; None where it names none, or says that it is an entry."""
    said = front.values.get("kind")
    if not isinstance(said, str) or said in vocabulary.by_name:
        return None
    word = nearest(said, vocabulary.types)
    return Diagnostic(
        rule=INVALID_VALUE,
        message=f"kind: '{visible(said)}' is not a kind of page: all files in the plan are entries",
        location=Location(path, front.places.value("kind")),
        hint=f"write type: {word}, or delete the line" if word else "delete the line",
    )


def _noun(kind: Kind, vocabulary: Vocabulary) -> tuple[str, str]:
    """One of a kind, and all of them, inside a sentence."""
    if kind == vocabulary.entry:
        return "a plan entry", "plan entries"
    return kind.a_noun, "KPIs" if kind.name == "kpi" else kind.plural.replace("-", " ")
