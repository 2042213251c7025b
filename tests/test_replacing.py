"""A folder is replaced as a whole: whatever ends a run, at whatever moment, the old one stands or the new one does."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import gameplan
from builds import BASE, build_in_child, contents, playbook, with_history, write
from gameplan import replacing
from gameplan.cli.common import write_files
from gameplan.replacing import Replacement, recover
from gits import strace
from process import heed_signals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

PACKAGES = str(Path(gameplan.__file__).parents[1])
FILES = 40
LOOP = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from gameplan import replacing
from gameplan.replacing import Replacement
if sys.argv[3] == "steps":
    replacing._swapped = lambda one, other: False
target = Path(sys.argv[2])
for number in range(int(sys.argv[4])):
    made = Replacement(target)
    for name in range(40):
        (made.folder / f"{name}.txt").write_text(f"{sys.argv[5]}-{number}")
    made.commit()
"""


def child(
    target: Path, way: str = "", rounds: int = 10**6, name: str = "a", prefix: tuple[str, ...] = ()
) -> subprocess.Popen[bytes]:
    """A process that replaces a folder again and again."""
    command = [*prefix, sys.executable, "-P", "-c", LOOP, PACKAGES, str(target), way, str(rounds), name]
    return subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=heed_signals)  # noqa: PLW1509 - it does no more than that


def state(target: Path) -> set[str]:
    """What stands in the files of a folder: one text where it is whole."""
    found = [(target / f"{name}.txt").read_text() for name in range(FILES)]
    assert len(list(target.iterdir())) == FILES
    return set(found)


