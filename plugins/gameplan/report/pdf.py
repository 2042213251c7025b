"""A report as PDF, by Typst: A4, tagged, with its fonts in it, and the same bytes for the same report."""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gameplan.report.typst_source import SOURCE, texts_of

if TYPE_CHECKING:
    from datetime import date

    from typst import PDFStandard

    from gameplan.report.value import Report

_PLAIN = re.compile("[\u0020-\u007e\u00a0-\u00ff]")
"""Signs that Typst's own fonts have for certain."""
_MISSING = re.compile(r"the text `\"(.|\\u\{[0-9a-f]{1,6}\})\"` could not be displayed")
"""How Typst names a sign that no font has; marks that stand on letters by their numbers."""
_PROBE = """#set document(title: "Probe")
#set text(font: "Libertinus Serif")
#for sign in json(bytes(sys.inputs.report)) [#sign #parbreak()]
"""
"""Each sign by itself: Typst says of each whether some font has it."""
_JOINERS = "\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
"""What joins and colours emoji."""
_UNKNOWN = "\u25a1"
"""What stands for a letter that no font has."""
_FLAGS = range(0x1F1E6, 0x1F200)
"""Letters of which flags are made."""


class NoTypst(Exception):  # noqa: N818 - it says what is the case
    """Typst isn't installed."""


class Made(NamedTuple):
    """A PDF."""

    data: bytes
    unshown: str
    """The letters that no font has, each once. Emoji aren't among them: their names stand in their place."""


def as_pdf(report: Report, fonts: Path | None = None) -> Made:
    """Write a report as PDF: A4, tagged, its fonts in it, and the same bytes for the same report.

    Args:
        report: the report.
        fonts: a folder with further fonts, for scripts that Typst's own lack. Those of the machine are never used.

    Raises:
        NoTypst: where it isn't installed.
    """
    signs: set[str] = set()
    texts_of(report, lambda text: _noted(text, signs))
    with tempfile.TemporaryDirectory() as folder:
        press = _Press(Path(folder), report.day, fonts)
        missing = press.missing(sorted(sign for sign in signs if not _PLAIN.match(sign)))
        data = press.document(texts_of(report, lambda text: _shown(text, missing)))
    return Made(data, "".join(sorted(sign for sign in missing if not _name(sign))))


class _Press:
    """Typst, which sees nothing but what it is given: no other file, no network, no font of the machine."""

    def __init__(self, folder: Path, day: date, fonts: Path | None) -> None:
        try:
            import typst  # noqa: PLC0415 - an extra
        except ImportError:
            raise NoTypst from None
        self._typst, self._folder, self._fonts = typst, folder, fonts
        self._moment = int(datetime.combine(day, time(), UTC).timestamp())

    def document(self, texts: str) -> bytes:
        """The report: by PDF/UA-1 where that can be, else tagged all the same."""
        try:
            return self._compiled(SOURCE, texts, ["ua-1"])
        except self._typst.TypstError:
            return self._compiled(SOURCE, texts, [])

    def missing(self, signs: list[str]) -> frozenset[str]:
        """Those of some signs that no font has."""
        tried = [sign for sign in signs if sign.isprintable() and not re.match(f"[{_JOINERS}]", sign)]
        try:
            self._compiled(_PROBE, json.dumps(tried), ["ua-1"])
        except self._typst.TypstError as error:
            found = _MISSING.findall(error.diagnostic)
            return frozenset(each if len(each) == 1 else chr(int(each[3:-1], 16)) for each in found) & frozenset(tried)
        return frozenset()

    def _compiled(self, source: str, texts: str, standards: list[PDFStandard]) -> bytes:
        main = self._folder / "report.typ"
        main.write_text(source, encoding="utf-8")
        return self._typst.compile(
            main,
            root=self._folder,
            font_paths=[self._fonts] if self._fonts else [],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"report": texts},
            pdf_standards=standards,
            package_path=self._folder,
            package_cache_path=self._folder,
            timestamp=self._moment,
        )


def _noted(text: str, signs: set[str]) -> str:
    signs.update(text)
    return text


def _shown(text: str, missing: frozenset[str]) -> str:
    """A text that the fonts can show: emoji by their names."""
    if not missing.intersection(text):
        return text
    found = re.compile(f"([{re.escape(''.join(missing))}])[{_JOINERS}]*")
    return found.sub(lambda match: _name(match[1]) or _UNKNOWN, text)


def _name(sign: str) -> str:
    """What is written for a sign that no font has; nothing for letters."""
    if ord(sign) in _FLAGS:
        return chr(ord("A") + ord(sign) - _FLAGS.start)
    name = unicodedata.name(sign, "").lower()
    return f"({name})" if name and unicodedata.category(sign)[0] == "S" else ""
