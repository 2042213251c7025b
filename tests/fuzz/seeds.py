"""What fuzzing begins with: hostile files where they are at hand, the sample playbook, and words that formats stumble over."""

from __future__ import annotations

import re
from pathlib import Path

from fuzz.taking import given
from fuzz.targets import TARGETS
from report_schemas import NASTY
from shared_data import found_data

ROOT = Path(__file__).parents[2]
LARGEST = 4 * 1024
"""Bytes of an input. Slow bodies of a mebibyte are known, and nothing new is found in them."""
_MARKDOWN = (
    "- [ ] ",
    "- [x] ",
    "[[",
    "]]",
    "[a](b.md)",
    "[[serves-1]]",
    "\n# ",
    "\n```\n",
    "`a`",
    "\n\n",
    "!!! note\n    ",
    '=== "a"\n    ',
)
_LONGEST_WORD = 64
"""Bytes of a word that libFuzzer takes."""
_FRONT = re.compile(rb"\A---\n(.*?)\n---", re.DOTALL)


def seeds(name: str) -> list[bytes]:
    """The first inputs of a target."""
    kind = TARGETS[name].seeds
    if kind == "words":
        return [words.encode("utf-8", "surrogatepass") for words in NASTY]
    if kind == "reports":
        return [_report(words) for words in NASTY]
    pages = [*hostile("*.md"), *sample()]
    if kind == "configs":
        return [(ROOT / "mkdocs.yml").read_bytes(), *hostile("config/*")]
    if kind == "fronts":
        return [match[1] for data in pages if (match := _FRONT.match(data))]
    return [b"a" + data for data in pages] if kind == "cases" else pages


def dictionary() -> str:
    """Keys, values and marks to try, in libFuzzer's form. To be made after the target is loaded: it loads a part of the package."""
    from gameplan.options import Options  # noqa: PLC0415 - after what is instrumented
    from odd_texts import KEYS, MARKS, STRANGE, VALUES, WORDS  # noqa: PLC0415 - as above

    keys = [f"\n{key}: " for key in (*KEYS, *Options.model_fields)]
    words = sorted({*keys, *MARKS, *STRANGE, *VALUES, *WORDS, *_MARKDOWN} - {""})
    data = [word.encode("utf-8", "surrogatepass") for word in words]
    escaped = ("".join(f"\\x{byte:02x}" for byte in one) for one in data if len(one) <= _LONGEST_WORD)
    return "".join(f'"{one}"\n' for one in escaped)


def hostile(pattern: str) -> list[bytes]:
    """Hostile files that are small enough."""
    folder = found_data("hostile")
    return _small(folder / "files", pattern) if folder else []


def sample() -> list[bytes]:
    """The pages of the sample playbook."""
    return [*_small(ROOT / "strategy", "*.md"), *_small(ROOT / "plan", "*.md")]


def _small(folder: Path, pattern: str) -> list[bytes]:
    files = (path for path in sorted(folder.rglob(pattern)) if path.is_file() and path.stat().st_size <= LARGEST)
    return [path.read_bytes() for path in files]


def _report(words: str) -> bytes:
    """A report of one finding that has everything, in the order in which `emitting.report_of` takes it."""
    span, text = bytes((1, 7, 0, 4)), given(words)
    return b"".join(
        (b"\x01", text, b"\x01", b"\x01", text, b"\x01", b"\x1f", text, span, text, text, text, span, text, span, text)
    )
