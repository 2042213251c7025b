"""What the theme sets around pages, made once for all pages that stand alike in the site.

A theme's template costs more than everything in a page that is the author's own, and of two entries' pages it makes the same but
for a few values: title, description, addresses, table of contents, content. So the template runs once for a page whose values are
marks, its output is cut at the marks, and the values of the other pages are set in.

The output is the same as the template's, or the template runs as ever. A page of marks tells what was asked of it: an attribute or a
filter that isn't known here ends it. The first pages of each kind are made both ways and compared. Themes other than Material, a
`custom_dir`, and plugins that may change what surrounds a page aren't tried at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader
from jinja2.utils import pass_context
from markupsafe import Markup
from mkdocs.utils import get_relative_url

from gameplan.mkdocs_plugin.log import log
from gameplan.mkdocs_plugin.probe import Probe, UnlikeError
from gameplan.mkdocs_plugin.shell import Items, cut
from gameplan.publish.html.compiled import keep_compiled

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment, Template
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink
    from mkdocs.utils.templates import TemplateContext

    from gameplan.mkdocs_plugin.shell import Shell

_QUIET = frozenset(
    (
        "search",
        "material/search",
        "gameplan",
        "redirects",
        "minify",
        "glightbox",
        "offline",
        "material/offline",
        "rss",
        "autorefs",
    )
)
"""The plugins whose part in a page's surroundings is known: none, or one that is in the page's own values by then."""
_CONTEXT = frozenset(
    (
        "nav", "pages", "base_url", "extra_css", "extra_javascript", "mkdocs_version", "properdocs_version",
        "build_date_utc", "config", "page",
    )
)  # fmt: skip
"""What the host itself hands to a template."""
_LOG = "the theme's templates run for every page: %s"
_COMPARED = 2
"""How many pages of a kind are made both ways."""


def share_shells(env: Any, nav: Navigation, config: MkDocsConfig) -> None:  # noqa: ANN401 - the host's environment
    """Let the host's environment make once what the theme sets around pages, where that gives the same pages.

    Args:
        env: the environment of the theme's templates; it is changed.
        nav: the site's navigation.
        config: the site's.
    """
    Shells(env, nav, config).install()


class Shells:
    """The shells of a build."""

    def __init__(self, env: Environment, nav: Navigation, config: MkDocsConfig) -> None:
        """Begin with none.

        Args:
            env: the environment of the theme's templates.
            nav: the site's navigation.
            config: the site's.
        """
        self._env, self._config = env, config
        self._listed = {id(page) for page in nav.pages}
        self._shells: dict[tuple[object, ...], Shell | None] = {}
        self._keys: set[str] = set()
        """The keys of front matter that the theme reads."""
        self._known: set[tuple[str, ...]] = set()
        """The folders to which the theme's addresses lead: how one is written hangs on what a page's own has in common with it."""
        self._items: Items | None = None
        unknown = _unknown(env, config)
        self.on = not unknown
        if unknown:
            log.info(_LOG, unknown)
        for script in config.extra_javascript:
            self._know(str(script))

    def install(self) -> None:
        """Have the host take its pages from here."""
        if not self.on:
            return
        keep_compiled(self._env)
        get = self._env.get_template

        def get_template(name: Any, parent: str | None = None, globals: Any = None) -> Any:  # noqa: A002, ANN401 - Jinja's
            template = get(name, parent, globals)
            return _Shelled(template, self) if name == "main.html" and parent is None else template

        self._env.get_template = get_template  # type: ignore[method-assign]

    def rendered(self, template: Template, context: TemplateContext) -> str:
        """A page as the template makes it."""
        page = context["page"]
        if not self.on or page is None or not _is_plain(page, context) or self._is_named(page):
            return template.render(context)
        key = self._key(page)
        if key not in self._shells:
            # A kind of one page isn't worth it.
            self._shells[key] = None
            return template.render(context)
        shell = self._shells[key]
        try:
            if shell is None:
                shell = self._cut(template, context, page)
                self._shells[self._key(page)] = shell
            if shell.compared >= _COMPARED:
                return shell.filled(self._values(page))
            made = shell.filled(self._values(page))
        except UnlikeError as reason:
            return self._without(template, context, str(reason))
        whole = template.render(context)
        if made != whole:
            self._without(template, context, "what it makes of a page hangs on more than the page's known values")
        shell.compared += 1
        return whole

    def _is_named(self, page: Page) -> bool:
        """Whether the theme itself leads to a page, or below it."""
        return (
            id(page) in self._listed
            or (*_folders(page.url), page.url.removesuffix("/").rpartition("/")[2]) in self._known
        )

    def _without(self, template: Template, context: TemplateContext, reason: str) -> str:
        self.on = False
        log.info(_LOG, reason)
        return template.render(context)

    def _shared(self, page: Page) -> tuple[str, ...]:
        """What a page's address has in common with those that the theme writes."""
        parts = _folders(page.url)
        return parts[: max((size for size in range(len(parts) + 1) if parts[:size] in self._known), default=0)]

    def _key(self, page: Page) -> tuple[object, ...]:
        toc = page.toc.items
        level = bool(toc) and toc[0].level == 1
        return (
            self._shared(page),
            page.url.count("/"),
            page.url.endswith("/"),
            id(page.parent),
            page.canonical_url is None,
            page.edit_url and "/blob/" in page.edit_url,
            page.previous_page is None,
            page.next_page is None,
            type(page.meta.get("description")) if page.meta.get("description") else None,
            (bool(toc), level, bool(toc[0].children if level else toc)) if toc else (),
            "<h1" in (page.content or ""),
            tuple((name, repr(page.meta.get(name))) for name in sorted(self._keys)),
        )

    def _know(self, url: str) -> None:
        parts = tuple(part for part in url.split("/") if part not in ("", "."))
        self._known.update(parts[:size] for size in range(len(parts) + 1))

    def _cut(self, template: Template, context: TemplateContext, page: Page) -> Shell:
        """The shell of a page's kind."""
        probe = Probe(page, self._folder_of(page))
        known, keys = len(self._known), len(self._keys)
        with _Listening(self._env, self._know):
            probe.active = True
            try:
                output = template.render({**context, "page": probe})
                if self._items is None and probe.toc.items:
                    self._items = Items.of(self._env, context)
            except UnlikeError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever a template does with a page that is none
                asked = f" with page.{min(probe.asked)}" if probe.asked else ""
                raise UnlikeError(f"it can't work{asked} on a page of marks ({type(error).__name__})") from None
            finally:
                page.active = True
        if probe.asked:
            raise UnlikeError(f"it reads page.{min(probe.asked)}")
        self._keys |= probe.meta.read
        if len(self._known) != known or len(self._keys) != keys:
            # What is alike was told with less knowledge.
            self._shells.clear()
            return self._cut(template, context, page)
        return cut(output, probe, self._items)

    def _folder_of(self, page: Page) -> str:
        shared = self._shared(page)
        return "".join(f"{part}/" for part in (*shared, *["gpmarkfolder0"] * (len(_folders(page.url)) - len(shared))))

    def _values(self, page: Page) -> dict[str, Any]:
        toc = page.toc.items
        items = toc[0].children if toc and toc[0].level == 1 else toc
        before, after = page.previous_page, page.next_page
        url = page.url
        return {
            "title": page.meta["title"],
            "description": page.meta.get("description"),
            "canonical": page.canonical_url,
            "source": page.edit_url,
            "url": url,
            "content": page.content,
            "beforeurl": get_relative_url(before.url, url) if before else "",
            "beforetitle": before.title if before else "",
            "afterurl": get_relative_url(after.url, url) if after else "",
            "aftertitle": after.title if after else "",
            "first": toc[0].url if toc else "",
            "items": self._items.of_page(items) if self._items and items else "",
        }


