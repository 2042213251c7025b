"""What forms ask, where they are, and what the editors are told: values, without a browser."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import re
import sys
import tarfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.exceptions import Abort

from builds import SAMPLE, build, copy_of_sample, with_history
from casefile import TODAY, write_playbook
from gameplan.cli import main
from gameplan.forms import packages as npm
from gameplan.forms.backend import NoBackend, backend_of
from gameplan.forms.choices import MOST
from gameplan.forms.fields import LEFT_OUT, FormField, Shape, form_fields
from gameplan.forms.packages import NoEditor, Package, editor_files, packages
from gameplan.forms.routes import Routes
from gameplan.forms.setup import collections
from gameplan.forms.site import ICONS, SCRIPTS, YAML
from gameplan.model.dates import parse_when
from gameplan.model.pages import is_in_force
from gameplan.model.playbook import goal_fields
from gameplan.model.vocabulary import Vocabulary
from gameplan.options import Options
from gameplan.pipeline import run
from gameplan.settings import load_settings
from gameplan.store.folder import Store
from gameplan.wording.speech import ENGLISH, speaking

if TYPE_CHECKING:
    from pathlib import Path

VOCABULARY = Vocabulary()
KINDS = (VOCABULARY.entry, *VOCABULARY.kinds)
NOT_ASKED = {"question": {"readings"}}
"""What no form can show, by kind: values by engine and day."""


def fields_of(kind: Any) -> dict[str, FormField]:  # noqa: ANN401 - a kind
    """What a form asks, by name."""
    with speaking(ENGLISH):
        return {one.name: one for one in form_fields(kind, VOCABULARY)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_form_asks_for_every_field(kind: Any) -> None:  # noqa: ANN401
    """All that a kind declares, but what commands write and what only the theme wants."""
    missing = kind.fields.model_fields.keys() - fields_of(kind).keys()
    assert missing == (LEFT_OUT & kind.fields.model_fields.keys()) | NOT_ASKED.get(kind.name, set())


def test_shapes_of_an_entry() -> None:
    """Each value is typed as what it is."""
    asked = fields_of(VOCABULARY.entry)
    shapes = {name: (str(one.shape), one.many) for name, one in asked.items()}
    assert shapes["goals"] == ("choice", True)
    assert shapes["owner"] == ("choice", False)
    assert shapes["published"] == ("day", False)
    assert shapes["start"] == ("line", False)
    assert shapes["deadlines"] == ("named", False)
    assert shapes["results"] == ("pairs", False)
    assert shapes["audited"] == ("object", False)
    assert shapes["busy"] == ("flag", False)
    assert [part.name for part in asked["deadlines"].parts] == ["name", "on", "owner", "done"]
    assert [name for name, one in asked.items() if one.required] == ["title", "goals"]
    assert [each.value for each in asked["status"].options][:3] == ["idea", "planned", "in-progress"]


WHEN = fields_of(VOCABULARY.entry)["start"].pattern


@given(st.from_regex(re.compile(WHEN, re.ASCII), fullmatch=True) | st.text(max_size=12))
def test_a_form_takes_every_day_that_the_check_takes(text: str) -> None:
    """The pattern may take more, and never less."""
    try:
        parse_when(text)
    except ValueError:
        return
    assert re.fullmatch(WHEN, text.strip())


@pytest.mark.parametrize(
    "text", ["2026-12-03", "2026-12-03 09:00", "2026-Q4", "2026-H1", "2026-12", "2026", "TBD", "2026-12-03T09:00+01:00"]
)
def test_days_that_people_write(text: str) -> None:
    """Each form of `docs/front-matter.md`."""
    parse_when(text)
    assert re.fullmatch(WHEN, text)


@pytest.mark.parametrize("text", ["5 January", "03.12.2026", "2026-1-5", "next week", "2026-Q5"])
def test_days_that_nobody_reads(text: str) -> None:
    """They are refused in the form already."""
    assert not re.fullmatch(WHEN, text)


def test_goals_that_are_in_force_come_first() -> None:
    """By title after that; what a public site doesn't show isn't offered."""
    settings = load_settings(SAMPLE)
    result = run(settings.root, settings.options, None, settings.config)
    with speaking(ENGLISH):
        made = collections(result.playbook.public(), result.today)
        whole = collections(result.playbook.internal(), result.today)
    plan = next(each for each in made if each.name == "plan")
    goals = next(one for one in plan.fields if one.name == "goals")
    in_force = {page.id for page in result.playbook.goals if is_in_force(goal_fields(page), result.today)}
    placed = [each.value in in_force for each in goals.options]
    assert True in placed
    assert False in placed
    assert placed == sorted(placed, reverse=True)
    assert not [one.name for one in plan.fields if one.name == "quote"]
    assert "quote" in [one.name for each in whole if each.name == "plan" for one in each.fields]


def test_a_very_large_plan_is_not_offered(tmp_path: Path) -> None:
    """Beyond so many entries ids are typed: no browser shows a list of thousands."""
    entries = {
        f"plan/e-{number}.md": f"---\ntitle: E {number}\ngoals: [grow]\nstart: 2026-12-03\n---\n"
        for number in range(MOST + 1)
    }
    write_playbook(tmp_path, entries)
    with speaking(ENGLISH):
        made = collections(run(tmp_path, Options(), TODAY).playbook.public(), TODAY)
    one = next(one for one in made[0].fields if one.name == "depends_on")
    assert (one.shape, one.many, one.options) == (Shape.LINE, True, ())


ROUTES = Routes((("plan", "plan"), ("goals", "strategy/goals")), (("vision", "strategy-index", "strategy/index.md"),))


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("plan/2026-q4/a b.md", "/collections/plan/entries/2026-q4/a%20b"),
        ("strategy/goals/grow.md", "/collections/goals/entries/grow"),
        ("strategy/index.md", "/collections/vision/entries/strategy-index"),
        ("strategy/other/page.md", None),
        ("plan/picture.png", None),
    ],
)
def test_where_a_form_is(path: str, route: str | None) -> None:
    """None where the Git host's own editor has to do."""
    assert ROUTES.edit(path) == route


