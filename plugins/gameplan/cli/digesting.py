"""What `gameplan digest` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.cli.common import settings_for, unknown, write_output
from gameplan.cli.publications import with_projection
from gameplan.digest.coming import Wanted
from gameplan.digest.week import Span, digest
from gameplan.model.projection import WHOLE
from gameplan.pipeline import run
from gameplan.summary.chats import as_slack, as_teams
from gameplan.summary.rendering import as_html, as_markdown, as_text
from gameplan.wording.catalogues import language_of
from gameplan.wording.speech import speaking

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.cli.places import Where

_FORMS = {"text": as_text, "markdown": as_markdown, "html": as_html, "slack": as_slack, "teams": as_teams}


def write_digest(  # noqa: PLR0913 - the command's options
    at: Where, *, days: int, owner: str, form: str, internal: bool, projection: str | None, output: Path | None
) -> None:
    """Write the week to standard output, or into a file; ends the program where there is no such owner."""
    settings = with_projection(settings_for(at.root, at.config, allow_any_host=True), projection)
    result = run(settings.root, settings.options, at.today, settings.config)
    playbook = result.playbook
    shown = playbook.shown_to(WHOLE if internal else settings.options.shown)
    wanted = Wanted(playbook=shown, owner=owner)
    if owner and not wanted.owner_known:
        unknown("owner", owner, wanted.names)
    address, name = (str(settings.site.get(key) or "") for key in ("site_url", "site_name"))
    base = f"{address.rstrip('/')}/" if address.startswith(("https://", "http://")) else ""
    # The words of days come from the catalogue; the digest itself is English, as the command line is.
    with speaking(language_of("en")):
        told = digest(result, wanted, Span(result.today, days), name or "Playbook", base)
        text = _FORMS[form](told)
    write_output(output, text.encode())
