"""From settings and a checked playbook to what is published: the last step that the front ends share."""

from __future__ import annotations

import os
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pydantic import ValidationError

from gameplan.diagnostics import Diagnostic, visible
from gameplan.forms.backend import NoBackend, backend_of
from gameplan.forms.packages import NoEditor, editor_files
from gameplan.forms.setup import collections, routes
from gameplan.forms.site import FOLDER, Forms
from gameplan.history.commits import newest_commit, newest_name
from gameplan.history.identity import namespace_of
from gameplan.history.missing import MissingHistory
from gameplan.model.addresses import page_uri
from gameplan.model.filters import filter_names
from gameplan.model.kinds import ENTRY
from gameplan.model.languages import site_language
from gameplan.model.own_fields import declared_values, hidden_fields
from gameplan.model.projection import SENSITIVE
from gameplan.model.revisions import Revisions
from gameplan.model.zones import zone
from gameplan.options import CmsOption, FeedOption
from gameplan.pipeline import run
from gameplan.publish.context import Context
from gameplan.publish.edition import ChosenView, Crossing, Edition
from gameplan.publish.feed_settings import CalendarSettings, FeedChoice
from gameplan.publish.findings import tellable
from gameplan.publish.hosts import FormEditor, Host, host_of
from gameplan.publish.ics.components import EPOCH, uid
from gameplan.publish.ics.ledger import Ledger, Stamps
from gameplan.publish.ics.previous import Previous
from gameplan.published import published
from gameplan.read.files import read_file
from gameplan.revisions import revisions
from gameplan.revisions.past import past_of
from gameplan.settings import CONFIG_FILES, OptionError
from gameplan.store.folder import store_of
from gameplan.wording.catalogues import language_of
from gameplan.wording.labels import not_shown
from gameplan.wording.speech import ENGLISH, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from gameplan.model.conventions import Conventions
    from gameplan.model.filters import Filter
    from gameplan.model.playbook import Playbook
    from gameplan.model.projection import Projection
    from gameplan.model.vocabulary import Vocabulary
    from gameplan.options import Options
    from gameplan.pipeline import Result
    from gameplan.publish.feeds.feeds import Feeds
    from gameplan.publish.hosts import Editor
    from gameplan.read.playbook import KeptPages
    from gameplan.settings import Settings
    from gameplan.wording.speech import Language

__all__ = ["CheckFailedError", "MissingHistory", "checked_context", "context_of", "doubts", "remarks"]

_NOBODYS = uuid.UUID("6f0c1f52-6b4e-5f0e-9d53-0b6d7c2f4a11")
"""The namespace of a preview where there is neither an option nor a history."""
_LARGEST_LEDGER = 32 * 1024 * 1024


class CheckFailedError(Exception):
    """A playbook doesn't pass its check, so there is nothing to publish."""

    def __init__(self, findings: tuple[Diagnostic, ...], result: Result) -> None:
        """Know what is wrong, and with what."""
        super().__init__(f"{len(findings)} finding{'s' if len(findings) != 1 else ''} to fix")
        self.findings, self.result = findings, result


def checked_context(
    settings: Settings,
    today: date | None,
    *,
    internal: bool,
    directories: bool,
    told: bool = True,
    kept: KeptPages | None = None,
) -> tuple[Result, Context]:
    """Check a playbook and return what is published of it.

    Args:
        settings: the playbook's settings.
        today: the day to check for; default: as the settings say.
        internal: whether what is hidden from the public is in it, whatever the settings say.
        directories: whether addresses are folders.
        told: whether what is published tells of findings.
        kept: pages that needn't be read again.

    Raises:
        OptionError, CheckFailedError, MissingHistory: see `gameplan.api.publish`.
    """
    options = settings.options.model_copy(update={"internal": internal or settings.options.internal})
    result = run(settings.root, options, today, settings.config, past_of, kept=kept)
    if failing := result.failing(options.fail_on):
        raise CheckFailedError(failing, result)
    site_name, site_url, repo_url, edit_uri = (
        value if isinstance(value := settings.site.get(name), str) else None
        for name in ("site_name", "site_url", "repo_url", "edit_uri")
    )
    context = context_of(
        result,
        settings.root,
        options,
        site_name="Playbook" if site_name is None else site_name,
        base=site_url or "",
        language=site_language(options.language, settings.site.get("theme")),
        directories=directories,
        host=host_of(repo_url, edit_uri, options.strategy_dir),
        edit_buttons=True,
        told=told,
    )
    return result, context