def test_where_a_new_entry_begins() -> None:
    """With what it says already; what is empty isn't said."""
    said = {"goals": "a&b", "start": "2026-12-03", "stage": ""}
    assert ROUTES.new("plan", said) == "/collections/plan/new?goals=a%26b&start=2026-12-03"
    assert ROUTES.new("elsewhere", said) is None


@pytest.mark.parametrize(
    ("given", "backend"),
    [
        (("", "", "", "https://github.com/team/plan", {}), {"name": "github", "repo": "team/plan", "branch": "main"}),
        (
            ("", "", "dev", "https://github.com/team/plan.git", {}),
            {"name": "github", "repo": "team/plan", "branch": "dev"},
        ),
        (
            ("", "", "", "https://gitlab.com/group/sub/plan", {"app_id": "7"}),
            {
                "name": "gitlab",
                "repo": "group/sub/plan",
                "branch": "main",
                "base_url": "https://gitlab.com",
                "api_root": "https://gitlab.com/api/v4",
                "auth_type": "pkce",
                "app_id": "7",
            },
        ),
        (
            ("gitea", "", "", "https://git.example.com/team/plan", {}),
            {
                "name": "gitea",
                "repo": "team/plan",
                "branch": "main",
                "base_url": "https://git.example.com",
                "api_root": "https://git.example.com/api/v1",
            },
        ),
        (("test", "", "", "", {}), {"name": "test-repo"}),
        (("local", "", "", "", {}), {"name": "proxy", "proxy_url": "http://localhost:8081/api/v1", "branch": "main"}),
    ],
)
def test_where_the_repository_is(given: Any, backend: dict[str, str]) -> None:  # noqa: ANN401
    """By the site's configuration, as far as that says it."""
    assert backend_of(*given) == backend


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("", "", "", "", {}), "write cms: {backend: github}"),
        (("", "", "", "https://git.example.com/team/plan", {}), "write cms: {backend: github}, gitlab or gitea"),
        (("github", "", "", "", {}), r"write cms: {repo: owner/name}"),
        (("gitea", "team/plan", "", "", {}), r"write cms: {base_url: https://git.example.com}"),
    ],
)
def test_a_repository_that_is_not_known(given: Any, told: str) -> None:  # noqa: ANN401
    """One line that says what to write."""
    with pytest.raises(NoBackend) as error:
        backend_of(*given)
    assert told in str(error.value)


