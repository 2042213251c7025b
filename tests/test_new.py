"""`gameplan new`: pages and campaigns that pass from the start."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from builds import contents
from casefile import write_playbook
from gameplan.cli import main
from gameplan.read.front_matter import parse

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "mkdocs.yml": """\
site_name: Small
repo_url: https://github.com/kiln/playbook
edit_uri: edit/main/strategy/
plugins:
  - gameplan:
      uid_namespace: 0d0d8a4e-6f0c-4a57-9d6e-2f6f6d1c7b35
      require: {webinar: [channels]}
      kinds: {region: {folder: regions, fields: {code: {type: line}}}}
      fields: {entry: {market: {type: choice, of: [emea, na]}}}
""",
    "strategy/goals/stay.md": "---\ntitle: Stay\nparent: grow\n---\n",
    "strategy/channels/blog.md": "---\ntitle: Blog\n---\n",
    "strategy/people/maya.md": "---\ntitle: Maya Ito\nemail: Maya@example.org\n---\n",
    "strategy/formats/video.md": (
        "---\ntitle: Videos\ntype: video\nrequires: [owner, channels]\nchecklist: {sound: The sound is right}\n---\n"
        "## Opening\n\nx\n\n## The steps\n"
    ),
    "strategy/plays/launch.md": (
        "---\ntitle: A launch\nsteps:\n"
        "  - {id: teaser, title: A first look, type: video, at: -2w, channels: [blog], deadlines: {draft: -3d}}\n"
        "  - {id: day, title: The day, at: +0d, owner: maya, depends_on: [teaser]}\n"
        "  - {id: look, title: 'What it changed: look back', at: +3wd}\n---\n"
    ),
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook in whose folder one is, and a Git that knows nobody."""
    write_playbook(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path.parent / "none"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return tmp_path


def new(*arguments: str) -> Result:
    """Run the command on a Sunday."""
    return CliRunner().invoke(main, ["new", "--today=2026-11-22", *arguments])


def test_an_article(root: Path) -> None:
    """In the right folder, with what follows from the options; and the link to the host's editor."""
    said = new("article", "Guide: How to Share a Kiln", "--goal=Stay", "--start=2026-12-10", "--owner=Maya Ito")
    assert said.exit_code == 0, said.output
    assert (root / "plan/guide-how-to-share-a-kiln.md").read_text() == (
        '---\ntitle: "Guide: How to Share a Kiln"\nid: guide-how-to-share-a-kiln\ntype: article\ngoals: [stay]\n'
        "start: 2026-12-10\nowner: maya\n---\nWhat does it say, and what should people do afterwards?\n"
    )
    assert said.stdout == (
        "plan/guide-how-to-share-a-kiln.md: new\n1 file made\n"
        "once it is pushed, edit it at https://github.com/kiln/playbook/edit/main/plan/guide-how-to-share-a-kiln.md\n"
    )


def test_names_that_are_taken_get_a_number(root: Path) -> None:
    """By a file, an id or a former id."""
    (root / "plan/other.md").write_text("---\nid: talk\ntitle: A\ngoals: [grow]\nstart: TBD\naliases: [talk-2]\n---\n")
    for name in ("talk-3", "talk-4"):
        assert new("event", "Talk", "--goal=grow").exit_code == 0
        assert (root / f"plan/{name}.md").exists()


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("2027-Q1", "2027-Q1"),
        ("2026-12-03 09:00", "2026-12-03 09:00"),
        ("today", "2026-11-22"),
        ("tomorrow", "2026-11-23"),
        ("+2w", "2026-12-06"),
        ("+1m", "2026-12-22"),
        ("+1wd", "2026-11-23"),
        ("next tuesday", "2026-11-24"),
        ("Sunday", "2026-11-29"),
        ("fri", "2026-11-27"),
    ],
)
def test_days_in_words(root: Path, typed: str, start: str) -> None:
    """As people say them."""
    assert new("event", "Talk", "--goal=grow", f"--start={typed}").exit_code == 0
    assert f"start: {start}\n" in (root / "plan/talk.md").read_text()