def context_of(  # noqa: PLR0913 - what a site is made from
    result: Result,
    root: Path,
    options: Options,
    *,
    site_name: str,
    base: str,
    language: str = "",
    directories: bool = True,
    preview: bool = False,
    whole: Playbook | None = None,
    host: Host | None = None,
    edit_buttons: bool = False,
    twins: bool = False,
    told: bool = True,
    moved: Mapping[str, str] | None = None,
    drafts: bool = False,
) -> Context:
    """Return what a site shows of a playbook: its public part, unless the options say otherwise.

    Args:
        result: the playbook.
        root: its folder, for the history.
        options: its options.
        site_name: the site's name.
        base: the site's address, or an empty text.
        language: the tag of its language; default: that of the options, else English.
        directories: whether addresses are folders.
        preview: whether nobody subscribes to what is made: then it may do without history.
        whole: the playbook with what was left out before; default: the result's.
        host: the editor of its files, where it is known.
        edit_buttons: whether pages need a button of ours to edit them.
        twins: whether each page has a twin in Markdown beside it.
        told: whether anybody is told of findings; feeds tell nobody, and to find them again in what is shown is a second check.
        moved: the uris of pages that are published elsewhere than we would, by their paths.
        drafts: whether pages that say `draft: true` are shown.

    Raises:
        MissingHistory: where not all of the history can be read that stamps or identities need, and there is no ledger.
        OptionError: where the ledger or the feed that was published last can't be read, or nothing gives events an identity.
    """
    calendar = _calendar(root, options, site_name, preview=preview)
    known, ledger = _known(result, root, options, calendar, preview=preview)
    before = published(root, options.calendar.previous) if options.calendar.previous and not preview else None
    spoken = language_of(language or options.language or "en")
    hints = options.author_hints and not _hides_more(result.playbook.vocabulary, options.shown)
    spoken = spoken if hints else spoken.without_hints()
    shown = playbook_shown(result.playbook, options, spoken, drafts=drafts)
    base = f"{base.rstrip('/')}/" if base else ""
    forms = forms_of(options, root, host, base)
    known_filters = frozenset(filter_names(shown.vocabulary))
    edition = Edition(
        # Only now: a page that says such an address lacks nothing, whatever a rule asks of it.
        playbook=shown.without_addresses(base),
        today=result.today,
        site_name=site_name,
        base=base,
        directories=directories,
        moved=moved or {},
        calendar=calendar,
        filters=_filters(result, shown),
        views=tuple(
            ChosenView(
                name,
                view.title or name.replace("-", " ").capitalize(),
                view.show,
                "" if view.lanes == "goals" else view.lanes,
            )
            for name, view in options.views.items()
        ),
        revisions=known,
        ledger=ledger,
        previous=Previous(before, ledger) if before is not None else None,
        as_of=_as_of(known, options),
        findings=findings_told(result, shown, whole or result.playbook) if told and hints else (),
        host=_editor(shown, result.today, forms, host, base, spoken) if hints else None,
        forms=forms,
        edit_buttons=edit_buttons,
        twins=twins,
        conventions=conventions_told(options),
        entry_pages=options.entry_pages,
        search_months=options.search_months,
        commit=newest_name(root),
        stale_after=options.stale_after,
        crossings=tuple(
            Crossing(table.rows, table.columns, table.title)
            for table in options.coverage
            if {table.rows, table.columns} <= known_filters
        ),
        language=spoken,
    )
    return Context(edition)