def test_the_packages_give_what_the_page_loads() -> None:
    """Their files have the names under which the page asks for them; each has a version and a digest."""
    for editor, script in SCRIPTS.items():
        names = {name for package in packages(editor) for name in package.files.values()}
        assert {script, YAML} <= names
    assert ICONS in {name for package in packages("sveltia") for name in package.files.values()}
    assert all(re.fullmatch(r"sha512-[\w+/]{86}==", each.integrity) for editor in SCRIPTS for each in packages(editor))


def _archive(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return stream.getvalue()


@pytest.fixture
def fake_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program `npm` that gives the same package whatever it is asked for; returns the file that it gives."""
    folder, given = tmp_path / "bin", tmp_path / "given.tgz"
    folder.mkdir()
    program = folder / "npm"
    lines = (
        "import pathlib, shutil, sys",
        f"shutil.copy({str(given)!r}, 'one.tgz')",
        f"pathlib.Path({str(tmp_path / 'said')!r}).write_text(' '.join(sys.argv[1:]))",
    )
    program.write_text("\n".join((f"#!{sys.executable}", *lines, "")), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return given


def _package(data: bytes) -> Package:
    digest = base64.b64encode(hashlib.sha512(data).digest()).decode()
    return Package("an-editor", "1.2.3", f"sha512-{digest}", {"dist/editor.js": "editor.js", "dist/*.js": ""})


FILES = {
    "package/dist/editor.js": b"one",
    "package/dist/7.js": b"two",
    "package/../../evil.js": b"x",
    "package/README.md": b"y",
}


@pytest.mark.skipif(os.name == "nt", reason="a script with a first line that names its program")
def test_a_package_is_fetched_once(tmp_path: Path, fake_npm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By npm, without scripts; only what the page needs is taken, and the next build has it."""
    data = _archive(FILES)
    fake_npm.write_bytes(data)
    monkeypatch.setattr(npm, "packages", lambda _: (_package(data),))
    root, kept = tmp_path / "playbook", tmp_path / "kept"
    root.mkdir()
    kept.mkdir(mode=0o700)
    store = Store(kept)
    assert editor_files("any", root, "", store) == {"editor.js": b"one", "7.js": b"two"}
    assert (tmp_path / "said").read_text(encoding="utf-8") == "pack --silent --ignore-scripts an-editor@1.2.3"
    fake_npm.unlink()
    assert editor_files("any", root, "", Store(kept)) == {"editor.js": b"one", "7.js": b"two"}


@pytest.mark.skipif(os.name == "nt", reason="as above")
def test_another_package_is_refused(tmp_path: Path, fake_npm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stands between the registry and us can give nothing else."""
    fake_npm.write_bytes(_archive({**FILES, "package/dist/editor.js": b"evil"}))
    monkeypatch.setattr(npm, "packages", lambda _: (_package(_archive(FILES)),))
    (tmp_path / "playbook").mkdir()
    with pytest.raises(NoEditor, match=r"npm gave another an-editor 1\.2\.3"):
        editor_files("any", tmp_path / "playbook", "", Store(None))


def test_without_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line that says what to install, or to write."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        NoEditor, match=r"npm, which is not installed: install Node\.js, or write cms: {packages: node_modules}"
    ):
        editor_files("sveltia", tmp_path, "", Store(None))


def test_a_folder_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The team's own versions; a package that isn't there is named, and nothing is read by a link that leads out."""
    monkeypatch.setattr(npm, "packages", lambda _: (_package(b""),))
    root = tmp_path / "playbook"
    dist = root / "node_modules/an-editor/dist"
    dist.mkdir(parents=True)
    (tmp_path / "secret.js").write_text("secret", encoding="utf-8")
    (dist / "7.js").symlink_to(tmp_path / "secret.js")
    with pytest.raises(NoEditor, match=r"doesn't hold what becomes editor\.js: take version 1\.2\.3"):
        editor_files("any", root, "node_modules", Store(None))
    (dist / "editor.js").write_text("ours", encoding="utf-8")
    assert editor_files("any", root, "node_modules", Store(None)) == {"editor.js": b"ours"}
    with pytest.raises(NoEditor, match="holds no package an-editor: run npm install an-editor"):
        editor_files("any", root, "elsewhere", Store(None))
    (root / "outside").symlink_to(tmp_path)
    with pytest.raises(NoEditor, match="holds no package"):
        editor_files("any", root, "outside", Store(None))


def site_with_forms(root: Path, options: str) -> dict[str, bytes]:
    """The sample's site with forms of an editor that does nothing."""
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        config.replace("      currency: EUR\n", f"      currency: EUR\n      cms: {options}\n"), encoding="utf-8"
    )
    for editor in SCRIPTS:
        for package in packages(editor):
            for pattern, name in package.files.items():
                file = root / "node_modules" / package.name / pattern.replace("*", "1")
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(name or "a part", encoding="utf-8")
    with_history(root)
    return build(root)


def test_a_site_with_forms(tmp_path: Path) -> None:
    """The forms are at `admin/`, the site's buttons lead into them, and they tell nothing that the site hides."""
    site = site_with_forms(copy_of_sample(tmp_path / "sample"), "{backend: gitlab, packages: node_modules}")
    said = json.loads(site["admin/config.yml"])
    assert said["backend"]["repo"] == "kilnwork/playbook"
    assert said["publish_mode"] == "editorial_workflow"
    paths = {each["name"]: each.get("preview_path") for each in said["collections"]}
    assert paths["goals"] == "goals/{{filename}}/"
    page = site["admin/index.html"].decode()
    assert "connect-src &#x27;self&#x27; data: blob: https://git.example.org" in page
    goal, entry = site["goals/cut-churn/index.html"].decode(), site["plan/gift-season/index.html"].decode()
    assert 'href="https://plan.example.org/admin/#/collections/goals/entries/cut-churn"' in goal
    assert 'href="https://plan.example.org/admin/#/collections/plan/new?goals=cut-churn"' in goal
    assert 'href="https://plan.example.org/admin/#/collections/plan/entries/campaigns/gift-season' in entry
    hidden = [page for page in run(SAMPLE, load_settings(SAMPLE).options).playbook.pages if not page.public]
    assert hidden
    for each in hidden:
        assert each.title not in site["admin/config.yml"].decode()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("{backend: gitlab, packages: nowhere}", "nowhere holds no package @sveltia/cms: run npm install @sveltia/cms"),
        ("true", "write cms: {backend: github}, gitlab or gitea"),
    ],
)
def test_forms_that_cannot_be_made(tmp_path: Path, caplog: pytest.LogCaptureFixture, options: str, told: str) -> None:
    """The build ends with one line, and the last site stays."""
    root = copy_of_sample(tmp_path / "sample")
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        config.replace("      currency: EUR\n", f"      currency: EUR\n      cms: {options}\n"), encoding="utf-8"
    )
    with_history(root)
    with pytest.raises(Abort):
        build(root)
    assert told in caplog.text
    assert not (root / "site").exists()