def test_nothing_is_promised_of_what_has_no_day(root: Path) -> None:
    """It is an idea, and need not have what is asked of others."""
    assert new("webinar", "Talk", "--goal=grow").exit_code == 0
    assert "status: idea\n" in (root / "plan/talk.md").read_text()


def test_what_the_playbook_asks_of_every_such_entry(root: Path) -> None:
    """Nobody can be asked in a pipe: the command says how to give it."""
    said = new("video", "Look", "--goal=grow", "--start=2026-12-10")
    assert said.exit_code == 2
    assert "wants owner, channels of every video: add --set owner=… --set channels=…" in said.stderr
    said = new("video", "Look", "--goal=grow", "--start=2026-12-10", "--owner=maya", "--set=channels=blog")
    assert said.exit_code == 0, said.output
    text = (root / "plan/look.md").read_text()
    assert "channels: [blog]\n" in text
    assert text.endswith("---\n## Opening\n\n## The steps\n\nBefore it goes out:\n\n- [ ] The sound is right\n")


def test_the_only_goal_is_taken(root: Path) -> None:
    """Where there are several, somebody has to say which."""
    said = new("event", "Talk")
    assert said.exit_code == 2
    assert "--goal with one of grow (Grow), stay (Stay)" in said.stderr
    (root / "strategy/goals/stay.md").unlink()
    assert new("event", "Talk").exit_code == 0
    assert "goals: [grow]\n" in (root / "plan/talk.md").read_text()


def test_whoever_works_here_is_the_owner(root: Path) -> None:
    """By the address that Git knows, of the repository or of the user."""
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    assert new("event", "One", "--goal=grow").exit_code == 0
    assert "owner" not in (root / "plan/one.md").read_text()
    subprocess.run(["git", "config", "user.email", "maya@Example.org"], cwd=root, check=True)
    assert new("event", "Two", "--goal=grow").exit_code == 0
    assert "owner: maya\n" in (root / "plan/two.md").read_text()


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("goal", "strategy/goals/ding.md"),
        ("goals", "strategy/goals/ding.md"),
        ("kpi", "strategy/kpis/ding.md"),
        ("person", "strategy/people/ding.md"),
        ("policy", "strategy/policies/ding.md"),
        ("question", "strategy/questions/ding.md"),
        ("region", "strategy/regions/ding.md"),
        ("play", "strategy/plays/ding.md"),
        ("entry", "plan/ding.md"),
    ],
)
def test_every_kind(root: Path, kind: str, path: str) -> None:
    """Kinds of the playbook's own too; none begins with an error."""
    said = new(kind, "Ding", *(["--goal=grow"] if kind == "entry" else []))
    assert said.exit_code == 0, said.output
    assert (root / path).is_file()
    assert CliRunner().invoke(main, ["check", "--today=2026-11-22"]).exit_code == 0


def test_own_fields(root: Path) -> None:
    """A value that its field doesn't take is never written."""
    before = contents(root)
    said = new("event", "Talk", "--goal=grow", "--set=market=mars")
    assert (said.exit_code, contents(root)) == (1, before)
    assert "a value is wrong, and --force doesn't help" in said.stdout
    assert new("event", "Talk", "--goal=grow", "--set=market=na").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("artcle", "x"), "did you mean 'article'?"),
        (("vision", "x"), "there is no kind of page or type of entry 'vision'"),
        (("event", "", "--goal=grow"), "a title is a line of text"),
        (("event", "a\nb", "--goal=grow"), "a title is a line of text"),
        (("event", "x", "--goal=grwo"), "there is no goal 'grwo'; did you mean 'grow'?"),
        (("event", "x", "--goal=grow", "--owner=Maja Ito"), "did you mean 'maya'?"),
        (("event", "x", "--goal=grow", "--set=chanels=blog"), "did you mean 'channels'?"),
        (("event", "x", "--goal=grow", "--set=channels"), "--set takes a field and a value"),
        (("event", "x", "--goal=grow", "--id=../y"), "can't be an id"),
        (("event", "x", "--goal=grow", "--id=base"), "'base' is taken"),
        (("event", "x", "--goal=grow", "--into=elsewhere"), "is not in strategy/ or plan/"),
        (("event", "x", "--goal=grow", "--start=+9999y"), "no calendar goes as far"),
        (("play", "lanch", "--name=x", "--start=2027-03-10"), "did you mean 'launch'?"),
        (("play", "launch"), "a play needs a title and a day"),
        (("play", "launch", "--name=x", "--start=2027-Q1", "--goal=grow"), "'2027-Q1' is none"),
    ],
)
def test_what_it_refuses(root: Path, arguments: tuple[str, ...], message: str) -> None:
    """One line, exit code 2, and no byte changes."""
    before = contents(root)
    said = new(*arguments)
    assert (said.exit_code, contents(root)) == (2, before)
    assert message in said.stderr


