"""The site in other languages: words, dates, numbers, and the first day of the week."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from click.testing import CliRunner
from markupsafe import Markup

from builds import Html, build, context_at, sample_context
from builds import playbook as written
from catalogues import extracted
from gameplan.cli import main
from gameplan.model.pages import Commitment
from gameplan.model.recurrence import parse_repeat
from gameplan.model.revisions import Change
from gameplan.publish.site import build_site
from gameplan.wording import dates as words
from gameplan.wording.catalogues import language_from, language_of
from gameplan.wording.changes import sentence
from gameplan.wording.labels import deadline_label, pieces_words, type_label
from gameplan.wording.recurrence import return_words
from gameplan.wording.speech import ENGLISH, Language, plural, say, speaking, spoken, word

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.publish.document import Site
DAY = date(2026, 12, 3)


def spoken_in(tag: str) -> Site:
    """The sample's site in a language."""
    _, context = sample_context()
    return build_site(context.having(language=language_of(tag)))


class Texts(HTMLParser):
    """Every text of a page, and every attribute that people read."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser passes it
        """Keep what is read out."""
        self.found |= {value for name, value in attrs if name in ("aria-label", "title", "data-gp-done") and value}

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.found.add(data.strip())


@pytest.mark.parametrize("tag", ["de", "fr"])
def test_the_sample_has_no_english_words_of_ours(tag: str) -> None:
    """No text in any panel is one of ours as it is in English."""
    language = language_of(tag)
    english = {
        key.text
        for key in extracted()
        if not key.context and language.words.get(key.text, key.text) != key.text and "{" not in key.text
    }
    playbook = sample_context()[0].playbook
    theirs = {page.title for page in playbook.pages} | set(language.words.values())
    theirs |= {deadline_label(name) for entry in playbook.entries for name in entry.entry.deadlines}
    found: dict[str, str] = {}
    for document in spoken_in(tag).documents:
        for html in document.frame():
            found |= dict.fromkeys(Texts(html).found & english - theirs, document.uri)
        titles = {document.title, *(anchor.title for anchor in (*document.before, *document.after))}
        found |= dict.fromkeys(titles & english - theirs, document.uri)
    assert not found


@pytest.mark.parametrize("tag", ["de", "fr"])
def test_no_english_phrase_is_left_in_the_sample(tag: str) -> None:
    """Phrases that no author of the sample writes, wherever they stand: in panels, feeds, news and llms.txt."""
    site = spoken_in(tag)
    phrases = (
        *(
            "Subscribe",
            ">overdue",
            ", overdue",
            "no day yet",
            "nothing planned",
            "Goal area",
            "This entry",
            "Status: Planned",
            "Owner:",
        ),
        *(
            "Everything in the plan",
            "coverage gap",
            "on the line to",
            "Added to the plan",
            "Week 4",
            " ahead ·",
            "is due for",
        ),
        *(
            "Nobody has measured",
            "articles every",
            "every month on",
            "more after",
            "Download",
            "Workload",
            "What’s new",
        ),
    )
    texts = {document.uri: "\n".join(document.frame()) for document in site.documents}
    wanted = (".ics", ".xml", "feed.json", ".txt")
    texts |= {uri: re.sub(r"\r\n ", "", data.decode()) for uri, data in site.files.items() if uri.endswith(wanted)}
    assert not [(uri, phrase) for uri, text in texts.items() for phrase in phrases if phrase in text]


@pytest.mark.parametrize(
    ("tag", "day", "days", "month", "clock", "number"),
    [
        ("en", "Thu 3 Dec 2026", "30 Nov – 3 Dec 2026", "December 2026", "14:05", "12,345.6"),
        ("en-GB", "Thu 3 Dec 2026", "30 Nov – 3 Dec 2026", "December 2026", "14:05", "12,345.6"),
        ("en-US", "Thu, Dec 3, 2026", "Nov 30 – Dec 3, 2026", "December 2026", "2:05 PM", "12,345.6"),
        ("de", "Do., 3. Dez. 2026", "30. Nov. – 3. Dez. 2026", "Dezember 2026", "14:05", "12.345,6"),
        ("de-CH", "Do., 3. Dez. 2026", "30. Nov. – 3. Dez. 2026", "Dezember 2026", "14:05", "12'345.6"),
        ("fr", "jeu. 3 déc. 2026", "30 nov. – 3 déc. 2026", "Décembre 2026", "14:05", "12\u202f345,6"),
        ("fr-CA", "jeu. 3 déc. 2026", "30 nov. – 3 déc. 2026", "Décembre 2026", "14 h 05", "12\xa0345,6"),
    ],
)
def test_dates_and_numbers(tag: str, day: str, days: str, month: str, clock: str, number: str) -> None:
    """As the language writes them; blanks and apostrophes vary from one CLDR to the next, and count for nothing here."""

    def plain(text: str) -> str:
        return re.sub(r"[\u2009\u202f\xa0]", " ", text).replace("\u2019", "'")

    with speaking(language_of(tag)):
        assert plain(words.day_words(DAY)) == day
        assert plain(words.days_words(DAY - timedelta(days=3), DAY)) == days
        assert words.month_title(DAY) == month
        assert plain(words.clock_words(time(14, 5))) == plain(clock)
        assert plain(words.number_words(Decimal("12345.60"))) == plain(number)


def test_days_within_a_month_and_over_the_year() -> None:
    """Only what differs is said twice; French has an ordinal for the first."""
    with speaking(language_of("de")):
        assert words.days_words(date(2026, 11, 23), date(2026, 11, 30)) == "23.–30. Nov. 2026"
        assert words.day_parts(DAY) == ("Donnerstag, ", ". Dezember")
    with speaking(language_of("fr")):
        assert words.day_words(date(2026, 12, 1)) == "mar. 1er déc. 2026"
        assert words.day_words(date(2026, 12, 11)) == "ven. 11 déc. 2026"
        assert words.days_words(date(2026, 12, 1), date(2026, 12, 11)) == "1er–11 déc. 2026"
        assert words.days_words(date(2026, 12, 11), date(2027, 1, 1)).endswith("1er janv. 2027")
        assert words.quarter_words(date(2026, 1, 1)) == words.window_words("2026-Q1") == "T1 2026"
    with speaking(language_of("en")):
        assert words.days_words(date(2026, 11, 23), date(2026, 11, 30)) == "23–30 Nov 2026"
        assert words.days_words(date(2026, 12, 31), date(2027, 1, 1)) == "31 Dec 2026 – 1 Jan 2027"
        assert words.window_words("2026-q2") == "Q2 2026"
    with speaking(language_of("en-US")):
        assert words.day_parts(DAY) == ("Thursday, December ", "")


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("en", ["0 entries", "1 entry", "2 entries"]),
        ("de", ["0 Einträge", "1 Eintrag", "2 Einträge"]),
        ("fr", ["0 action", "1 action", "2 actions"]),
    ],
)
def test_plurals(tag: str, shown: list[str]) -> None:
    """By the rules of the language: none is singular in French."""
    with speaking(language_of(tag)):
        assert [words.entries_words(count) for count in range(3)] == shown


def test_plurals_of_languages_with_more_forms() -> None:
    """As many forms as the language has."""
    polish = Catalog(locale="pl")
    polish.add(("{count} entry", "{count} entries"), ("{count} wpis", "{count} wpisy", "{count} wpisów"))
    with speaking(language_from("pl", polish)):
        shown = [plural("{count} entry", "{count} entries", count) for count in (1, 3, 5, 22)]
    assert shown == ["1 wpis", "3 wpisy", "5 wpisów", "22 wpisy"]


def test_what_is_missing_or_fuzzy_is_english() -> None:
    """A half-translated language is one with some English in it, and never with holes."""
    found = Catalog(locale="de")
    found.add("Goal", "Ziel")
    found.add("Plan", "")
    found.add("Week", "Wochenende", flags=["fuzzy"])
    found.add(("{count} gap", "{count} gaps"), ("{count} Lücke", ""))
    found.add("Reviews", "Prüftermine", context="a feed")
    with speaking(language_from("de", found)):
        assert [say(text) for text in ("Goal", "Plan", "Week", "Channel")] == ["Ziel", "Plan", "Week", "Channel"]
        assert plural("{count} gap", "{count} gaps", 1) == "1 gap"
        assert (say(word("Reviews", "a feed")), say("Reviews")) == ("Prüftermine", "Reviews")
    assert (say(word("Reviews", "a feed")), spoken()) == ("Reviews", ENGLISH)


def test_gaps_are_filled_safely() -> None:
    """What fills a gap is no pattern; once one of them is HTML, all others are escaped."""
    language = Language("de", {"{a} and {b}": "{b} & {a}"})
    with speaking(language):
        assert say("{a} and {b}", a="{b}", b="<i>") == "<i> & {b}"
        assert say("{a} and {b}", a="<i>", b=Markup("<b>x</b>")) == Markup("<b>x</b> &amp; &lt;i&gt;")


def test_titles_of_authors_are_escaped_in_translated_sentences(tmp_path: Path) -> None:
    """Hostile titles stay text in every language, also where a sentence is put around them."""
    title = "</script><img src=x onerror=alert(1)> {count} {page.__class__}"
    files = {
        "strategy/goals/grow.md": f"---\ntitle: '{title}'\n---\n",
        "strategy/kpis/one.md": f"---\ntitle: '{title}'\ngoals: [grow]\n---\n",
        "plan/launch.md": f"---\ntitle: '{title}'\ngoals: [grow]\nstart: 2026-12-01\nend: 2026-12-09\n---\n",
    }
    site = build(written(tmp_path, files, options={"language": "fr"}))
    for path, data in site.items():
        if path.endswith(".html"):
            assert b"<img" not in data, path
    assert title in Html(site["coverage/index.html"]).text


def test_weeks_begin_where_the_language_begins_them(tmp_path: Path) -> None:
    """On Sunday in the United States; the row has the number of the ISO week of its Thursday."""
    months = {}
    for tag in ("en", "en-US"):
        site = build(written(tmp_path / tag, {}, options={"language": tag}))
        page = Html(site["calendar/2026-12/index.html"])
        months[tag] = page.text
        first = next(element for element in page.elements if element.attributes.get("datetime"))
        assert first.attributes["datetime"] == ("2026-11-30" if tag == "en" else "2026-11-29")
        assert page.named("td", "gp-d--end")[0].attributes["id"] == "d-2026-12-05"
    assert "M T W T F S S" in months["en"]
    assert "S M T W T F S" in months["en-US"]
    weeks = [re.findall(r"Week (\d+)", months[tag]) for tag in ("en", "en-US")]
    assert weeks[0] == weeks[1] == ["49", "50", "51", "52", "53"]


RULES = (
    {"every": "month", "on": "first monday"},
    {"every": "2 weeks", "on": ["monday", "thursday"]},
    {"every": "month", "on": ["15", "last day"]},
    {"every": "year", "in": ["march", "september"]},
    {"every": "day"},
)


def test_recurrences_in_words() -> None:
    """In English as findings have them."""
    rules = [parse_repeat(dict(rule.items())) for rule in RULES]
    assert [return_words(rule) for rule in rules] == [rule.words for rule in rules]
    with speaking(language_of("de")):
        assert [return_words(rule) for rule in rules] == [
            "jeden Monat am ersten Montag",
            "alle 2 Wochen am Montag und Donnerstag",
            "jeden Monat am 15. und letzten Tag",
            "jedes Jahr im März und September",
            "jeden Tag",
        ]
    with speaking(language_of("fr")):
        assert [return_words(rule) for rule in rules] == [
            "chaque mois, le premier lundi",
            "toutes les 2 semaines, le lundi et le jeudi",
            "chaque mois, le 15 et le dernier jour",
            "chaque année en mars et septembre",
            "chaque jour",
        ]


def test_what_authors_added_stays_as_typed() -> None:
    """Types and their plurals; what is built in has a name in each language."""
    with speaking(language_of("de")):
        assert (type_label("email"), type_label("whitepaper")) == ("E-Mail", "Whitepaper")
        assert (pieces_words(2, "article"), pieces_words(2, "whitepaper")) == ("2 Artikel", "2 whitepaper")
        promise = Commitment.model_validate({"at_least": "2", "of": "article", "every": "month"})
        assert words.commitment_words(promise) == "mindestens 2 Artikel pro Monat"
    assert (pieces_words(2, "launch"), pieces_words(2, "story")) == ("2 launches", "2 stories")


FILES = {
    "plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01T14:00\nowner: Ann\nstatus: in-progress\n---\n",
    "strategy/policies/rule.md": "---\ntitle: Rule\nreview_by: 2026-12-24\n---\n",
}


def test_feeds_speak_the_language_and_stay_the_same(tmp_path: Path) -> None:
    """Twice the same bytes; what programs read is not translated; by the command as by the site."""
    root = written(tmp_path, FILES, options={"language": "de"})
    first, second = (build_site(context_at(root)).files for _ in range(2))
    assert first == second
    text = re.sub(r"\r\n ", "", first["calendar.ics"].decode())
    for line in ("Status: In Arbeit", "Zuständig: Ann", "Ziel: Grow", "X-PLAN-STATUS:in-progress", "SUMMARY:Launch"):
        assert line in text
    assert "SUMMARY:Prüfen: Rule" in first["feeds/reviews.ics"].decode()
    assert "NAME:Prüftermine – Site" in first["feeds/reviews.ics"].decode()
    assert '"returns"' not in first["data/playbook.json"].decode()
    assert CliRunner().invoke(main, ["feed", "--root", str(root)]).stdout_bytes == first["calendar.ics"]


def test_the_data_for_programs_is_english(tmp_path: Path) -> None:
    """Whatever the site speaks, since programs compare words."""
    files = {"plan/launch.md": "---\ntitle: L\ngoals: [grow]\nstart: 2026-12-01\neffort: 2d\nrepeat: weekly\n---\n"}
    made = [
        build_site(context_at(written(tmp_path / tag, files, options={"language": tag, "fail_on": "never"}))).files
        for tag in ("en", "de")
    ]
    assert made[0]["data/playbook.json"] == made[1]["data/playbook.json"]
    assert b"When" not in made[1]["data/plan.csv"]


def test_changes_in_german() -> None:
    """A move is one sentence, in the order of the language."""
    moved = Change(
        when=datetime(2026, 11, 1, tzinfo=UTC),
        what="moved",
        id="a",
        path="plan/a.md",
        title="A",
        before="2026-12-03",
        after="2026-12-08",
    )
    with speaking(language_of("de")):
        assert sentence(moved) == "Verschoben von Do., 3. Dez. auf Di., 8. Dez. 2026, 5 Tage später."