def _unknown(env: Environment, config: MkDocsConfig) -> str:
    """Return what may surround pages with what isn't known here; empty where it is Material as it comes, and nothing else."""
    theme = config.theme
    if theme.name != "material":
        return f"the theme is {theme.name or 'of its own'}, and only Material is known"
    loader = env.loader
    dirs = loader.searchpath if isinstance(loader, FileSystemLoader) else []
    if [*map(str, dirs)] != [*map(str, type(theme)(name="material").dirs)]:
        return "it has templates that aren't Material's"
    unquiet = sorted({_plugin_of(config, method) for method in config.plugins.events["page_context"]} - _QUIET)
    return f"{unquiet[0]} may change what surrounds a page" if unquiet else ""


def _plugin_of(config: MkDocsConfig, method: object) -> str:
    owner = getattr(method, "__self__", None)
    return next((name for name, plugin in config.plugins.items() if plugin is owner), "a hook")


def _is_plain(page: Page, context: TemplateContext) -> bool:
    """Whether a page's values are such as are known here, and not more."""
    if not _CONTEXT.issuperset(context) or page.is_homepage:
        return False
    title = page.meta.get("title")
    if not isinstance(title, Markup) or not title or page.title != title or not page.content:
        return False
    neighbours = (page.previous_page, page.next_page)
    if any(other is not None and not other.title for other in neighbours):
        return False
    return all(_is_simple(item) for item in page.toc.items)


def _is_simple(item: AnchorLink) -> bool:
    return vars(item).keys() <= {"title", "id", "level", "children", "active"} and all(
        _is_simple(one) for one in item.children
    )


def _folders(url: str) -> tuple[str, ...]:
    """The folders above a page."""
    return tuple(url.removesuffix("/").split("/")[:-1])


class _Shelled:
    """The theme's template, as the host sees it."""

    def __init__(self, template: Template, shells: Shells) -> None:
        self._template, self._shells = template, shells

    def render(self, context: TemplateContext) -> str:
        return self._shells.rendered(self._template, context)

    def __getattr__(self, name: str) -> object:
        return getattr(self._template, name)


class _Listening:
    """While it lasts, the addresses that templates turn into relative ones are told."""

    def __init__(self, env: Environment, heard: Callable[[str], None]) -> None:
        self._env, self._heard = env, heard

    def __enter__(self) -> None:
        turn, heard = self._env.filters["url"], self._heard
        self._turn = turn

        @pass_context
        def url(context: Any, value: str) -> Any:  # noqa: ANN401 - Jinja's
            if "gpmark" not in str(value):
                heard(str(value))
            return turn(context, value)

        self._env.filters["url"] = url

    def __exit__(self, *_: object) -> None:
        self._env.filters["url"] = self._turn
