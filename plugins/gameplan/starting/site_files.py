"""The files beside a new playbook's two folders: `mkdocs.yml`, `.gitignore`, and workflows for where the repository is hosted."""

from __future__ import annotations

import re
from textwrap import indent
from typing import TYPE_CHECKING, NamedTuple

from gameplan.edit.configuration import PluginText
from gameplan.edit.yaml_text import value_text

if TYPE_CHECKING:
    from uuid import UUID

_REMOTE = re.compile(
    r"(?:https?://(?:[^/@]*@)?|ssh://(?:[^/@]*@)?|[^/@:]*@)(?P<host>[\w.-]+)(?::[0-9]+/|[:/])(?P<path>[\w./-]+)"
)


class Remote(NamedTuple):
    """Where a repository is hosted."""

    address: str
    """Of the repository's page."""
    name: str
    """The last two parts of its path."""
    gitlab: bool


class SiteChoices(NamedTuple):
    """What is asked for a new site."""

    name: str
    timezone: str
    language: str
    namespace: UUID
    options: str = ""
    """Further lines for the plugin's options, as a starter has them."""
    remote: Remote | None = None
    branch: str = "main"
    strategy: str = ""
    """The folder of the strategy, where the site's configuration doesn't say it."""


def remote_of(url: str) -> Remote | None:
    """Return where a repository is hosted by the address of its remote; None where that is neither GitHub nor GitLab.

    Args:
        url: as Git has it: over https or ssh.
    """
    found = _REMOTE.fullmatch(url.strip().removesuffix("/").removesuffix(".git"))
    if found is None:
        return None
    host, path = found["host"].lower(), found["path"].strip("/")
    names = path.split("/")
    gitlab = host == "gitlab.com" or host.startswith("gitlab.")
    if len(names) < 2 or not (gitlab or host == "github.com") or (host == "github.com" and len(names) != 2):  # noqa: PLR2004 - owner and name
        return None
    return Remote(f"https://{host}/{path}", "/".join(names[-2:]), gitlab)


def plugin_lines(choices: SiteChoices) -> str:
    """Return the plugin's options of a new playbook, a line or more each, without indentation."""
    lines = [
        *([f"strategy_dir: {value_text(choices.strategy)}"] if choices.strategy else ()),
        f"timezone: {value_text(choices.timezone)}",
        *([f"language: {value_text(choices.language)}"] if choices.language != "en" else ()),
        "# Made once for this playbook. Never change it: calendars know your entries by it.",
        f"uid_namespace: {choices.namespace}",
        *choices.options.rstrip().splitlines(),
    ]
    return "\n".join(lines) + "\n"


def site_configuration(choices: SiteChoices) -> str:
    """Return the text of `mkdocs.yml`."""
    remote = choices.remote
    repository = ""
    if remote:
        edit = f"{'-/' if remote.gitlab else ''}edit/{choices.branch}/strategy/"
        repository = f"repo_url: {value_text(remote.address)}\nrepo_name: {value_text(remote.name)}\nedit_uri: {value_text(edit)}\n"
    edit_feature = "    - content.action.edit\n" if remote else ""
    language = f"  language: {value_text(choices.language)}\n" if choices.language != "en" else ""
    return _CONFIGURATION.format(
        name=value_text(choices.name),
        repository=repository,
        language=language,
        edit=edit_feature,
        plugin=indent(PluginText(plugin_lines(choices)).item, "  "),
    )


_CONFIGURATION = """\
site_name: {name}
# The address of the finished site. Calendar feeds link to it, so write it as soon as you have one.
# site_url: https://
docs_dir: strategy
{repository}
theme:
  name: material
{language}  # Fonts of the reader's own: the site asks no other host for anything.
  font: false
  features:
{edit}    - navigation.indexes
    - navigation.tabs
    - navigation.top
    - search.highlight
    - toc.follow
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {{icon: material/weather-night, name: Dark}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {{icon: material/weather-sunny, name: Light}}

plugins:
  - search
{plugin}
markdown_extensions:
  - admonition
  - attr_list
  - md_in_html
  - tables
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tasklist
"""

IGNORED = """\
site/
.site.*
.venv/
.cache/
"""


def workflows(remote: Remote | None, branch: str) -> dict[str, str]:
    """Return the workflow files for where a repository is hosted, by path; none where that isn't known."""
    if remote is None:
        return {}
    if remote.gitlab:
        return {".gitlab-ci.yml": _GITLAB}
    publish = _GITHUB_PUBLISH.replace("BRANCH", value_text(branch))
    return {".github/workflows/check.yml": _GITHUB_CHECK, ".github/workflows/publish.yml": publish}


_GITHUB_CHECK = """\
# Checks each pull request, and shows what it brings.
name: Check
on: pull_request
permissions: {contents: read}
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: {fetch-depth: 0, persist-credentials: false}
      - uses: actions/setup-python@v5
        with: {python-version: "3.12"}
      - run: pip install gameplan
      - run: gameplan check --format github --changed "origin/$GITHUB_BASE_REF"
"""

_GITHUB_PUBLISH = """\
# Publishes the site on each push, and every night: days pass, and with them what is ahead and what is overdue.
# Switch it on once: Settings, Pages, Source: GitHub Actions.
name: Publish
on:
  push: {branches: [BRANCH]}
  schedule: [{cron: "15 3 * * *"}]
  workflow_dispatch:
permissions: {contents: read, pages: write, id-token: write}
concurrency: {group: pages, cancel-in-progress: true}
jobs:
  publish:
    runs-on: ubuntu-latest
    environment: {name: github-pages, url: "${{ steps.deploy.outputs.page_url }}"}
    steps:
      # The whole history: the stamps in calendar feeds come from it.
      - uses: actions/checkout@v4
        with: {fetch-depth: 0, persist-credentials: false}
      - uses: actions/setup-python@v5
        with: {python-version: "3.12"}
      - run: pip install gameplan
      - run: gameplan build --strict
      - uses: actions/upload-pages-artifact@v3
        with: {path: site}
      - id: deploy
        uses: actions/deploy-pages@v4
"""

_GITLAB = """\
# Checks each merge request, and publishes the site on each push to the main branch.
# Add a schedule (Build, Pipeline schedules) for every night: days pass, and with them what is ahead and what is overdue.
image: python:3.12

variables:
  # The whole history: the stamps in calendar feeds come from it.
  GIT_DEPTH: "0"

check:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - pip install gameplan
    - git fetch origin "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
    - gameplan check --changed FETCH_HEAD

pages:
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - pip install gameplan
    - gameplan build --strict --site-dir public
  artifacts:
    paths: [public]
"""