def _hides_more(vocabulary: Vocabulary, projection: Projection) -> bool:
    """Tell whether a projection hides fields for which hints would ask: all but money and e-mail addresses."""
    named = {(hidden.kind, name) for hidden in projection.hides for name in hidden.fields}
    return any(
        (kind.name, own.name) in named and own.type not in SENSITIVE
        for kind in (vocabulary.entry, *vocabulary.kinds)
        for own in hidden_fields(kind, projection)
    )


def conventions_told(options: Options) -> Conventions:
    """Return what the team asks of its plan; without what was granted for periods, where no entry's budget is shown either."""
    hidden = {own.name for own in hidden_fields(ENTRY, options.shown)}
    return replace(options.conventions, budgets=()) if "budget" in hidden else options.conventions


def forms_of(options: Options, root: Path, host: Host | None, base: str) -> Forms | None:
    """Return the forms of a site; None where it has none.

    Args:
        options: the playbook's.
        root: its folder.
        host: the Git host, where it is known.
        base: the site's address, with a slash at the end.

    Raises:
        OptionError: where the repository isn't known, or the editor can't be had.
    """
    if not options.cms:
        return None
    said = options.cms if isinstance(options.cms, CmsOption) else CmsOption()
    if not base:
        raise OptionError("forms need the site's address: write site_url in mkdocs.yml")
    try:
        backend = backend_of(
            said.backend,
            said.repo,
            said.branch or (host.branch if host else ""),
            host.repository if host else "",
            {"base_url": said.base_url, "app_id": said.app_id},
        )
        files = editor_files(said.editor, root, said.packages, store_of(root))
    except (NoBackend, NoEditor) as error:
        raise OptionError(str(error)) from None
    return Forms(
        editor=said.editor,
        backend=backend,
        # What is only tried out has no pull requests.
        workflow=said.workflow and backend["name"] not in ("test-repo", "proxy"),
        prefix=host.folder if host else "",
        files=files,
    )


def _editor(
    shown: Playbook, today: date, forms: Forms | None, host: Host | None, base: str, language: Language
) -> Editor | None:
    """Return where pages can be edited: in forms, or with the Git host.

    Raises:
        OptionError: where a page has the address of the forms.
    """
    if forms is None:
        return host
    for page in shown.pages:
        if page_uri(page, shown.strategy, shown.plan).startswith((f"{FOLDER}.", f"{FOLDER}/")):
            raise OptionError(f"{visible(page.path)} would lie where the forms are, at {FOLDER}/: give it another id")
    with speaking(language):
        return FormEditor(f"{base}{FOLDER}/", routes(collections(shown, today)), host)


def context_alone(
    result: Result,
    root: Path,
    options: Options,
    *,
    site_name: str,
    base: str = "",
    language: Language = ENGLISH,
) -> Context:
    """Return what is shown of a playbook without what only the history tells: stamps, and what is gone.

    Args:
        result: the playbook.
        root: its folder, for the identity of events where no option gives it.
        options: its options.
        site_name: the site's name.
        base: the site's address, or an empty text.
        language: the one in which it is told.
    """
    base = f"{base.rstrip('/')}/" if base else ""
    shown = playbook_shown(result.playbook, options, language, drafts=False)
    calendar = _calendar(root, options, site_name, preview=True)
    edition = Edition(
        playbook=shown.without_addresses(base),
        today=result.today,
        site_name=site_name,
        base=base,
        calendar=calendar,
        filters=_filters(result, shown),
        conventions=conventions_told(options),
        language=language,
    )
    return Context(edition)


def context_told(result: Result, settings: Settings, *, internal: bool) -> Context:
    """Return what is told of a playbook in the language of its site, where nobody subscribes to anything. Git is asked for nothing.

    Args:
        result: the playbook.
        settings: its settings.
        internal: whether what is hidden from the public is told too, whatever the settings say.
    """
    told = {"internal": internal, "uid_namespace": settings.options.uid_namespace or _NOBODYS}
    language = language_of(site_language(settings.options.language, settings.site.get("theme")) or "en")
    options = settings.options.model_copy(update=told)
    return context_alone(
        result,
        settings.root,
        options,
        site_name=_text(settings, "site_name") or "Playbook",
        base=_text(settings, "site_url"),
        language=language if options.author_hints else language.without_hints(),
    )