def begun(target: Path) -> None:
    """Wait until the folder is there."""
    until = time.monotonic() + 30
    while not target.exists():
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.parametrize("way", ["", "steps"])
def test_many_kills(way: str, tmp_path: Path) -> None:
    """Killed at any moment, a run leaves a folder that is whole; what it left beside is gone after the next."""
    target = tmp_path / "site"
    moments = random.Random(20)  # noqa: S311 - moments, no secrets
    for _ in range(30):
        running = child(target, way)
        begun(target) if way == "" else time.sleep(0.15)
        time.sleep(moments.random() * 0.05)
        running.kill()
        running.communicate()
        if way:
            # In two steps there is a moment without any: the next run puts back what was.
            recover(target)
        assert not target.exists() if way and not target.exists() else len(state(target)) == 1
    last = child(target, way, rounds=1, name="last")
    assert last.communicate()[1] == b""
    assert state(target) == {"last-0"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("way", ["", "steps"])
def test_signals_wait_for_the_exchange(way: str, number: int, tmp_path: Path) -> None:
    """Ctrl-C never falls between two steps."""
    target = tmp_path / "site"
    moments = random.Random(number)  # noqa: S311 - moments, no secrets
    for _ in range(8):
        running = child(target, way)
        begun(target)
        time.sleep(moments.random() * 0.05)
        running.send_signal(number)
        try:
            running.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            # Python swallows a signal that comes while it lets go of an import's lock, and says so; people press Ctrl-C again.
            running.send_signal(number)
            running.communicate(timeout=30)
        assert len(state(target)) == 1


def test_two_runs_at_once(tmp_path: Path) -> None:
    """Both may end as the last; a reader meets the one or the other, and never a part."""
    target = tmp_path / "site"
    for way in ("", "steps"):
        runs = [child(target, way, rounds=60, name=name) for name in "ab"]
        while any(run.poll() is None for run in runs):
            time.sleep(0.005)
        assert [run.communicate()[1] for run in runs] == [b"", b""]
        assert state(target) <= {"a-59", "b-59"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("where", ["fsync", "chmod", "hardlink_to", "replace", "unlink"])
@pytest.mark.parametrize("nth", [1, 3, 6])
def test_an_interruption_leaves_nothing_beside_files(
    where: str, nth: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C at any step of writing files: all are old or all are new, and nothing lies beside them."""
    owner: Any = os if where == "fsync" else Path
    real, calls = getattr(owner, where), 0

    def interrupting(*args: Any, **options: Any) -> Any:  # noqa: ANN401 - as they have them
        nonlocal calls
        calls += 1
        found = real(*args, **options)
        if calls == nth:
            os.kill(os.getpid(), signal.SIGINT)
        return found

    files = {tmp_path / f"{number}.md": b"new" for number in range(8)}
    for file in files:
        file.write_bytes(b"old")
    monkeypatch.setattr(owner, where, interrupting)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    # Another thread may take the signal: it does not wait there.
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            write_files(files)
    finally:
        over.set()
        other.join()
        signal.signal(signal.SIGINT, before)
        monkeypatch.undo()
    assert len({file.read_bytes() for file in files}) == 1
    assert sorted(tmp_path.iterdir()) == sorted(files)


@pytest.mark.parametrize("looks", range(1, 9))
def test_another_run_takes_the_old_folder_away(looks: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After however many looks at it: the new one is made all the same."""
    target = tmp_path / "site"
    target.mkdir()
    (target / "old.txt").write_text("old")
    left = looks

    def looking(real: Callable[..., Any]) -> Callable[..., Any]:
        def look(path: Any, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as os has them
            nonlocal left
            found = real(path, *args, **options)
            if not isinstance(path, int) and os.fspath(path) == str(target):
                left -= 1
                if left == 0:
                    shutil.rmtree(target)
            return found

        return look

    for name in ("stat", "lstat"):
        monkeypatch.setattr(os, name, looking(getattr(os, name)))
    made = Replacement(target)
    (made.folder / "new.txt").write_text("new")
    made.keep_hidden()
    made.commit()
    monkeypatch.undo()
    assert [path.name for path in target.iterdir()] == ["new.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("way", ["", "steps"])
def test_readers_meet_no_part(way: str, tmp_path: Path) -> None:
    """A reader that holds the folder open sees one site; by its name it finds the old or the new one."""
    target = tmp_path / "site"
    running = child(target, way, rounds=150)
    begun(target)
    missing = 0
    while running.poll() is None:
        try:
            handle = os.open(target, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            missing += 1
            continue
        try:
            texts = {Path(f"/proc/self/fd/{handle}/{name}.txt").read_text() for name in ("0", "39")}
            assert len(texts) == 1
        except FileNotFoundError:
            # The old one is being deleted, and nobody finds it by its name any more.
            assert not os.path.samestat(os.fstat(handle), target.stat()) if target.exists() else True
        finally:
            os.close(handle)
    assert running.communicate()[1] == b""
    assert way or not missing, "in one step there is no moment without a site"


INJECTED = ("rename,renameat,renameat2", "mkdir,mkdirat", "write", "openat", "chmod,fchmodat", "unlink,unlinkat,rmdir")


@pytest.mark.skipif(strace() is None, reason="strace is not installed: no faults of the system are injected")
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
@pytest.mark.parametrize("calls", INJECTED)
@pytest.mark.parametrize("way", ["", "steps"])
def test_any_call_may_fail(way: str, calls: str, error: str, tmp_path: Path) -> None:
    """Each rename and each write fails once, as with a full disk: the old folder stands, or the new one."""
    target = tmp_path / "site"
    assert child(target, rounds=1, name="old").communicate()[1] == b""
    moments = {"openat": range(60, 160, 9), "write": range(1, 60, 6)}.get(calls, range(1, 8))
    hit = 0
    for number in moments:
        inject = (
            str(strace()),
            "-f",
            "-qq",
            "-o",
            str(tmp_path / "trace"),
            "-e",
            f"trace={calls}",
            "-e",
            f"inject={calls}:error={error}:when={number}",
        )
        running = child(target, way, rounds=1, name="new", prefix=inject)
        running.communicate()
        hit += b"INJECTED" in (tmp_path / "trace").read_bytes()
        (tmp_path / "trace").unlink()
        recover(target)
        assert state(target) in ({"old-0"}, {"new-0"})
    assert hit, "nothing was injected"


def test_what_is_hidden_stays(tmp_path: Path) -> None:
    """A folder that is somebody's work tree stays one: the host never deletes what is hidden either."""
    target = write(
        tmp_path / "site", {".git/HEAD": "x", ".git/objects/ab/c": "y", ".nojekyll": "", "old.html": "z", ".own": "old"}
    )
    (target / ".link").symlink_to("nowhere")
    target.chmod(0o750)
    made = Replacement(target)
    write(made.folder, {"new.html": "n", ".own": "new"})
    made.keep_hidden()
    made.commit()
    assert contents(target) == {
        ".git/HEAD": b"x",
        ".git/objects/ab/c": b"y",
        ".nojekyll": b"",
        "new.html": b"n",
        ".own": b"new",
    }
    assert (target / ".link").readlink() == Path("nowhere")
    assert target.stat().st_mode & 0o777 == 0o750


def test_a_link_is_followed(tmp_path: Path) -> None:
    """Where the site's folder is a link, it stays one."""
    write(tmp_path / "true", {"a": "1"})
    (tmp_path / "site").symlink_to("true")
    made = Replacement(tmp_path / "site")
    write(made.folder, {"b": "2"})
    made.commit()
    assert (tmp_path / "site").is_symlink()
    assert contents(tmp_path / "true") == {"b": b"2"}


def test_what_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    """Neither a folder nor a lock."""
    write(tmp_path / "site", {"a": "1"})
    made = Replacement(tmp_path / "site")
    write(made.folder, {"b": "2"})
    made.discard()
    made.discard()
    assert contents(tmp_path) == {"site/a": b"1"}


def test_a_run_that_goes_on_is_not_swept(tmp_path: Path) -> None:
    """Another run clears away what ended runs left, and nothing of one that works."""
    first = Replacement(tmp_path / "site")
    write(first.folder, {"a": "1"})
    second = Replacement(tmp_path / "site")
    write(second.folder, {"b": "2"})
    second.commit()
    first.commit()
    assert contents(tmp_path) == {"site/a": b"1"}


# The site


def broken_builds() -> Iterator[tuple[str, Mapping[str, str | bytes], dict[str, object]]]:
    """Faults that end MkDocs after it would have emptied the site's folder."""
    hook = "def on_{event}(*args, **kwargs):\n    {what}\n"
    for event in ("files", "nav", "env", "page_content", "post_page", "post_build"):
        yield (
            f"a hook fails at {event}",
            {"hook.py": hook.format(event=event, what="raise RuntimeError('no')")},
            {"hooks": ["hook.py"]},
        )
    yield (
        "a hook is killed",
        {"hook.py": hook.format(event="post_page", what="import os, signal; os.kill(os.getpid(), signal.SIGKILL)")},
        {"hooks": ["hook.py"]},
    )
    yield (
        "a hook is interrupted",
        {"hook.py": hook.format(event="post_page", what="raise KeyboardInterrupt")},
        {"hooks": ["hook.py"]},
    )
    yield "a hook exits", {"hook.py": hook.format(event="env", what="raise SystemExit(3)")}, {"hooks": ["hook.py"]}
    yield (
        "the disk is full",
        {
            "hook.py": hook.format(
                event="env", what="import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))"
            )
        },
        {"hooks": ["hook.py"]},
    )
    yield "a template is broken", {"theme/main.html": "{% for %}"}, {}
    yield "a template fails", {"theme/main.html": "{{ 1 / 0 }}"}, {}
    yield "a warning in a strict build", {"strategy/about.md": "[x](nowhere.md)\n"}, {"strict": True}
    yield (
        "a warning at the very end",
        {"hook.py": "import logging\ndef on_post_build(**_):\n    logging.getLogger('mkdocs.hook').warning('late')\n"},
        {"hooks": ["hook.py"], "strict": True},
    )


BROKEN = {name: (files, config) for name, files, config in broken_builds()}


@pytest.mark.parametrize("name", BROKEN)
def test_whatever_ends_a_build_the_last_site_stays(name: str, tmp_path: Path) -> None:
    """The last good site, byte for byte, and nothing beside it after the next build."""
    root = playbook(tmp_path, {})
    with_history(root)
    assert build_in_child(root).code == 0
    before = contents(root / "site")
    assert "index.html" in before
    files, config = BROKEN[name]
    strict = ["--strict"] if config.get("strict") else []
    playbook(root, files, {key: value for key, value in config.items() if key != "strict"})
    built = build_in_child(root, *strict)
    assert built.code != 0, built.output
    assert contents(root / "site") == before
    for path in files:
        (root / path).unlink()
    playbook(root, {})
    again = build_in_child(root)
    assert again.code == 0, again.output
    assert contents(root / "site") == before
    assert not [path.name for path in root.iterdir() if path.name.startswith(".site")]


@pytest.mark.parametrize(
    "site_dir", ["plan", "plan/site", "PLAN/../plan", "link", ".git", ".git/site", "theme", "theme/x", ".", ".."]
)
def test_a_site_never_replaces_what_it_is_made_from(site_dir: str, tmp_path: Path) -> None:
    """Whatever site_dir says, and through links too; the same for the folder of `gameplan render`."""
    (tmp_path / "above").mkdir()
    root = playbook(tmp_path / "above", {"theme/main.html": "x"})
    with_history(root)
    (root / "PLAN").mkdir(exist_ok=True)
    (root / "link").symlink_to(root / "plan")
    before = contents(tmp_path)
    built = build_in_child(root, "--site-dir", str(root / site_dir))
    assert built.code == 1, built.output
    # The host itself refuses what holds its docs_dir.
    assert "site_dir" in built.output
    assert contents(tmp_path) == before
    if site_dir == "theme/x":
        # Nothing stands there, and nothing that `render` knows of is made from it.
        return
    rendered = subprocess.run(
        [sys.executable, "-P", "-m", "gameplan", "render", str(root / site_dir)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert rendered.returncode == 2, rendered.stderr
    assert contents(tmp_path) == before


def test_a_site_can_be_left_to_the_host(tmp_path: Path) -> None:
    """With `replace_site: false` MkDocs builds in place, as without us."""
    hook = f"def on_pre_build(config):\n    open({str(tmp_path / 'said')!r}, 'a').write(config.site_dir + chr(10))\n"
    for value in (True, False):
        root = playbook(
            tmp_path,
            {"hook.py": hook + "on_pre_build.mkdocs_priority = -100\n"},
            {"hooks": ["hook.py"]},
            {"replace_site": value},
        )
        assert build_in_child(root).code == 0
    first, second = (tmp_path / "said").read_text().splitlines()
    assert Path(first).name.startswith(".site.")
    assert second == str(tmp_path / "site")
    assert contents(root / "site")


def test_where_nothing_can_be_made_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mounted folder can't be replaced: the site is built in it, and the build says what that means."""
    from builds import build  # noqa: PLC0415 - in this process, so that a folder can be called mounted

    monkeypatch.setattr(Path, "is_mount", lambda _: True)
    assert build(playbook(tmp_path, {}))["index.html"]
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".site")]


def test_the_host_knows_the_true_folder_afterwards(tmp_path: Path) -> None:
    """Whoever goes on with the configuration, such as `gh-deploy`, finds the site where it is."""
    program = (
        "from mkdocs.config import load_config\nfrom mkdocs.commands.build import build\n"
        "config = load_config('mkdocs.yml')\nconfig.plugins.on_startup(command='gh-deploy', dirty=False)\n"
        "build(config)\nprint(config.site_dir)\n"
    )
    root = playbook(tmp_path, {})
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(root / "site")
    assert (root / "site/index.html").is_file()
    assert BASE in (root / "site/index.html").read_text()


def test_a_plugin_may_build_within_a_build(tmp_path: Path) -> None:
    """As plugins for several languages do: the whole is put in place once, with all of its parts."""
    hook = (
        "from mkdocs.commands.build import build\nimport os\ninside = False\n"
        "def on_post_build(config):\n    global inside\n    if inside:\n        return\n    inside = True\n"
        "    whole = config.site_dir\n    config.site_dir = os.path.join(whole, 'de')\n"
        "    build(config, dirty=True)\n    config.site_dir = whole\n"
    )
    root = playbook(tmp_path, {"hook.py": hook}, {"hooks": ["hook.py"]})
    built = build_in_child(root)
    assert built.code == 0, built.output
    assert (root / "site/index.html").is_file()
    assert (root / "site/de/index.html").is_file()


@pytest.mark.skipif(strace() is None, reason="strace is not installed: no faults of the system are injected")
def test_render_and_build_survive_a_failing_system(tmp_path: Path) -> None:
    """Each rename fails, and some writes: `gameplan render` and `mkdocs build` leave what was there, and say why in a line."""
    root = playbook(tmp_path / "playbook", {})
    commands = {
        "rendered": [sys.executable, "-P", "-m", "gameplan", "render", str(tmp_path / "rendered")],
        "site": [sys.executable, "-P", "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "site")],
    }
    variables = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "NO_MKDOCS_2_WARNING": "1"}
    for name, command in commands.items():
        subprocess.run(command, cwd=root, check=True, capture_output=True, env=variables)
        before = contents(tmp_path / name)
        for calls, number in (
            ("rename,renameat,renameat2", 1),
            ("rename,renameat,renameat2", 2),
            ("mkdir,mkdirat", 2),
            ("mkdir,mkdirat", 9),
        ):
            inject = [
                str(strace()),
                "-f",
                "-qq",
                "-o",
                os.devnull,
                "-e",
                f"trace={calls}",
                "-e",
                f"inject={calls}:error=ENOSPC:when={number}+",
            ]
            done = subprocess.run([*inject, *command], cwd=root, check=False, capture_output=True, env=variables)
            recover(tmp_path / name)
            assert contents(tmp_path / name) == before
            if name == "rendered" and done.returncode:
                assert re.fullmatch(rb"gameplan: .*\n", done.stderr.splitlines(keepends=True)[-1])
                assert b"Traceback" not in done.stderr


# Several files


def test_files_are_written_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the third of five can't be put in its place, the first two are as they were."""
    files = {tmp_path / f"{number}.md": f"new {number}".encode() for number in range(5)}
    for number in range(4):
        (tmp_path / f"{number}.md").write_text(f"old {number}")
    before = contents(tmp_path)
    true, calls, fails = Path.replace, [], [0]

    def replace(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == fails[0]:
            raise OSError(28, "No space left on device")
        return true(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    for fails[0] in range(1, 6):
        calls.clear()
        with pytest.raises(SystemExit) as caught:
            write_files(files)
        assert caught.value.code == 2
        assert contents(tmp_path) == before
    fails[0] = 0
    calls.clear()
    write_files(files)
    assert contents(tmp_path) == {path.name: data for path, data in files.items()}


def test_nothing_is_written_where_one_cannot_be_made(tmp_path: Path) -> None:
    """All are made beside their places first."""
    (tmp_path / "a.md").write_text("old")
    with pytest.raises(SystemExit):
        write_files({tmp_path / "a.md": b"new", tmp_path / "none/b.md": b"new"})
    assert contents(tmp_path) == {"a.md": b"old"}
    assert replacing.umask() == replacing.umask()
