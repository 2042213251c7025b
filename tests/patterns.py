"""Every regular expression of the package, how it is used, and texts that a slow one would take long for.

Nothing is listed by hand: the modules are imported and their patterns looked up, calls of `re` with a pattern are found in the source,
and the texts are made of the pattern's own parse tree.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

import gameplan

if TYPE_CHECKING:
    from types import FrameType, ModuleType

Item = tuple[Any, Any]
"""A part of a parse tree: what it is, and what it holds."""
METHODS = frozenset({"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"})
ANYWHERE = "finditer"
"""Stands for every method that goes through the whole text."""
LETTERS = " \n\taA0-[](){}<>`:;#*_'\".,|/\\=@!~+&€\u00a0"
"""What a set of characters is tried with: those of them that it holds."""
FIXED = (
    *LETTERS, "[a]: ", "[a](", "[[", "[[a", "](", "]]", "` ", "`` ", "a ", "a\n", " \n", "- ", "1. ", "1 ", "a@", "@a", "a.", "a-", "-a",
    "a:", ": ", "a: ", "#a", "# ", "<!--", "<a", "<a ", "{:", "{a", "}{", "({", "a'", "''", '"a', "https://", "a://", "/a", "\\[", "|a",
    "a_", "\n\n", "\n[", "```\n", "~~~\n", "\n- ", "\n    ", "0-", "0.", "0,", "1a", "1 a ", "A0", "\n> ", "!!! ", "a,", ", ",
)  # fmt: skip
"""What every pattern is tried with, whatever it looks for."""
SUFFIXES = ("", "\x00", "\n\x00", " ")
SINGLE = (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN)
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
ASSERTIONS = (op.ASSERT, op.ASSERT_NOT)
INSIDE = (op.SUBPATTERN, op.ATOMIC_GROUP, *ASSERTIONS)
MOST_OWN = 12
"""Letters of a pattern's own that it is tried with besides."""
_UNBOUNDED = 1_000
"""Repeats that may go on for so long are pumped; shorter ones can make a pattern slower, but not without end."""
FLOOR = 0.005
"""Seconds below which nothing is judged: too little to measure, and too little to harm."""
_SHORT = 4_000
"""Characters for a first look, which most pass: what grows with the square and takes less for them is below the floor at 20,000."""
_PATIENCE = (0.3, 1, 3)
"""Seconds after which a try is given up: it is too slow by far, or the machine was busy with something else. Then it is tried once more."""
GROWTH = 2.5


@dataclass(slots=True)
class Used:
    """A pattern, and the methods by which it is used."""

    pattern: re.Pattern[Any]
    where: str
    methods: set[str] = field(default_factory=set)


def modules() -> list[ModuleType]:
    """Every module of the package."""
    names = [module.name for module in pkgutil.walk_packages(gameplan.__path__, "gameplan.")]
    return [importlib.import_module(name) for name in ("gameplan", *names) if not name.endswith("__main__")]


def collected(every: Iterable[ModuleType] | None = None) -> list[Used]:
    """The patterns of modules; default: of all modules of the package.

    Raises:
        LookupError: where a call of `re` takes a pattern that can't be told from the source.
    """
    found: dict[tuple[Any, int], Used] = {}
    every = list(every) if every is not None else modules()
    for module in every:
        for name, pattern in _held(module):
            key = (pattern.pattern, pattern.flags)
            found.setdefault(key, Used(pattern, f"{module.__name__}.{name}"))
    for module in every:
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for pattern, method in _calls(tree, module):
            key = (pattern.pattern, pattern.flags)
            found.setdefault(key, Used(pattern, f"{module.__name__}: {pattern.pattern}")).methods.add(method)
        for name, method in _uses(tree):
            held = getattr(module, name, None)
            if isinstance(held, re.Pattern):
                found[held.pattern, held.flags].methods.add(method)
    for used in found.values():
        used.methods = used.methods or {"match", "fullmatch", ANYWHERE}
    return list(found.values())


def _held(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns in a module's names: by themselves, in classes, and in mappings and sequences however deep."""
    waiting: deque[tuple[str, object]] = deque(vars(module).items())
    seen: set[int] = set()
    while waiting:
        name, value = waiting.popleft()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, re.Pattern):
            yield name, value
        elif isinstance(value, type) and value.__module__ == module.__name__:
            waiting += [(f"{name}.{inner}", each) for inner, each in vars(value).items()]
        elif isinstance(value, Mapping) and name != "__builtins__":
            with suppress(Exception):
                waiting += [(name, each) for pair in value.items() for each in pair]
        elif isinstance(value, (list, tuple, set, frozenset)):
            waiting += [(name, each) for each in value]