def result_told(result: Result, options: Options) -> Result:
    """Return a playbook as the public may see it, with the findings that can be told of that; as it is where all of it may be told.

    Args:
        result: of the whole playbook.
        options: which say what is shown.
    """
    shown = playbook_shown(result.playbook, options, ENGLISH, drafts=False)
    return replace(result, playbook=shown, diagnostics=findings_told(result, shown, result.playbook))


def _text(settings: Settings, name: str) -> str:
    found = settings.site.get(name)
    return found.strip() if isinstance(found, str) else ""


def feeds_alone(result: Result, root: Path, options: Options, site_name: str) -> Feeds:
    """Return the feeds of a playbook without what only the history tells: stamps, and what is gone; in English.

    Args:
        result: the playbook.
        root: its folder, for the identity of events where no option gives it.
        options: its options.
        site_name: the site's name.
    """
    return context_alone(result, root, options, site_name=site_name).feeds


def _filters(result: Result, shown: Playbook) -> dict[str, Filter]:
    """Return the filters of the playbook's own feeds: what hangs on a field that isn't shown isn't shown either."""
    known = frozenset(filter_names(shown.vocabulary))
    return {name: each for name, each in result.filters.items() if each.fields.keys() <= known}


def _known(
    result: Result, root: Path, options: Options, calendar: CalendarSettings, *, preview: bool
) -> tuple[Revisions, Stamps | None]:
    """Return what is known of the past: from the ledger where there is one, else from the history."""
    if options.calendar.ledger:
        return Revisions(latest=newest_commit(root)), _ledger(result, root, options, calendar)
    try:
        return revisions(result.playbook, root, options, result.judge.config if result.judge else CONFIG_FILES[0]), None
    except MissingHistory:
        if not preview:
            raise
        return Revisions(), None


def playbook_shown(playbook: Playbook, options: Options, language: Language, *, drafts: bool) -> Playbook:
    """Return the part of a playbook that its options show.

    Args:
        playbook: the whole.
        options: which name the projection.
        language: of the words that stand for what is hidden.
        drafts: whether pages that say `draft: true` are shown.
    """
    with speaking(language):
        words = not_shown()
    projection = options.shown
    drafts = drafts or projection.tells("draft")
    if not drafts and (left_out := {page.path for page in playbook.pages if page.draft}):
        playbook = playbook.without(left_out)
    return playbook.shown_to(projection, words)


def findings_told(result: Result, shown: Playbook, whole: Playbook) -> tuple[Diagnostic, ...]:
    """Return what readers are told: found in what they see, as if it were all that there is, so that nothing hidden shows by what isn't."""
    if result.judge is None or (len(shown.pages) == len(whole.pages) and shown.vocabulary == whole.vocabulary):
        return tellable(result.diagnostics, shown, whole)
    return tellable(result.judge.judged(tellable(result.before, shown, whole), shown), shown, whole)


_NO_STAMPS = (
    "there is no Git history here: all calendar events get the same old stamp, and subscribers may miss changes; "
    "build from a clone, or keep a ledger (option calendar: {ledger: feed-state.json})"
)


def doubts(context: Context) -> tuple[str, ...]:
    """Return what a build can't promise subscribers, a sentence each: it is a warning, which `--strict` counts.

    To a site without an address nobody can subscribe: there the same is a remark.
    """
    return (_NO_STAMPS,) if _is_without_stamps(context) and context.edition.base else ()


def _is_without_stamps(context: Context) -> bool:
    return context.edition.revisions.latest is None and context.edition.ledger is None


