"""References to links: every reference leads to a page, or is a finding."""

from __future__ import annotations

from functools import cached_property
from itertools import chain, count
from typing import TYPE_CHECKING, Any, NamedTuple

from gameplan.diagnostics import Cause, Diagnostic, Fix, Location, Related, Rule, visible
from gameplan.model.faults import one_of, several
from gameplan.model.fields import Fields, RefersTo, holding, referring
from gameplan.model.further_pages import Decision, Question
from gameplan.model.links import MENTION, SITE_LINKS, PageLink
from gameplan.model.own_fields import hidden_fields
from gameplan.model.page import Entry
from gameplan.model.pages import Audience, Goal, Journey, Person, Review
from gameplan.model.playbook import Playbook
from gameplan.model.projection import PUBLIC_NAME
from gameplan.model.teams import with_teams
from gameplan.resolve.body_links import BodyLinks, Folders, missing
from gameplan.resolve.identifiers import Identifiers, duplicates, misplaced, stem
from gameplan.resolve.places import places
from gameplan.rules import HIDDEN_REFERENCE, UNKNOWN_GOAL, UNKNOWN_REFERENCE, WRONG_KIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gameplan.model.body import Mention
    from gameplan.model.kinds import Kind
    from gameplan.model.links import SiteLinks
    from gameplan.model.page import Page
    from gameplan.model.pages import EntryFields
    from gameplan.model.projection import Projection
    from gameplan.model.vocabulary import Vocabulary


_MOST_NAMED = 20
"""Stages that a hint names."""


class Surroundings(NamedTuple):
    """Where a playbook lies, and on what site it will be."""

    strategy: str
    """The strategy's folder."""
    plan: str
    feed: str
    """The name of the feed of everything, which a text may link to as if it lay in the strategy's folder."""
    site: SiteLinks = SITE_LINKS


class Reference(NamedTuple):
    """An id as written in front matter."""

    field: str
    kind: str
    id: str
    place: tuple[str | int, ...]
    strict: bool = True


def resolve(
    pages: Iterable[Page],
    files: Iterable[str],
    attachments: Iterable[str],
    vocabulary: Vocabulary,
    folders: Surroundings,
    unread: Mapping[str, str | None] | None = None,
) -> tuple[Playbook, list[Diagnostic]]:
    """Link all pages of a playbook.

    Args:
        pages: the pages that could be read.
        files: the paths of all Markdown files, those that couldn't be read included.
        attachments: the paths of all other files.
        vocabulary: the playbook's words.
        folders: where it lies, and on what site it will be.
        unread: the text of those that couldn't be read, by path; None where not even that is known.
    """
    pages = sorted(pages, key=lambda page: page.path)
    attachments = tuple(attachments)
    linker = _Linker(pages, (*files, *attachments, f"{folders.strategy}/{folders.feed}"), vocabulary, folders)
    linker.found += duplicates(pages, folders.strategy, folders.plan)
    linker.found += misplaced((*(page.path for page in pages), *attachments), folders.strategy)
    linker.found += places(pages, attachments, folders.strategy, folders.plan, folders.feed)
    outgoing = {page.path: links for page in pages if (links := linker.links(page))}
    with_teams(outgoing, pages)
    incoming: dict[str, list[PageLink]] = {}
    for page in pages:
        for link in _as_written(page, outgoing.get(page.path, ())):
            incoming.setdefault(link.target, []).append(link)
    linker.found += linker.body_links.found
    playbook = Playbook(
        vocabulary=vocabulary,
        strategy=folders.strategy,
        plan=folders.plan,
        pages=tuple(pages),
        attachments=attachments,
        mentions=linker.mentions,
        outgoing=outgoing,
        incoming={path: tuple(links) for path, links in incoming.items()},
        unread=unread or {},
    )
    return playbook, linker.found