def _calls(tree: ast.AST, module: ModuleType) -> Iterator[tuple[re.Pattern[Any], str]]:
    """Calls `re.method(pattern, …)`: what can be worked out of the pattern is, and a word stands for what can't."""
    for node in ast.walk(tree):
        if (
            not isinstance(node, ast.Call)
            or not isinstance(node.func, ast.Attribute)
            or not isinstance(node.func.value, ast.Name)
            or node.func.value.id != "re"
            or node.func.attr not in {*METHODS, "compile"}
        ):
            continue
        arguments = {each.arg: each.value for each in node.keywords}
        given = node.args[0] if node.args else arguments["pattern"]
        place = {"compile": 1, "match": 2, "fullmatch": 2, "search": 2, "finditer": 2, "findall": 2}.get(
            node.func.attr, 9
        )
        flagged = node.args[place] if len(node.args) > place else arguments.get("flags")
        pattern = _worked_out(given, module)
        if pattern is None:
            raise LookupError(f"{module.__name__}, line {node.lineno}: which pattern is {ast.unparse(given)}?")
        flags = int(_worked_out(flagged, module)) if flagged is not None else 0
        if node.func.attr != "compile":
            yield re.compile(pattern, flags), node.func.attr
        elif (pattern, re.compile(pattern, flags).flags) not in {(p.pattern, p.flags) for _, p in _held(module)}:
            yield from ((re.compile(pattern, flags), method) for method in ("match", "fullmatch", ANYWHERE))


def _worked_out(node: ast.expr, module: ModuleType) -> Any:  # noqa: ANN401 - whatever the source says
    try:
        return eval(compile(ast.Expression(node), module.__name__, "eval"), vars(module))  # noqa: S307 - our own source
    except NameError:
        if not isinstance(node, ast.JoinedStr):
            return None
    parts = []
    for part in node.values:
        whole = ast.JoinedStr([part])
        ast.copy_location(whole, node)
        try:
            parts.append(str(eval(compile(ast.Expression(whole), module.__name__, "eval"), vars(module))))  # noqa: S307
        except NameError:
            parts.append("name")
    return "".join(parts)


def _uses(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Names with the methods that are called of them; of a name that is passed on, any method may be."""
    called: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            called.add(id(node.value))
            if node.attr in METHODS:
                yield node.value.id, node.attr
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in called:
            yield from ((node.id, method) for method in ("match", "fullmatch", ANYWHERE))


class Attack:
    """A text that grows: a beginning, what is repeated, and an end."""

    __slots__ = ("parts",)

    def __init__(self, before: str, pump: str, after: str) -> None:
        """Put it together when it is asked for."""
        self.parts = (before, pump, after)

    def text(self, size: int) -> str:
        """About as many characters."""
        before, pump, after = self.parts
        return before + pump * max(size // len(pump), 1) + after

    def __repr__(self) -> str:
        before, pump, after = self.parts
        return f"{before!r} + {pump!r} * n + {after!r}"


def attacks(pattern: re.Pattern[Any]) -> list[Attack]:
    """What could defeat a pattern: each of its repeats pumped, once and from the beginning again and again, and what is fixed."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    own = "".join(sorted({chr(number) for number in _literals(tree)} - set(LETTERS)))[:MOST_OWN]
    found: dict[tuple[str, str, str], None] = {}
    made = {each: None for full in (False, True) for each in _Pumps(LETTERS + own, full=full).of(tree, "")}
    for before, pump, rest in made:
        for after in {*SUFFIXES, f"{rest}\x00"}:
            found[before, pump, after] = None
            if before:
                found["", before + pump, after] = None
                found["", before + pump * 40, after] = None
    for pump in FIXED:
        for after in ("", "\x00"):
            found["", pump, after] = None
    return [Attack(*parts) for parts in found]


def _literals(tree: Any) -> Iterator[int]:  # noqa: ANN401 - as the parser has it
    """The letters that a pattern names: its own meet in it where none of ours would."""
    for each in tree:
        if isinstance(each, tuple) and len(each) == 2 and each[0] in (op.LITERAL, op.NOT_LITERAL):
            yield each[1]
        elif isinstance(each, tuple) and len(each) == 2 and each[0] is op.RANGE:
            yield each[1][0]
        elif isinstance(each, (tuple, list, parser.SubPattern)):
            yield from _literals(each)


class _Pumps:
    """Makes texts of a pattern's parse tree.

    Args:
        letters: what a set of characters is tried with.
        full: whether what may be left out is there.
    """

    def __init__(self, letters: str, *, full: bool) -> None:
        self.letters, self.full = letters, full

    def of(self, tree: Iterable[Any], before: str, rest: str = "") -> Iterator[tuple[str, str, str]]:
        """Texts that lead to each repeat, with what goes on in it, and what comes after it."""
        parts = list(tree)
        sofar = before
        for number, (code, value) in enumerate(parts):
            after = self.sample(parts[number + 1 :]) + rest
            if code in REPEATS:
                _, most, inner = value
                yield from self.of(inner, sofar, after)
                if most >= _UNBOUNDED:
                    yield from ((sofar, body, after) for body in self.bodies(list(inner)) if body)
            elif code is op.BRANCH:
                for branch in value[1]:
                    yield from self.of(branch, sofar, after)
            elif code in INSIDE:
                yield from self.of(_inside(code, value), sofar, after)
            sofar += self.sample([(code, value)])

    def bodies(self, inner: list[Any]) -> Iterator[str]:
        """Texts for the body of a repeat: each letter of a set, each branch, else samples of it, its own repeats with each letter."""
        if len(inner) == 1 and inner[0][0] in SINGLE:
            yield from self.held(inner[0])
        elif len(inner) == 1 and inner[0][0] is op.BRANCH:
            for branch in inner[0][1][1]:
                yield from self.bodies(list(branch))
        elif len(inner) == 1 and inner[0][0] in INSIDE:
            yield from self.bodies(list(_inside(*inner[0])))
        else:
            yield self.sample(inner)
            for number, (code, value) in enumerate(inner):
                if code in REPEATS:
                    before, after = self.sample(inner[:number]), self.sample(inner[number + 1 :])
                    yield from (before + body * max(value[0], 1) + after for body in self.bodies(list(value[2])))

    def held(self, item: Item) -> list[str]:
        """The letters that a set of characters holds; else one that it holds."""
        alone = re.compile(_as_pattern(item), re.DOTALL)
        held = [letter for letter in self.letters if alone.match(letter)]
        return held or [next((chr(number) for number in range(0x3000) if alone.match(chr(number))), "a")]

    def sample(self, tree: Iterable[Any]) -> str:
        """A text that a part of a pattern matches."""
        text = ""
        for code, value in tree:
            if code in SINGLE:
                held = self.held((code, value))
                text += next((letter for letter in held if letter in "a0"), held[0])
            elif code in REPEATS:
                text += self.sample(value[2]) * max(value[0], int(self.full))
            elif code is op.BRANCH:
                text += self.sample(value[1][0])
            elif code in INSIDE and not (code in ASSERTIONS and (code is op.ASSERT_NOT or value[0] > 0)):
                text += self.sample(_inside(code, value))
        return text


def _inside(code: object, value: Any) -> Any:  # noqa: ANN401 - as the parser has it
    """What stands in a group, or in what is asserted."""
    if code is op.SUBPATTERN:
        return value[3]
    return value[1] if code in ASSERTIONS else value


_CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d", op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_SPACE: r"\s", op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _as_pattern(item: Item) -> str:
    code, value = item
    if code is op.ANY:
        return "."
    if code is op.LITERAL:
        return re.escape(chr(value))
    if code is op.NOT_LITERAL:
        return f"[^{re.escape(chr(value))}]"
    parts = []
    for inner, each in value:
        if inner is op.LITERAL:
            parts.append(re.escape(chr(each)))
        elif inner is op.RANGE:
            parts.append(f"{re.escape(chr(each[0]))}-{re.escape(chr(each[1]))}")
        elif inner is op.CATEGORY:
            parts.append(_CATEGORIES[each])
    return f"[{'^' if value[0][0] is op.NEGATE else ''}{''.join(parts)}]"


class _GivenUp(Exception):  # noqa: N818 - not an error: the answer to how long it takes
    """The try takes too long."""


@contextmanager
def _patience(seconds: float) -> Iterator[None]:
    """Ends what is inside after a time of the processor."""

    def give_up(_: int, __: FrameType | None) -> None:
        raise _GivenUp

    former = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)