def kept_back(result: Result, options: Options) -> str:
    """Return what is hidden though nobody asked for it, as a sentence that says how to show it; empty where nothing is.

    Args:
        result: of the whole playbook.
        options: which say what is shown.
    """
    projection, entry = options.shown, result.playbook.vocabulary.entry
    said = {
        (page.kind.name, own.name): "entries" if page.kind == entry else page.kind.plural
        for page in (result.playbook.pages if projection.hidden_types else ())
        if projection.shows_page(page)
        for own, _ in declared_values(page.fields, named=hidden_fields(page.kind, projection))
        if own.type in projection.hidden_types
    }
    if not said:
        return ""
    names = dict.fromkeys(name for _, name in sorted(said))
    hidden = [f"{name} of {' and '.join(said[each] for each in sorted(said) if each[1] == name)}" for name in names]
    return (
        f"not shown in the projection {projection.name}: {', '.join(hidden)}; "
        "to show them write projections: {public: {hides: {}}} into the options"
    )


def remarks(context: Context, options: Options) -> tuple[str, ...]:
    """Return what the owner may want to know of a build, a sentence each."""
    found = [_NO_STAMPS] if _is_without_stamps(context) and not context.edition.base else []
    if options.uid_namespace is None:
        found.append("uid_namespace is not set: the identities of events depend on this repository's first commit")
    if (
        context.edition.ledger is None
        and context.edition.previous is None
        and context.edition.revisions.latest is not None
    ):
        found.append(
            "stamps of calendar events come from the history; if it was rewritten (squash, rebase), nothing here can tell: "
            "then name the feed that was published last (option calendar: {previous: …})"
        )
    return tuple(found)


def _namespace(root: Path, options: Options, *, preview: bool) -> uuid.UUID:
    """What events' identities are derived from; what nobody subscribes to may do with any."""
    if options.uid_namespace is not None:
        return options.uid_namespace
    try:
        found = namespace_of(root)
    except MissingHistory:
        if not preview:
            raise
        found = None
    if found is None and not preview:
        raise OptionError(
            "calendar events need an identity that stays the same, and there is no Git history to take it from: "
            f"write uid_namespace: {uuid.uuid4()} into the plugin's options, and never change it"
        )
    return found or _NOBODYS


def _calendar(root: Path, options: Options, site_name: str, *, preview: bool) -> CalendarSettings:
    given = options.calendar
    return CalendarSettings(
        namespace=_namespace(root, options, preview=preview),
        file=given.file,
        title=given.title or site_name,
        windows=given.windows,
        spans=given.spans,
        refresh=given.refresh,
        cancelled=given.cancelled,
        planned=given.planned,
        done_mark=given.done_mark,
        goal_categories=given.goal_categories,
        alarm=given.alarm,
        feeds={
            name: FeedChoice(title=option.title) if isinstance(option, FeedOption) else FeedChoice(wanted=option)
            for name, option in (*options.feeds.items(), *options.views.items())
            if name not in options.private
        },
    )


def _ledger(result: Result, root: Path, options: Options, calendar: CalendarSettings) -> Stamps:
    """The ledger as it was committed; an empty one where there is none yet."""
    name = options.calendar.ledger
    ledger = Ledger()
    if (root / name).exists() or (root / name).is_symlink():
        data = read_file(root, name, _LARGEST_LEDGER)
        if isinstance(data, Diagnostic):
            raise OptionError(f"{visible(name)}: {data.message}")
        try:
            ledger = Ledger.model_validate_json(data)
        except ValidationError as error:
            place = ".".join(str(part) for part in error.errors(include_url=False)[0]["loc"])
            message = f"this is not a ledger ({place or 'no JSON'}): take the last good version from the history"
            raise OptionError(visible(f"{name}: {message}")) from None
    present = {uid(calendar.namespace, entry.feed_id) for entry in result.playbook.entries}
    return Stamps(ledger, _now(root), present)


def _now(root: Path) -> datetime:
    """The time of this publication, and never the clock's: two builds of the same are the same."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit() and len(given) <= len("253402300799"):
        return datetime.fromtimestamp(int(given), UTC)
    return max(EPOCH, newest_commit(root) or EPOCH)


def _as_of(known: Revisions, options: Options) -> date | None:
    """The day of the newest commit in the playbook's zone; where there is none, the day that the options fix, if any."""
    if known.latest is None:
        return options.today
    name = options.timezone or "UTC"
    return known.latest.astimezone(UTC if name == "UTC" else zone(name)).date()