def targets_in(playbook: Playbook, pages: Iterable[Page]) -> Iterator[Mapping[str, tuple[str, ...]]]:
    """Yield, for each of some pages outside a playbook, the paths of the pages in it that it refers to, by field. Reports nothing."""
    linker = _Linker(list(playbook.pages), (), playbook.vocabulary, Surroundings(playbook.strategy, playbook.plan, ""))
    for page in pages:
        found: dict[str, dict[str, None]] = {}
        for link in linker.from_fields(page):
            found.setdefault(link.field, {})[link.target] = None
        yield {name: tuple(paths) for name, paths in found.items()}


def references_in(playbook: Playbook) -> Iterator[PageLink]:
    """Yield every reference in the front matter of a playbook that leads to a page, also where a field names one twice. Reports nothing."""
    linker = _Linker(list(playbook.pages), (), playbook.vocabulary, Surroundings(playbook.strategy, playbook.plan, ""))
    for page in playbook.pages:
        yield from linker.from_fields(page)


class Afresh:
    """Links single pages of a playbook anew, as somebody writes them: what all pages are known by is gathered once."""

    def __init__(self, playbook: Playbook, files: Iterable[str], folders: Surroundings) -> None:
        """Know the playbook.

        Args:
            playbook: as it was linked last.
            files: the paths of all its Markdown files, those that couldn't be read included.
            folders: where it lies, and on what site it will be.
        """
        known = (*files, *playbook.attachments, f"{folders.strategy}/{folders.feed}")
        self._linker = _Linker(list(playbook.pages), known, playbook.vocabulary, folders)

    @property
    def identifiers(self) -> Identifiers:
        """The pages by their ids."""
        return self._linker.identifiers

    def found(self, page: Page) -> list[Diagnostic]:
        """Return what is wrong with the references and links of a page.

        Args:
            page: as it is written now; its own id is known as it was.
        """
        linker = self._linker
        linker.found, linker.body_links.found = [], []
        linker.pages[page.path] = page
        linker.body_links.taken_anew(page)
        linker.links(page)
        return [*linker.found, *linker.body_links.found]


def _hides(page: Page, field: str, projection: Projection) -> bool:
    """Tell whether a projection shows nothing of a field of a page."""
    return any(own.name == field for own in hidden_fields(page.kind, projection))


