"""Templates as Jinja has compiled them, kept beside the package's own compiled modules: to compile them takes longer than to run them."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket

FOLDER = Path(__file__).parents[2] / "__pycache__" / "templates"
"""Where Python keeps compiled modules, too."""
_DIGEST = sha256().digest_size


def keep_compiled(environment: Environment, folder: Path = FOLDER) -> None:
    """Let an environment keep what it compiles, under the conditions under which Python keeps compiled modules.

    What lies in the folder is run, so nothing is kept in a folder that is a link or belongs to somebody else. A damaged file is
    as good as none, and a template that has changed is compiled again. Where nothing can be written, nothing is kept.

    Args:
        environment: the one that compiles; whatever it compiles differently from another one must be set by now.
        folder: where to keep it.
    """
    if sys.dont_write_bytecode or callable(environment.autoescape) or environment.finalize is not None:
        # Functions have no name by which they could be known again.
        return
    kept = folder / _name(environment)
    try:
        kept.mkdir(parents=True, exist_ok=True)
        ours = all(_is_ours(each) for each in (folder, kept))
    except OSError:
        return
    if ours:
        environment.bytecode_cache = _Kept(kept)


def _is_ours(folder: Path) -> bool:
    return not folder.is_symlink() and (not hasattr(os, "getuid") or folder.lstat().st_uid == os.getuid())


def _name(environment: Environment) -> str:
    """What tells environments apart that make different code of the same template."""
    signs = (
        jinja2.__file__,
        environment.block_start_string,
        environment.variable_start_string,
        environment.comment_start_string,
        environment.line_statement_prefix,
        environment.line_comment_prefix,
        environment.trim_blocks,
        environment.lstrip_blocks,
        environment.newline_sequence,
        environment.keep_trailing_newline,
        environment.optimized,
        environment.autoescape,
        environment.is_async,
        environment.finalize,
        sorted(environment.extensions),
        # Whether a filter is given the context is decided when a template is compiled.
        sorted(f"{name} {getattr(made, 'jinja_pass_arg', None)}" for name, made in environment.filters.items()),
        sorted(f"{name} {getattr(made, 'jinja_pass_arg', None)}" for name, made in environment.tests.items()),
    )
    return sha256(repr(signs).encode()).hexdigest()[:16]


class _Kept(BytecodeCache):
    """A file for each template: a digest, and what Jinja writes, which begins with the versions of Jinja and Python."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept of a template, if it is whole."""
        try:
            found = (self._folder / bucket.key).read_bytes()
        except OSError:
            return
        digest, code = found[:_DIGEST], found[_DIGEST:]
        if sha256(code).digest() == digest:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template became."""
        code = bucket.bytecode_to_string()
        with suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(sha256(code).digest() + code)
                Path(name).replace(self._folder / bucket.key)
            except OSError:
                Path(name).unlink()