@pytest.mark.parametrize(
    "title", ["-", "index", "…", "Größe & Maß", "日本語", "con", "x" * 150, "a: b # c", "[x]", '"q"', "1e3"]
)
def test_any_title(root: Path, title: str) -> None:
    """It reads back as it was typed, and its file's name is one that every system takes."""
    said = new("event", "--goal=grow", "--", title)
    assert said.exit_code == 0, said.output
    (path,) = [path for path in (root / "plan").iterdir() if path.name != "base.md"]
    assert json.loads(new("event", "--goal=grow", "--json", "--", title).stdout)["written"]
    checked = CliRunner().invoke(main, ["check", "--today=2026-11-22"])
    assert checked.exit_code == 0, checked.output
    assert path.suffix == ".md"


def test_templates_of_the_playbook(root: Path) -> None:
    """Their front matter and text, with what was said put into it; they are no pages themselves."""
    (root / "plan/_templates").mkdir()
    (root / "plan/_templates/event.md").write_text(
        "---\n# Ours\ntitle: x\ntags: [a] # b\nstatus: planned\n---\n## {{title}}\n\nInvite by {{day +1w}}. {{ x }}\n"
    )
    (root / "plan/_templates/p.png").write_text("p")
    assert new("event", "Talk", "--goal=grow", "--start=2026-12-10").exit_code == 0
    assert (root / "plan/talk.md").read_text() == (
        "---\n# Ours\ntitle: Talk\ntags: [a] # b\nstatus: planned\nid: talk\ntype: event\ngoals: [grow]\nstart: 2026-12-10\n---\n"
        "## Talk\n\nInvite by 2026-11-29. {{ x }}\n"
    )
    checked = CliRunner().invoke(main, ["check", "--today=2026-11-22"])
    assert "2 entries" in checked.stderr
    assert "_templates" not in checked.output


@pytest.mark.parametrize("title", ['Say "hi"', "Kilns: a guide", "It's # one", "\\n", "[x]", "{a", "- x", "yes"])
@pytest.mark.parametrize("typed", ['"{{title}}"', "'{{title}}'", "{{title}}", "About {{title}}", '"About {{title}}"'])
def test_any_title_in_a_template(root: Path, title: str, typed: str) -> None:
    """What is filled into front matter is read as it was typed, in whatever quotes the gap stands."""
    (root / "plan/_templates").mkdir()
    (root / "plan/_templates/event.md").write_text(
        f"---\ntitle: x\nsummary: {typed}\nstart: {{{{day +1w}}}} # when\n---\n"
    )
    said = new("event", "--goal=grow", "--id=made", "--", title)
    assert said.exit_code == 0, said.output
    front = parse((root / "plan/made.md").read_text().split("---\n")[1]).values
    assert front["summary"] == ("About " if "About" in typed else "") + title
    assert front["start"] == "2026-11-29"