class _Linker:
    def __init__(
        self,
        pages: list[Page],
        files: tuple[str, ...],
        vocabulary: Vocabulary,
        folders: Surroundings,
    ) -> None:
        self.identifiers = Identifiers((*vocabulary.kinds, vocabulary.entry), pages)
        self.pages = {page.path: page for page in pages}
        self.files = frozenset(files)
        self.hidden = {page.path for page in pages if not page.public}
        self.projections = vocabulary.projections
        self.unread = {stem(path) for path in files if path.endswith(".md") and path not in self.pages}
        self.roots = Folders(folders.strategy, folders.plan)
        self.body_links = BodyLinks(pages, self.files, self.roots, self.identifiers, folders.site)
        self.references = _fields_by_kind((*vocabulary.kinds, vocabulary.entry))
        self.found: list[Diagnostic] = []
        self.mentions: dict[tuple[str, str], str] = {}

    def report(
        self,
        rule: Rule,
        location: Location,
        message: str,
        hint: str,
        fix: tuple[str, bool] | None = None,
        *,
        seeks: tuple[str, str] | None = None,
    ) -> None:
        edit = Fix(location.span, *fix) if fix is not None and location.span is not None else None
        # Of a page that was deleted there is nothing to fix.
        rows = self.pages[location.path].places.lines if edit and location.path in self.pages else ()
        if edit and edit.span.line - 2 < len(rows):
            edit = edit.quoted_as(rows[edit.span.line - 2])
        self.found.append(
            Diagnostic(
                rule=rule,
                message=message,
                location=location,
                hint=hint or None,
                fix=edit,
                cause=missing(seeks[1]) if seeks else None,
                seeks=seeks,
            )
        )

    def links(self, page: Page) -> tuple[PageLink, ...]:
        """The links of a page, each once for a field and target."""
        links: dict[tuple[str, str], PageLink] = {}
        for link in chain(self.from_fields(page), self.from_body(page)):
            links.setdefault((link.field, link.target), link)
        if self.hidden:
            for link in links.values():
                if link.target in self.hidden and (projection := self._showing_one(page, link)):
                    self.refers_to_hidden(page, link, projection)
        return tuple(links.values())

    def _showing_one(self, page: Page, link: PageLink) -> Projection | None:
        """Return the first projection that shows a page with a reference, and not the page that is meant."""
        target = self.pages[link.target]
        return next(
            (
                each
                for each in self.projections
                if each.shows_page(page) and not each.shows_page(target) and not _hides(page, link.field, each)
            ),
            None,
        )

    def refers_to_hidden(self, page: Page, link: PageLink, projection: Projection) -> None:
        target = self.pages[link.target]
        said, theirs = str(page.fields.visibility), str(target.fields.visibility)
        where = "" if said == PUBLIC_NAME else f", which the projection {projection.name} doesn't show"
        message = f"this page is {said}, and '{visible(target.title)}' is {theirs}{where}"
        other = "internal" if said == PUBLIC_NAME and theirs == "draft" else theirs
        hint = f"take the reference out, or write visibility: {other} here"
        related = (Related(target.at("visibility"), f"{target.fields.visibility} here"),)
        self.found.append(
            Diagnostic(
                rule=HIDDEN_REFERENCE,
                message=message,
                location=link.location,
                hint=hint,
                related=related,
                cause=Cause(f"hidden {link.target}"),
            )
        )

    def from_fields(self, page: Page) -> Iterator[PageLink]:
        for name, refers in self.references.get(page.kind.name, ()):
            for number, identifier in enumerate(getattr(page.fields, name)):
                target = self.identifiers.find(refers.kind, identifier)
                if target is None:
                    target = self.target(page, Reference(name, refers.kind, identifier, (name, number), refers.strict))
                if target is not None:
                    yield PageLink(page, target.path, name, (name, number))
        if isinstance(page.fields, Review):
            yield from self.decisions(page, page.fields)
        for reference in _nested(page):
            target = self.nested_target(page, reference)
            if target:
                yield PageLink(page, target.path, reference.field, reference.place)

    def decisions(self, page: Page, review: Review) -> Iterator[PageLink]:
        """Yield the decisions that a review names by their ids; all else there is text."""
        for number, text in enumerate(review.decisions):
            if target := self.identifiers.find("decision", text):
                yield PageLink(page, target.path, "decisions", ("decisions", number))

    def nested_target(self, page: Page, reference: Reference) -> Page | None:
        """The page that a reference means which stands deeper than in a field of its own, or of any kind."""
        if reference.field == "stage":
            return self.stage(page, reference)
        return self.target(page, reference) if reference.kind else self.of_any_kind(page, reference)

    def of_any_kind(self, page: Page, reference: Reference) -> Page | None:
        """The page that an id means, or an id behind its kind and a colon: of one's own kind where there are several."""
        kind, colon, identifier = reference.id.partition(":")
        meant = self.identifiers.kinds.get(kind.strip())
        if colon and meant:
            return self.target(page, reference._replace(kind=meant.name, id=identifier.strip()))
        own = self.identifiers.find(page.kind.name, reference.id)
        found = [own] if own else self.identifiers.anywhere(reference.id)
        if len(found) == 1 or (not found and reference.id in self.unread):
            return found[0] if found else None
        location, said = page.at(*reference.place), visible(reference.id)
        if found:
            options = " or ".join(f"{each.kind.name}:{each.id}" for each in found)
            self.report(
                UNKNOWN_REFERENCE, location, f"'{said}' is the id of more than one page", f"write {visible(options)}"
            )
            return None
        near = self.identifiers.nearest(reference.id)
        hint = "write the id of a page: its file's name without .md, or its id:"
        if reference.field == "redirect":
            hint = "write the id of a page, or an address that begins with https://"
        if near:
            hint = f"did you mean '{visible(near.id)}' ({visible(near.title)})?"
        fix = (near.id, False) if near else None
        self.report(UNKNOWN_REFERENCE, location, f"no page has the id '{said}'", hint, fix, seeks=("", reference.id))
        return None

    def target(self, page: Page, reference: Reference, rest: str = "") -> Page | None:
        """The page that a reference means, or None and a finding; `rest` is what stands behind the id."""
        found = self.identifiers.find(reference.kind, reference.id)
        if found is not None or (not reference.strict and not self.identifiers.has(reference.kind)):
            return found
        location = page.at(*reference.place)
        label = "KPI" if reference.kind == "kpi" else reference.kind
        others = self.identifiers.anywhere(reference.id)
        if others and reference.kind != others[0].kind.name:
            wanted = self.identifiers.kinds[reference.kind].a_noun
            message = f"'{visible(reference.id)}' is {others[0].kind.a_noun}, and {visible(reference.field)} takes the id of {wanted}"
            field = others[0].kind.field
            field = "depends_on or related" if isinstance(others[0], Entry) else field
            fits = field if isinstance(page, Entry) else ""
            self.report(WRONG_KIND, location, message, f"move it to {fits}" if fits else self.known(reference.kind))
            return None
        rule = UNKNOWN_GOAL if reference.kind == "goal" else UNKNOWN_REFERENCE
        message = f"no {label} has the id '{visible(reference.id)}'"
        if hint := self.listed(page, reference):
            self.report(rule, location, message, hint, self.as_list(page, reference, hint))
            return None
        if reference.id in self.unread:
            return None  # That its file can't be read is an error already, and this would lead astray.
        near = self.by_address(reference) or self.identifiers.nearest(reference.id, reference.kind)
        hint = f"did you mean '{visible(near.id)}' ({visible(near.title)})?" if near else self.known(reference.kind)
        certain = near is not None and self.identifiers.spelt(reference.id, reference.kind) == [near]
        fix = (near.id + rest, certain) if near else None
        seeks = (reference.kind, reference.id)
        self.report(rule, location, message, hint, fix, seeks=seeks)
        return None

    def as_list(self, page: Page, reference: Reference, hint: str) -> tuple[str, bool] | None:
        """The fix for several ids in one text, where each is the id of a page, and no quotes say that it is meant so."""
        whole = hint.removeprefix("write ")
        span = page.places.value(*reference.place)
        row = next(iter(page.places.lines[span.line - 2 : span.line - 1]), "")
        if not whole.startswith("[") or span.line != span.end_line or row[span.column - 1 : span.column] in ("'", '"'):
            return None
        known = all(self.identifiers.find(reference.kind, part) for part in several(reference.id))
        return (whole, True) if known else None

    def listed(self, page: Page, reference: Reference) -> str:
        """The hint for a text that names several pages where a list was meant; empty where it doesn't."""
        parts = several(reference.id)
        if len(parts) < 2 or len(parts) > _MOST_NAMED:  # noqa: PLR2004 - a list begins with two
            return ""
        found = [
            self.identifiers.find(reference.kind, part) or self.identifiers.nearest(part, reference.kind)
            for part in parts
        ]
        # A comma or semicolon is in no id; other words may be a part of one.
        if not any(found) or not (all(found) or "," in reference.id or ";" in reference.id):
            return ""
        ids = [visible(page.id) if page else visible(part) for page, part in zip(found, parts, strict=True)]
        marks = dict(self.references.get(page.kind.name, ()))
        mark = marks.get(reference.field)
        if mark is not None and mark.single:
            spare = "contributors" if reference.field == "owner" and "contributors" in marks else ""
            return one_of(reference.field, ids, "" if page.places.has("contributors") else spare)
        if page.places.value(*reference.place) != page.places.value(*reference.place[:1]):
            return f"write {', '.join(ids)}: each is an item of the list"
        return f"write [{', '.join(ids)}]"

    def by_address(self, reference: Reference) -> Page | None:
        """The person whose e-mail address stands where an id should."""
        if reference.kind != "person" or "@" not in reference.id:
            return None
        return self.addresses.get(reference.id.removeprefix("mailto:").rpartition("<")[2].rstrip("> ").casefold())

    @cached_property
    def addresses(self) -> dict[str, Page]:
        """People by their e-mail address."""
        return {
            page.fields.email.casefold(): page
            for page in self.pages.values()
            if isinstance(page.fields, Person) and page.fields.email
        }

    def known(self, kind: str) -> str:
        """Say what can be written instead, where no id is similar."""
        folder = self.identifiers.kinds[kind].folder
        if kind == "entry":
            return "write the id of a plan entry: its file's name without .md, or its id:"
        return f"write the id of a page in {self.roots[0]}/{folder}/, or add the page"

    @cached_property
    def journeys(self) -> dict[str, list[str]]:
        """The ids of the journeys that have a stage, by that."""
        found: dict[str, list[str]] = {}
        for page in self.pages.values():
            if isinstance(page.fields, Journey):
                for stage in dict.fromkeys(stage.id for stage in page.fields.stages):
                    found.setdefault(stage, []).append(page.id)
        return found

    def stage(self, page: Page, reference: Reference) -> Page | None:
        """The journey of a stage written `journey/stage`."""
        journey_id, slash, stage_id = reference.id.rpartition("/")
        if not slash:
            having = self.journeys.get(reference.id, ())[:_MOST_NAMED]
            hint = " or ".join(f"{journey}/{reference.id}" for journey in having) or "journey/stage, each by its id"
            fix = (hint, True) if len(having) == 1 else None
            message = f"'{visible(reference.id)}' is not a journey's stage"
            self.report(UNKNOWN_REFERENCE, page.at(*reference.place), message, f"write {visible(hint)}", fix)
            return None
        journey = self.target(page, reference._replace(id=journey_id), rest=f"/{stage_id}")
        if journey is None or not isinstance(journey.fields, Journey):
            return journey
        stages = [stage.id for stage in journey.fields.stages]
        if stage_id not in stages:
            message = f"the journey '{visible(journey_id)}' has no stage '{visible(stage_id)}'"
            self.report(
                UNKNOWN_REFERENCE,
                page.at(*reference.place),
                message,
                f"write one of {', '.join(f'{journey_id}/{stage}' for stage in stages[:_MOST_NAMED])}"
                + (", …" if len(stages) > _MOST_NAMED else ""),
            )
        return journey

    def from_body(self, page: Page) -> Iterator[PageLink]:
        """Yield the pages that a body mentions, each once: to find the place of every mention would take long in a long text."""
        known: set[str] = {page.path}
        for mention in dict.fromkeys(page.body.mentions):
            target = self.mentioned(page, mention)
            if target:
                self.mentions[page.path, mention.target] = target.path
            if target and target.path not in known:
                known.add(target.path)
                yield PageLink(page, target.path, MENTION, mention)
        for path, link in self.body_links.targets(page):
            if path not in known:
                known.add(path)
                yield PageLink(page, path, MENTION, link)

    def mentioned(self, page: Page, mention: Mention) -> Page | None:
        """The page that `[[id]]` or `[[kind:id]]` means."""
        kind, colon, identifier = mention.target.partition(":")
        meant = self.identifiers.kinds.get(kind.strip())
        if colon and meant:
            found = self.identifiers.find(meant.name, identifier.strip())
            candidates = [found] if found else []
            near = None if found else self.identifiers.nearest(identifier, meant.name)
        else:
            candidates = self.identifiers.anywhere(mention.target)
            near = None if candidates else self.identifiers.nearest(mention.target)
        seeks = (meant.name, identifier.strip()) if colon and meant else ("", mention.target)
        if len(candidates) == 1:
            return candidates[0]
        if not candidates and seeks[1] in self.unread:
            return None  # That its file can't be read is an error already.
        place = Location(page.path, page.body.place(mention.target, mention.line))
        if candidates:
            options = " or ".join(f"[[{page.kind.name}:{page.id}]]" for page in candidates)
            self.report(
                UNKNOWN_REFERENCE,
                place,
                f"'{visible(mention.target)}' is the id of more than one page",
                f"write {visible(options)}",
            )
            return None
        hint = (
            f"did you mean [[{visible(near.id)}]] ({visible(near.title)})?"
            if near
            else "write the id of a page: its file's name without .md, or its id:"
        )
        self.report(UNKNOWN_REFERENCE, place, f"no page has the id '{visible(mention.target)}'", hint, seeks=seeks)
        return None


