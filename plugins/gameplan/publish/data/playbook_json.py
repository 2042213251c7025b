"""The whole playbook for programs, as one JSON file of a form that has a version and a schema."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib import resources
from typing import TYPE_CHECKING, Any

from gameplan.model.declaration import REF
from gameplan.model.effort import hundredths
from gameplan.model.further_kinds import BUILT_IN
from gameplan.model.further_pages import Format, Play, Question, Risk, Theme
from gameplan.model.kinds import ENTRY
from gameplan.model.own_fields import declared_fields, declared_values
from gameplan.model.page import Entry
from gameplan.model.pages import Audience, Channel, Goal, Journey, Kpi, Person, Policy, Review
from gameplan.publish.ics.content_lines import duration
from gameplan.publish.ics.schedule import rrule
from gameplan.wording import dates as words
from gameplan.wording.names import names_of
from gameplan.wording.speech import ENGLISH, speaking

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gameplan.analysis.money import Accounts
    from gameplan.model.declaration import Declaration
    from gameplan.model.page import Page
    from gameplan.model.pages import Commitment, PageFields, Reading
    from gameplan.model.schedule import Schedule
    from gameplan.publish.context import Context

PLAYBOOK, SCHEMA = "data/playbook.json", "data/playbook.schema.json"
"""Where the file and its schema lie."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True)
VERSION = 1
"""Grows when something that is there changes its meaning, its form or its name, or goes; not when something is added."""


def playbook_json(context: Context) -> bytes:
    """The pages of what the context shows, the links between them, and when entries are.

    The same as long as the plan doesn't change, whatever day it is and whatever language the site is in: the few words of ours are
    English. E-mail addresses, authors' texts, and references to what isn't shown are not in it.
    """
    with speaking(ENGLISH):
        return _made(context)


def _made(context: Context) -> bytes:
    playbook = context.playbook
    vocabulary = playbook.vocabulary
    names = {page.path: f"{page.kind.name}:{page.id}" for page in playbook.pages}
    kinds = [kind for kind in vocabulary.by_name.values() if playbook.of_kind(kind.name)]
    made = {
        "version": VERSION,
        "site": _known(name=context.edition.site_name, address=context.edition.base, zone=vocabulary.zone),
        "kinds": [{"name": kind.name, "plural": kind.plural, "label": kind.label} for kind in kinds],
        "statuses": [{"name": status.name, "stage": str(status.stage)} for status in vocabulary.statuses],
    }
    rows = [f"{_text(name)}: {_text(value)}" for name, value in made.items()]
    groups = []
    for kind in kinds:
        pages = sorted(playbook.of_kind(kind.name), key=lambda page: (page.id, page.path))
        lines = ",\n".join(_text(_page(context, page, names)) for page in pages)
        groups.append(f"{_text(kind.name)}: [\n{lines}\n]")
    rows.append(f'"pages": {{\n{",".join(groups)}\n}}')
    return "{{\n{}\n}}\n".format(",\n".join(rows)).encode("utf-8", "replace")


def _text(value: object) -> str:
    """A page a line: readable, and made in a tenth of the time that indents cost."""
    return _ENCODER.encode(value)


def schema() -> bytes:
    """The form of the file, as JSON Schema (2020-12)."""
    data = resources.files("gameplan.publish").joinpath("assets", "playbook.schema.json").read_bytes()
    marked = {own.name: _form(own) for kind in (ENTRY, *BUILT_IN) for own in declared_fields(kind.fields)}
    if not marked:
        return data
    made = json.loads(data)
    known = made["$defs"]["fields"]["properties"]
    made["$defs"]["fields"]["properties"] = {**{name: form for name, form in marked.items() if form}, **known}
    return f"{json.dumps(made, indent=2)}\n".encode()


def _form(own: Declaration) -> dict[str, Any]:
    """Return the form of a built-in field's value; empty where the file hasn't it."""
    if own.type in (REF, "email"):
        return {}
    one: dict[str, Any] = {"type": {"number": "number", "flag": "boolean"}.get(own.type, "string")}
    if own.type == "day":
        one = {"$ref": "#/$defs/day"}
    return {"type": "array", "items": one} if own.many else one