def test_a_template_that_nothing_can_be_made_of(root: Path) -> None:
    """File, line and column."""
    (root / "plan/_templates").mkdir()
    before = contents(root)
    (root / "plan/_templates/event.md").write_text("---\ntitle: x\n---\n{{nmae}}\n")
    said = new("event", "Talk", "--goal=grow")
    assert said.exit_code == 2
    assert "plan/_templates/event.md:4:1: nothing is known for the gap {{nmae}}" in said.stderr
    assert not (contents(root).keys() - before.keys() - {"plan/_templates/event.md"})


def test_a_campaign_by_a_play(root: Path) -> None:
    """The campaign, and an entry for each step, on its day; the play then lacks nothing."""
    said = new("play", "launch", "--name=Kiln planner 2", "--start=2027-03-10", "--goal=grow")
    assert said.exit_code == 0, said.output
    made = {path: data.decode() for path, data in contents(root).items() if path.startswith("plan/kiln")}
    assert sorted(made) == [
        "plan/kiln-planner-2-day.md",
        "plan/kiln-planner-2-look.md",
        "plan/kiln-planner-2-teaser.md",
        "plan/kiln-planner-2.md",
    ]
    assert "type: campaign\ngoals: [grow]\nstart: 2027-03-10\nplay: launch\n" in made["plan/kiln-planner-2.md"]
    teaser = made["plan/kiln-planner-2-teaser.md"]
    assert 'title: "A first look: Kiln planner 2"\n' in teaser
    assert "start: 2027-02-24\n" in teaser
    assert "channels: [blog]\ncampaign: kiln-planner-2\nplay: launch\nstep: teaser\n" in teaser
    assert "deadlines: {draft: -3d}\n" in teaser
    assert "owner: maya\n" in made["plan/kiln-planner-2-day.md"]
    assert "depends_on: [kiln-planner-2-teaser]\n" in made["plan/kiln-planner-2-day.md"]
    assert "start: 2027-03-15\n" in made["plan/kiln-planner-2-look.md"]
    checked = CliRunner().invoke(main, ["check", "--today=2026-11-22"])
    assert "missing-step" not in checked.output
    assert new("play", "launch", "--name=Kiln planner 2", "--start=2027-09-10", "--goal=grow").exit_code == 0
    assert (root / "plan/kiln-planner-2-2.md").exists()
    assert (root / "plan/kiln-planner-2-2-teaser.md").exists()


def test_an_id_as_a_field(root: Path) -> None:
    """It counts as one, and is refused where it is taken, or said twice."""
    assert new("event", "Talk", "--goal=grow", "--set=id=speech").exit_code == 0
    assert "id: speech" in (root / "plan/speech.md").read_text()
    assert new("event", "Talk", "--goal=grow", "--set=id=speech").exit_code == 2
    assert new("event", "Talk", "--goal=grow", "--set=id=a", "--id=b").exit_code == 2


def test_a_play_with_an_id_and_without_a_step(root: Path) -> None:
    """The campaign has the id that was asked for, and its steps are named by it; what is skipped isn't made."""
    steps = "steps:\n  - {id: one, title: One, at: -7d}\n  - {id: two, title: Two}\n"
    (root / "strategy/plays").mkdir(exist_ok=True)
    (root / "strategy/plays/lau.md").write_text(f"---\ntitle: L\n{steps}---\n")
    arguments = ("play", "lau", "--name=Y", "--start=2027-03-03", "--goal=grow")
    assert new(*arguments, "--id=base").exit_code == 2
    assert new(*arguments, "--id=spring", "--set=skip=one").exit_code == 0
    assert {path.name for path in (root / "plan").iterdir()} == {"base.md", "spring.md", "spring-two.md"}


@pytest.mark.parametrize("folder", ["plan/_templates", "plan/.hidden"])
def test_folders_that_hold_no_pages(root: Path, folder: str) -> None:
    """What is written there would be no page."""
    said = new("event", "Talk", "--goal=grow", f"--into={folder}")
    assert said.exit_code == 2
    assert "can't hold pages" in said.stderr
    assert not (root / folder).exists()