def _as_written(page: Page, links: Iterable[PageLink]) -> list[PageLink]:
    """Sort a page's links in the order of the text without searching their places: first by key, then those of the body."""
    order = dict(zip(page.places.typed, count(), strict=False))
    return sorted(links, key=lambda link: order.get(link.field, len(order)))


def _fields_by_kind(kinds: Iterable[Kind]) -> dict[str, list[tuple[str, RefersTo]]]:
    """The reference fields of each kind."""
    return {kind.name: list(referring(kind.fields).items()) for kind in kinds}


def _nested(page: Page) -> Iterator[Reference]:
    """References that stand deeper in the front matter than in a field of their own."""
    fields = page.fields
    yield from _within(fields, ())
    if isinstance(page, Entry):
        yield from _nested_in_entry(page.entry)
    elif isinstance(fields, (Question, Decision)):
        yield from _nested_in_further(fields)
    elif isinstance(fields, (Journey, Audience, Goal)):
        yield from _nested_in_coverage(fields)


def _nested_in_coverage(fields: Journey | Audience | Goal) -> Iterator[Reference]:
    for number, stage in enumerate(fields.stages if isinstance(fields, Journey) else ()):
        for place, need in enumerate(stage.needs):
            if need.channel:
                yield Reference("stages", "channel", need.channel, ("stages", number, "needs", place, "channel"))
    for number, gap in enumerate(fields.accepted_gaps):
        if gap.audience:
            yield Reference("accepted_gaps", "audience", gap.audience, ("accepted_gaps", number, "audience"))
        if gap.goal:
            yield Reference("accepted_gaps", "goal", gap.goal, ("accepted_gaps", number, "goal"))