def _page(context: Context, page: Page, names: Mapping[str, str]) -> dict[str, Any]:
    playbook = context.playbook
    uri = context.addresses.own_uris.get(page.path) or next(
        uri for uri, intro in context.addresses.intros.items() if intro is page
    )
    made = _known(
        id=page.id,
        kind=page.kind.name,
        title=page.title,
        address=context.addresses.urls[uri],
        visibility=str(page.fields.visibility),
        summary=context.lookups.summary(page),
        owner=[owner.title for owner in context.lookups.targets(page, "owner")] or names_of(page.fields.owner),
        tags=list(page.fields.tags),
        review_by=page.fields.review_by,
        fields={**_own(page, built_in=True), **_fields(context, page)},
        own=_own(page, built_in=False),
        links=_links((link.field, names[link.target]) for link in playbook.outgoing.get(page.path, ())),
        linked_from=_links((link.field, names[link.source]) for link in playbook.incoming.get(page.path, ())),
    )
    if isinstance(page, Entry):
        made["status"] = page.status.name
        made["stage"] = str(page.status.stage)
        made["schedule"] = _schedule(page.schedule)
    return made


def _links(links: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The pages at one end of some links, by field."""
    found: dict[str, set[str]] = {}
    for field, name in links:
        found.setdefault(field, set()).add(name)
    return {field: sorted(names) for field, names in found.items()}


def _schedule(schedule: Schedule) -> dict[str, Any]:
    """Return when an entry is: days with the last included, or moments with their offset and the end not included."""
    made = _known(
        start=schedule.start, end=schedule.end, rrule=rrule(schedule), zone=schedule.zone if schedule.timed else ""
    )
    if schedule.window and schedule.start is None:
        window = schedule.window
        made["window"] = _known(label=window.label, first=window.first, last=window.last)
    if rule := schedule.recurrence:
        made |= _known(
            returns=rule.words,
            skipped=[day.isoformat() for day in sorted(rule.skipped)],
            moved=[{"from": was.isoformat(), "to": now.isoformat()} for was, now in sorted(rule.moved)],
        )
    return made


def _known(**values: object) -> dict[str, Any]:
    """Return the members that have a value, in forms that JSON knows."""
    return {name: _plain(value) for name, value in values.items() if value or value is False or value == 0}


def _plain(value: object) -> object:
    if type(value) is str or type(value) is list:
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _fields(context: Context, page: Page) -> dict[str, Any]:
    """Return what the public may know of a page by its kind. A field is published only if it is named here."""
    fields = page.fields
    if isinstance(page, Entry):
        return _entry(context, page)
    if isinstance(fields, Kpi):
        return _kpi(fields)
    if isinstance(fields, Journey):
        stages = [
            _known(id=stage.id, title=stage.title, question=stage.question, promise=stage.promise)
            for stage in fields.stages
        ]
        return _known(stages=stages)
    if isinstance(fields, Policy):
        quiet_days = [_known(start=quiet.start, end=quiet.end, reason=quiet.reason) for quiet in fields.blackouts]
        return _known(blackouts=quiet_days)
    made: dict[str, Any] = {}
    if isinstance(fields, Review) and fields.decisions:
        made["decisions"] = list(fields.decisions)
    if isinstance(fields, Person) and fields.capacity is not None:
        days = fields.capacity.in_days(context.edition.conventions.week)
        made |= _known(capacity=fields.capacity.pieces, capacity_days=None if days is None else hundredths(days))
    if isinstance(fields, Goal):
        made |= _known(costs=_costs(context.analysis.accounts, page))
    made |= _further(fields)
    if isinstance(fields, (Goal, Review, Theme)) and fields.period:
        made["period"] = fields.period.label
    if isinstance(fields, (Goal, Audience, Channel)) and fields.commitments:
        made["commitments"] = [_commitment(each) for each in fields.commitments]
    return made


def _further(fields: PageFields) -> dict[str, Any]:
    """Return what is more than a plain value on pages of an audience and of the kinds that come along; pages are among the links."""
    if isinstance(fields, Audience):
        return _known(evidence=[_known(source=each.source, on=each.on) for each in fields.evidence])
    if isinstance(fields, Question) and isinstance(fields.readings, dict):
        by_engine = {
            engine: [{"on": day.isoformat(), "value": _plain(value)} for day, value in sorted(readings.items())]
            for engine, readings in sorted(fields.readings.items())
        }
        return _known(unit=fields.unit, readings_by_engine=by_engine)
    if isinstance(fields, Risk) and fields.trigger:
        return {"trigger": _known(above=fields.trigger.above, below=fields.trigger.below)}
    return _recipe(fields)


def _recipe(fields: PageFields) -> dict[str, Any]:
    """Return how entries of a type, or of a campaign, are made."""
    if isinstance(fields, Format):
        days = {name: str(day) for name, day in fields.deadlines.items()}
        said = {
            **({"effort": words.effort_words(fields.effort)} if fields.effort else {}),
            **({"retire_after": words.length_words(fields.retire_after)} if fields.retire_after else {}),
        }
        return _known(type=fields.type, relative_deadlines=days, checklist=list(fields.checklist.values()), **said)
    if isinstance(fields, Play):
        return {
            "steps": [_known(id=step.id, title=step.title, type=step.type, at=str(step.at)) for step in fields.steps]
        }
    return {}


def _own(page: Page, *, built_in: bool) -> dict[str, Any]:
    """Return what a page says in fields that say themselves how they are shown; pages are among its links, people's addresses left out.

    Args:
        page: the page.
        built_in: whether in those that are built in, or in the playbook's own.
    """
    fields = [
        own for own in declared_fields(page.fields) if own.built_in == built_in and own.type not in (REF, "email")
    ]
    said = declared_values(page.fields, named=fields)
    told = ((own, [value for value in values if not str(value).startswith("mailto:")]) for own, values in said)
    return {
        own.name: list(map(_own_plain, values)) if own.many else _own_plain(values[0]) for own, values in told if values
    }


def _own_plain(value: object) -> object:
    return duration(value) if isinstance(value, timedelta) else _plain(value)


def _costs(accounts: Accounts, goal: Page) -> dict[str, Any]:
    """Return what a goal pays for; empty where that costs nothing."""
    costs = accounts.of_goal(goal)
    if not costs.most:
        return {}
    return {"planned": _plain(costs.planned), "spent": _plain(costs.spent), "currency": accounts.currency}


def _commitment(commitment: Commitment) -> dict[str, Any]:
    return _known(at_least=int(commitment.at_least), of=commitment.of, every=commitment.every)


def _kpi(kpi: Kpi) -> dict[str, Any]:
    def reading(found: Reading | None) -> Mapping[str, Any] | None:
        return {"value": _plain(found.value), **_known(on=found.on)} if found else None

    readings = kpi.readings if isinstance(kpi.readings, dict) else {}
    return _known(
        baseline=reading(kpi.baseline),
        target=reading(kpi.target),
        readings=[{"on": day.isoformat(), "value": _plain(value)} for day, value in sorted(readings.items())],
    )


def _entry(context: Context, page: Entry) -> dict[str, Any]:
    entry = page.entry
    kpis = {kpi.id for kpi in context.playbook.of_kind("kpi")}
    deadlines = [
        {"name": name, "on": deadline.on.isoformat(), "done": bool(deadline.done)}
        for name, deadline in sorted(entry.deadlines.items(), key=lambda item: (item[1].on, item[0]))
    ]
    return _known(
        type=entry.type,
        effort=words.effort_words(entry.effort) if entry.effort else None,
        effort_days=hundredths(entry.effort.in_days(context.edition.conventions.week)) if entry.effort else None,
        deadlines=deadlines,
        # A value whose KPI isn't shown isn't either.
        results={name: _plain(value) for name, value in sorted(entry.results.items()) if name in kpis},
        **_upkeep(context, page),
    )


def _upkeep(context: Context, page: Entry) -> dict[str, Any]:
    """Return from when till when an entry is live, what its last audit found, and how it ends; of what isn't live no days."""
    entry, audit = page.entry, page.entry.audited
    days = entry.available
    until = days.until if days else None
    leads_to = next(iter(context.lookups.targets(page, "redirect")), None)
    return _known(
        live=_known(**{"from": page.day_out}, until=until) if page.path in context.analysis.live.lasting else None,
        available=_known(**{"from": days.first}, until=until) if days else None,
        audited=_known(
            on=audit.on,
            verdict=str(audit.verdict),
            by=[person.title for person in context.lookups.targets(page, "audited")]
            or [name for name in audit.by if "@" not in name],
            note=audit.note,
        )
        if audit
        else None,
        redirect=f"{leads_to.kind.name}:{leads_to.id}"
        if leads_to
        else entry.redirect
        if "://" in entry.redirect
        else "",
    )
