"""What `gameplan leaks` does."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gameplan.cli.common import settings_for, stop
from gameplan.cli.endings import EXIT_FINDINGS
from gameplan.cli.publications import with_projection
from gameplan.cli.streams import write
from gameplan.diagnostics import visible
from gameplan.diagnostics.counted import counted
from gameplan.history.missing import MissingHistory
from gameplan.leaks.folder import searched
from gameplan.leaks.secrets import secrets_of
from gameplan.model.languages import site_language
from gameplan.pipeline import run
from gameplan.private_feeds import private_published, private_uri, secret_of
from gameplan.publication import playbook_shown
from gameplan.revisions.hidden_versions import hidden_versions
from gameplan.wording.catalogues import language_of, texts_of_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.cli.places import Where
    from gameplan.leaks.folder import Searched
    from gameplan.leaks.search import Leak
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook
    from gameplan.pipeline import Result
    from gameplan.settings import Settings

_MOST = 100
_MOST_LETTERS = 80


def look(at: Where, folder: str, projection: str | None, *, as_json: bool) -> None:
    """Look through a folder, say what it tells, and end the program with exit code 1 where that is anything.

    Args:
        at: which playbook.
        folder: what is looked through.
        projection: the name of what may be in it; None: `public`.
        as_json: whether places are printed as JSON.
    """
    place = Path(folder)
    if not place.is_dir():
        stop(f"{visible(folder)} is not a folder: build the site first, as in gameplan build -d {visible(folder)}")
    settings = with_projection(settings_for(at.root, at.config, allow_any_host=True), projection or "public")
    options = settings.options.model_copy(update={"internal": False})
    settings = replace(settings, options=options)
    result = run(settings.root, options, at.today, settings.config)
    language = language_of(site_language(options.language, settings.site.get("theme")) or "en")
    shown = playbook_shown(result.playbook, options, language, drafts=False)
    older, untold = _older(settings, shown)
    also = (*_of_site(settings), *texts_of_language(language))
    secrets = secrets_of(result.playbook, shown, older, also)
    private = _private(settings, result)
    found = searched(place, secrets, private)
    name = options.shown.name
    if as_json:
        write(json.dumps(_values(found, len(secrets), name), ensure_ascii=False, indent=1) + "\n")
    else:
        write("".join(f"{line}\n" for line in _lines(found)))
    for line in (*([untold] if untold else []), _summary(found, len(secrets), name)):
        write(f"{line}\n", err=True)
    if found.leaks or found.unread:
        sys.exit(EXIT_FINDINGS)


def _older(settings: Settings, shown: Playbook) -> tuple[tuple[Page, ...], str]:
    """Return older versions of what is hidden, and a line where they can't be had."""
    try:
        found = hidden_versions(shown, settings.root, settings.options, settings.config)
    except MissingHistory as missing:
        return (), f"not looked for: what older versions say: {missing}"
    return (
        (found, "")
        if found is not None
        else ((), "not looked for: what older versions say: there is no Git history here")
    )


def _private(settings: Settings, result: Result) -> frozenset[str]:
    """The places of private feeds, which hold what is hidden: only who knows the secret can leave them out."""
    found: set[str] = set()
    for name, option in settings.options.private.items():
        if secret := secret_of(option):
            feeds = private_published(result, settings.root, settings.options, name, option, "")
            found |= {private_uri(secret, each.feed.uri) for each in feeds}
    return frozenset(found)


def _of_site(settings: Settings) -> Iterator[str]:
    """What the site's own settings say: anybody may read that."""
    for key in ("site_name", "site_url", "site_description", "repo_url", "repo_name", "copyright"):
        if isinstance(said := settings.site.get(key), str):
            yield said
    for kind in (settings.options.vocabulary.entry, *settings.options.vocabulary.kinds):
        yield from (kind.label, kind.plural_label)


def _lines(found: Searched) -> Iterator[str]:
    for leak in found.leaks[:_MOST]:
        place = f"{visible(leak.file)}:{leak.line}" if leak.line else f"{visible(leak.file)} (its name)"
        yield f"{place}: tells “{visible(leak.words)}” of {_where(leak)}"
    if len(found.leaks) > _MOST:
        yield f"… and {len(found.leaks) - _MOST} more places; --format json lists all"
    for file, why in found.unread.items():
        yield f"{visible(file)}: not looked through: {why}"


def _where(leak: Leak) -> str:
    said = " ".join(leak.secret.said.split())
    short = said if len(said) <= _MOST_LETTERS else f"{said[:_MOST_LETTERS]}…"
    return f"{visible(leak.secret.path)} ({leak.secret.what}: {visible(short)})"


def _summary(found: Searched, sought: int, projection: str) -> str:
    looked = (
        f"{counted(found.files, 'file')} looked through for {counted(sought, 'text')} that {projection} doesn't show"
    )
    if not found.leaks and not found.unread:
        return f"{looked}: none is told"
    told = f"{counted(len(found.leaks), 'place')} to fix" if found.leaks else "none is told"
    return f"{looked}: {told}" + (f"; {counted(len(found.unread), 'file')} not looked through" if found.unread else "")


def _values(found: Searched, sought: int, projection: str) -> dict[str, object]:
    return {
        "version": 1,
        "projection": projection,
        "files": found.files,
        "sought": sought,
        "leaks": [
            {
                "file": each.file,
                "line": each.line,
                "words": each.words,
                "page": each.secret.path,
                "what": each.secret.what,
            }
            for each in found.leaks
        ],
        "unread": [{"file": file, "why": why} for file, why in found.unread.items()],
    }