def test_a_page_where_the_forms_are(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is named, with what to do; neither takes the place of the other."""
    root = copy_of_sample(tmp_path / "sample")
    (root / "strategy/admin.md").write_text("---\ntitle: Who runs it\n---\nText.\n", encoding="utf-8")
    with pytest.raises(Abort):
        site_with_forms(root, "{backend: test, packages: node_modules}")
    assert "strategy/admin.md would lie where the forms are, at admin/: give it another id" in caplog.text


def test_the_command_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For generators that aren't ours: into a folder, with what is typed instead of the option."""
    root = copy_of_sample(tmp_path / "sample")
    site_with_forms(root, "false")
    with pytest.raises(SystemExit) as ended:
        main.main(
            [
                "cms",
                "out/admin",
                "--root",
                str(root),
                "--editor",
                "decap",
                "--backend",
                "github",
                "--repo",
                "a/b",
                "--packages",
                "node_modules",
            ]
        )
    assert not ended.value.code
    assert "put it at admin/ on the site" in capsys.readouterr().err
    assert json.loads((root / "out/admin/config.yml").read_text(encoding="utf-8"))["backend"] == {
        "name": "github",
        "repo": "a/b",
        "branch": "main",
    }
    assert sorted(path.name for path in (root / "out/admin").iterdir()) == [
        "1.decap-cms.js",
        "config.yml",
        "decap-cms.js",
        "forms.js",
        "index.html",
        "js-yaml.js",
    ]
