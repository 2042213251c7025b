"""The files of the page with the forms: `admin/` on the site."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from gameplan.forms.setup import collections, configuration, file_forms
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gameplan.model.playbook import Playbook

FOLDER = "admin"
"""Where the forms are on a site; other programs look for them there, too."""
SCRIPTS = {"sveltia": "sveltia-cms.js", "decap": "decap-cms.js"}
"""The script of each editor."""
YAML = "js-yaml.js"
"""The script that reads YAML."""
ICONS = "icons.woff2"
"""The font of Sveltia's icons."""
_APIS = {"github": ("https://api.github.com", "https://*.githubusercontent.com")}
"""The addresses at which a Git host answers programs, beside that of its pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The forms of a site."""

    editor: str = "sveltia"
    """`sveltia` or `decap`."""
    backend: Mapping[str, Any] = field(default_factory=dict)
    """Where the repository is, as the editors name it."""
    workflow: bool = True
    """Whether each change is a pull request of its own."""
    prefix: str = ""
    """The playbook's folder in the repository, with a slash at the end; empty for the repository's own."""
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """What the editor is made of: scripts and a font of others, by name."""


def forms_files(
    forms: Forms, playbook: Playbook, today: date, *, base: str, language: str, directories: bool = True
) -> dict[str, bytes]:
    """Return the files of the page with the forms, by uri.

    Args:
        forms: which ones.
        playbook: as far as it may be seen by whoever can read the site.
        today: goals that are in force on it come first.
        base: the site's address, with a slash at the end.
        language: the tag of its language.
        directories: whether addresses of pages are folders.
    """
    made = collections(playbook, today)
    decap = forms.editor == "decap"
    said = configuration(
        made,
        forms.backend,
        site_url=base,
        strategy=playbook.strategy,
        prefix=forms.prefix,
        language=language if decap else "",
        workflow=forms.workflow,
        directories=directories,
    )
    page = _page(forms, json.dumps(file_forms(made), ensure_ascii=True), language)
    return {
        f"{FOLDER}/index.html": page.encode(),
        # JSON is YAML, and no reader takes a text in it for a number or a day.
        f"{FOLDER}/config.yml": f"{json.dumps(said, indent=1, ensure_ascii=False)}\n".encode(),
        f"{FOLDER}/forms.js": _script(),
        **{f"{FOLDER}/{name}": data for name, data in forms.files.items()},
    }


def _script() -> bytes:
    return resources.files("gameplan.forms").joinpath("assets", "forms.js").read_bytes()


def _page(forms: Forms, shapes: str, language: str) -> str:
    """Return the page: it loads nothing from anywhere but the site, and talks to nobody but the Git host."""
    safe = shapes.replace("<", "\\u003c")
    return f"""\
<!doctype html>
<html lang="{escape(language or "en")}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="robots" content="noindex" />
<meta http-equiv="Content-Security-Policy" content="{escape(_policy(forms))}" />
<title>{escape(say("Edit the playbook"))}</title>
<link rel="cms-config-url" type="text/yaml" href="config.yml" />
</head>
<body>
<noscript>{escape(say("The forms need JavaScript."))}</noscript>
<script type="application/json" id="gameplan-forms">{safe}</script>
<script src="{YAML}"></script>
<script src="forms.js"></script>
<script src="{SCRIPTS[forms.editor]}"></script>
</body>
</html>
"""


def _policy(forms: Forms) -> str:
    """Return what the page may load, and whom it may talk to (Content Security Policy, level 3)."""
    hosts = " ".join(dict.fromkeys((*_APIS.get(str(forms.backend.get("name")), ()), *_origins(forms.backend))))
    evaluates = " 'unsafe-eval'" if forms.editor == "decap" else ""
    rules = (
        "default-src 'none'",
        f"script-src 'self'{evaluates}",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self' data:",
        f"img-src 'self' data: blob: {hosts}",
        "media-src 'self' blob:",
        "frame-src 'self' blob:",
        "worker-src 'self' blob:",
        f"connect-src 'self' data: blob: {hosts}",
        "base-uri 'none'",
        "form-action 'self'",
    )
    return "; ".join(rule.strip() for rule in rules)


def _origins(backend: Mapping[str, Any]) -> list[str]:
    """Return the origins that a backend names."""
    found = []
    for name in ("base_url", "api_root", "graphql_api_root", "proxy_url"):
        parts = urlsplit(str(backend.get(name, "")))
        if parts.scheme and parts.netloc:
            found.append(f"{parts.scheme}://{parts.netloc}")
    return found
