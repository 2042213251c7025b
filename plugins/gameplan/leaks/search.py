"""Secrets looked for in the files of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.leaks.decoding import readings
from gameplan.leaks.words import line_of, plain_text, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.leaks.secrets import Secret
    from gameplan.leaks.words import Words


class Leak(NamedTuple):
    """A place in which something hidden is told."""

    file: str
    line: int
    """0 where it is in the file's name; of what is packed in another form, the line in that."""
    words: str
    secret: Secret


class Finder:
    """Looks for secrets in texts."""

    def __init__(self, secrets: Mapping[Words, Secret]) -> None:
        """Know each by its longest word, which is the rarest."""
        self._secrets = secrets
        self._places: dict[str, set[tuple[int, int]]] = {}
        """By such a word: how many words are before it, and how many there are."""
        for words in secrets:
            at = max(range(len(words)), key=lambda place: len(words[place]))
            self._places.setdefault(words[at], set()).add((at, len(words)))

    def in_file(self, name: str, data: bytes) -> Iterator[Leak]:
        """Yield what a file tells, each secret once.

        Args:
            name: its path in the folder.
            data: its content.

        Raises:
            Unread: where not all of it can be read.
        """
        seen: set[Secret] = set()
        yield from self._in_text(name, name, 0, seen)
        for text in readings(data):
            yield from self._in_text(name, text, 1, seen)

    def _in_text(self, name: str, text: str, first: int, seen: set[Secret]) -> Iterator[Leak]:
        if not self._secrets:
            return
        plain = plain_text(text)
        words = words_in(plain)
        if self._places.keys().isdisjoint(words):
            return
        for number in [number for number, word in enumerate(words) if word in self._places]:
            for before, length in self._places[words[number]]:
                at = number - before
                run = tuple(words[at : at + length]) if at >= 0 else ()
                secret = self._secrets.get(run)
                if secret is not None and secret not in seen:
                    seen.add(secret)
                    yield Leak(name, first and first + line_of(plain, at), " ".join(run), secret)