def _nested_in_further(fields: Question | Decision) -> Iterator[Reference]:
    if isinstance(fields, Question):
        if fields.stage:
            yield Reference("stage", "journey", fields.stage, ("stage",))
        return
    for number, changed in enumerate(fields.changes):
        yield Reference("changes", "", changed, ("changes", number))


def _nested_in_entry(entry: EntryFields) -> Iterator[Reference]:
    if entry.stage:
        yield Reference("stage", "journey", entry.stage, ("stage",))
    for kpi in entry.results:
        yield Reference("results", "kpi", kpi, ("results", kpi))
    if entry.redirect and "://" not in entry.redirect:
        yield Reference("redirect", "", entry.redirect, ("redirect",))


def _within(value: Any, place: tuple[str | int, ...]) -> Iterator[Reference]:  # noqa: ANN401 - whatever a field holds
    """Yield the ids in fields of a value's own values, at any depth, each with the name of the page's field."""
    if isinstance(value, Fields):
        if place:
            for name, mark in referring(type(value)).items():
                for number, identifier in enumerate(getattr(value, name)):
                    at = (*place, name) if mark.single else (*place, name, number)
                    yield Reference(str(place[0]), mark.kind, identifier, at, mark.strict)
        for name in sorted(holding(type(value), referring)):
            yield from _within(getattr(value, name), (*place, name))
    elif isinstance(value, (tuple, dict)):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _within(each, (*place, key))
