"""Which language a site has: by its option, its theme, or neither."""

from __future__ import annotations

from datetime import date

import pytest

from gameplan.model.languages import known_language, site_language
from gameplan.settings import OptionError, parse_options
from gameplan.wording import dates as words
from gameplan.wording.catalogues import language_of
from gameplan.wording.speech import ENGLISH, speaking

DAY = date(2026, 12, 3)


def test_which_language_a_site_has() -> None:
    """The option, else the theme, else English; of themes also what Gameplan doesn't speak."""
    assert site_language("fr", {"language": "de"}) == "fr"
    assert site_language(None, {"language": "de_at"}) == "de-AT"
    assert site_language(None, {"locale": "fr"}) == "fr"
    for theme in ({"language": "pt-BR"}, {"language": "ar"}, {"language": 3}, {}, None, "material"):
        assert site_language(None, theme) == "en"
    assert [known_language(text) for text in (" DE ", "en_us", "de-XX", "deu", "d", "")] == [
        *("de", "en-US", "de-XX", None, None, None),
    ]
    with speaking(language_of("de-XX")):
        assert words.day_words(DAY) == "Do., 3. Dez. 2026"
    assert language_of("pt-BR") is ENGLISH


def test_unknown_languages_are_refused() -> None:
    """With those that there are."""
    with pytest.raises(
        OptionError, match=r"there is no language 'pl'; write one of en, de, fr, with a region as in en-US"
    ):
        parse_options({"language": "pl"}, "mkdocs.yml")
    assert parse_options({"language": "DE_ch"}, "mkdocs.yml").language == "de-CH"


def test_swiss_german_has_no_sharp_s() -> None:
    """Its words are those of German, but for the ß."""
    assert not [text for text in language_of("de-CH").words.values() if "ß" in text]
    assert any("ß" in text for text in language_of("de-AT").words.values())
