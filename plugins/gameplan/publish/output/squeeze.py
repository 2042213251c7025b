"""Style and script as short as can be told without reading them: comments, blanks and the names of a script's variables.

Not a compressor for anybody's files: it knows the form that ours have, and tests hold them to it.
"""

from __future__ import annotations

import re
from itertools import count, product
from string import ascii_lowercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*$", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(r"\n\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")
_COLON = re.compile(r":\s+")
_SIGN = re.compile(r" (=>|[!=]==|=|&&|\|\||\?\?) ")
"""What stands in a script between blanks that nobody needs."""
_TEXT = re.compile(r'"[^"\n]*"|`[^`]*`|(?<=[(,=] )/[^/\n]+/[a-z]*|(?<=\()/[^/\n]+/[a-z]*')
_NAME = re.compile(r"(?<![\w$])[A-Za-z_$][\w$]*")
_DECLARED = re.compile(r"\b(?:const|let) ([A-Za-z_]\w*)|\b(?:const|let) \[([^\]=]*)\]|\(([\w, ]*)\) =>")
_PROPERTY = re.compile(r"(?<!\.\.)\.([A-Za-z_$][\w$]*)|\b([A-Za-z_$][\w$]*)\s*:(?!:)")
_BRACES = re.compile(r"\{([^{}\n;()]*)\}")
_RESERVED = {"as", "do", "for", "get", "if", "in", "let", "new", "of", "set", "try", "var"}
_LEAST = 3
"""The length from which on a name is worth another."""


def squeezed_style(text: str) -> str:
    """A style sheet without comments and needless blanks: `a { b: c; }` becomes `a{b:c}`."""
    return _COLON.sub(":", _AROUND.sub(r"\1", _bare(text))).replace(";}", "}")


def squeezed_script(text: str) -> str:
    """A script without comments, indents and blanks around most signs, and with short names for its variables.

    A name is changed everywhere or nowhere: only where it is declared, and never a property, a key, a part of a shorthand like
    `{ name }`, or a word in a template. No new name is one that the script has already.
    """
    bare = _bare(text)
    code = _TEXT.sub(" ", bare)
    declared = {
        name for match in _DECLARED.finditer(code) for part in match.groups() if part for name in _NAME.findall(part)
    }
    texts = {name for part in _TEXT.findall(bare) if part[0] == "`" for name in _NAME.findall(part)}
    properties = {name for match in _PROPERTY.findall(code) for name in match if name}
    keys = {name for inside in _BRACES.findall(code) for name in _NAME.findall(inside)}
    known = {*_NAME.findall(bare), *_RESERVED}
    wanted = [name for name in declared - texts - properties - keys if len(name) >= _LEAST]
    wanted.sort(key=lambda name: (-len(re.findall(rf"(?<![\w$]){name}(?![\w$])", code)), name))
    short = dict(zip(wanted, (name for name in _short_names() if name not in known), strict=False))

    def renamed(code: str) -> str:
        return _SIGN.sub(r"\1", _NAME.sub(lambda match: short.get(match[0], match[0]), code))

    texts_between = iter([*_TEXT.findall(bare), ""])
    return "".join(renamed(part) + next(texts_between) for part in _TEXT.split(bare))


def _bare(text: str) -> str:
    return _INDENT.sub("\n", _COMMENT.sub("", text)).strip()


def _short_names() -> Iterator[str]:
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))