def _once(pattern: re.Pattern[str], method: str, text: str, clock: Callable[[], float] = time.perf_counter) -> float:
    """The seconds that a pattern takes for a text: of the clock, since that of the processor ticks in steps of 4 ms beside a timer."""
    begun = clock()
    if method in ("match", "fullmatch", "search"):
        getattr(pattern, method)(text)
    else:
        deque(pattern.finditer(text), maxlen=0)
    return clock() - begun


def slow_for(used: Used) -> tuple[str, Attack] | None:
    """The method and text for which the time of a pattern grows faster than the text; None where there is none."""
    pattern = used.pattern
    if isinstance(pattern.pattern, bytes):
        pattern = re.compile(pattern.pattern.decode("latin-1"), pattern.flags | re.ASCII)
    methods = {method if method in ("match", "fullmatch", "search") else ANYWHERE for method in used.methods}
    for attack in attacks(pattern):
        for method in sorted(methods):
            if all(_grows(pattern, method, attack, patience) for patience in _PATIENCE):
                return method, attack
    return None


def _grows(pattern: re.Pattern[str], method: str, attack: Attack, patience: float) -> bool:
    try:
        with _patience(patience):
            for size in (40, 600, _SHORT, 20_000):
                taken = _once(pattern, method, attack.text(size))
                if size >= _SHORT and taken < FLOOR * (size / 20_000) ** 2:
                    return False
    except _GivenUp:
        return True
    # Once was short enough. How long it takes on the processor alone doesn't change with what else the machine does.
    for tries in (2, 4, 8, 16):
        short, long = (
            min(_once(pattern, method, attack.text(size), time.thread_time) for _ in range(tries))
            for size in (10_000, 20_000)
        )
        if long < FLOOR or long <= GROWTH * short:
            return False
    return True
