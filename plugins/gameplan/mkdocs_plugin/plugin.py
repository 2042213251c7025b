"""The plugin: MkDocs' events, a few lines each, over the pipeline and what it publishes."""

from __future__ import annotations

import gc
import os
import re
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from markupsafe import escape
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import write_file

from gameplan.collecting import collecting_seldom
from gameplan.diagnostics import Severity, visible
from gameplan.mkdocs_plugin.anchors import ReservedIds
from gameplan.mkdocs_plugin.config import GameplanConfig
from gameplan.mkdocs_plugin.keeping import Keeping
from gameplan.mkdocs_plugin.links import Place, RepositoryLinks
from gameplan.mkdocs_plugin.log import log, log_findings
from gameplan.mkdocs_plugin.mount import Mounted, excluded, refuse_clashes
from gameplan.mkdocs_plugin.nav import arrange, edit_with, hang, leave_out
from gameplan.mkdocs_plugin.others import changes, for_rss, locks_texts, shift_of, shows_drafts, version_in_feeds
from gameplan.mkdocs_plugin.pages import PlaybookPage, adopt
from gameplan.mkdocs_plugin.serving import Watcher, clear_memory
from gameplan.mkdocs_plugin.shells import share_shells
from gameplan.mkdocs_plugin.staging import Staging, refuse_sources
from gameplan.mkdocs_plugin.templates import forget_missing
from gameplan.model.embeds import embedded_in_html
from gameplan.model.kinds import PLAIN
from gameplan.model.languages import site_language
from gameplan.page_store import PageStore
from gameplan.pipeline import run
from gameplan.private_feeds import PrivateFeeds, private_feeds, with_private
from gameplan.publication import MissingHistory, context_of, doubts, kept_back, remarks
from gameplan.publish.document import Document, Site
from gameplan.publish.hosts import host_of
from gameplan.publish.output.markdown import meta_of
from gameplan.publish.output.page_head import head_html, placed_in_head
from gameplan.publish.output.twins import Twins
from gameplan.publish.pages.not_found import not_found
from gameplan.read.days_off import files_of
from gameplan.revisions.past import past_of
from gameplan.settings import OptionError, other_strategy, outside
from gameplan.shared_results import shared
from gameplan.store.folder import Store, store_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from gameplan.options import Options
    from gameplan.pipeline import Result
    from gameplan.publish.context import Context
    from gameplan.publish.document import Anchor


Env = TypeVar("Env")
"""The templates' environment, which is the host's own business."""
_INDEXED = 'class="gp-indexed"'
_ONLY_INDEXED = re.compile(rf"<p {_INDEXED} hidden>[^<]*</p>\n?")
"""What stands in a page only as long as the search reads it."""
_UNREAD = ('<div class="gp-unread" data-search-exclude>', "</div><!--gp-unread-->")
"""What stands around a text as long as the search doesn't read it: Material's leaves out what says so."""
_NOT_FOUND = "<h1>404 - Not found</h1>"
"""All that Material's page for an address that isn't there says; a theme's own page has more, and stays as it is."""
_OTHER = Document(uri="", title="")
"""Of pages that aren't ours: what they have in their heads is what all pages have."""


def _unmarked(document: Document, html: str) -> str:
    """Return a page's HTML without what is there only for the search."""
    for mark in _UNREAD if document.search_briefly else ():
        html = html.replace(mark, "", 1)
    return _ONLY_INDEXED.sub("", html, count=1)


class GameplanPlugin(BasePlugin[GameplanConfig]):  # type: ignore[no-untyped-call] # MkDocs' __init_subclass__
    """Reads, checks and publishes a playbook whose `docs_dir` is its strategy."""

    root: Path
    options: Options
    result: Result
    context: Context
    site: Site
    pages: PageStore
    """The pages as they were read, now or in an earlier build."""
    keeping: Keeping
    """What this build keeps, and earlier ones kept."""
    shown: Result
    """What the options let be shown, whatever other plugins leave of it."""
    mounted: Mounted
    documents: dict[str, Document]
    twins: Twins
    private: PrivateFeeds
    nav: Navigation
    own: str | None
    """What the author's text became, of the page that is being written."""

    def __init__(self) -> None:
        self.command = "build"
        self.dirty = False
        self.staging = Staging()
        self.place = Place()
        self.reserved = ReservedIds()
        self.documents = {}
        self.own = None
        self.is_written = False
        """Whether all files are in their places but the pages: the host writes those last."""
        self.seldom = ExitStack()
        """How often Python looks for garbage while a build lasts."""
        self.watcher: Watcher | None = None
        """Of the server, while one runs."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what runs us; that this exists keeps the plugin alive between the builds of `serve`."""
        self.command, self.dirty = command, dirty

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002 - MkDocs passes them
        """Have the folders seen again that were away."""
        self.watcher = Watcher(server)
        self._tell_watcher()
        self.watcher.start()
        return server

    def on_shutdown(self) -> None:
        """End what looks after the server, and clear away what a build left that was interrupted."""
        self.staging.give_up()
        if self.watcher is not None:
            self.watcher.stop()

    def _tell_watcher(self) -> None:
        if self.watcher is not None:
            options = self.options
            beside = (options.baseline, options.calendar.ledger, *files_of(options.holidays))
            names = (options.strategy_dir, options.plan_dir, *beside)
            self.watcher.want(str(self.root / name) for name in names if name and not name.startswith(".."))

    @event_priority(-50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Run the pipeline, and tell MkDocs what to watch. May be called more than once with the same configuration.

        Late, because others may still change what all our links hang on: `offline` makes pages files, for one.
        """
        clear_memory()
        self.seldom.close()
        self.seldom.enter_context(collecting_seldom())
        path = config.config_file_path
        self.root = Path(os.path.abspath(path)).parent if path else Path.cwd()  # noqa: PTH100 - resolve() would follow links
        folder = os.path.relpath(config.docs_dir, self.root).replace(os.sep, "/")
        said = self.config.options.strategy_dir
        if problem := outside(Path(path).name if path else "mkdocs.yml", folder):
            raise PluginError(f"gameplan: {problem}")
        if "strategy_dir" in self.config.given and said != folder:
            raise PluginError(f"gameplan: {other_strategy(Path(path).name if path else 'mkdocs.yml', folder, said)}")
        self.options = self.config.options.model_copy(update={"strategy_dir": folder})
        plan = self.root / self.options.plan_dir
        self._tell_watcher()
        if not plan.is_dir():
            raise PluginError(f"gameplan: there is no folder {self.options.plan_dir}/ with the plan beside mkdocs.yml")
        if self.command != "serve":
            refuse_sources(config, plan)
        if not any(isinstance(extension, RepositoryLinks) for extension in config.markdown_extensions):
            config.markdown_extensions += [RepositoryLinks(self.place), self.reserved]  # type: ignore[list-item] # Python-Markdown takes both
        if str(plan) not in config.watch:
            config.watch.append(str(plan))
        self.pages = PageStore(store_of(self.root) if self.options.shortcuts else Store(None), self.options, "site")
        name = Path(path).name if path else "mkdocs.yml"
        read = partial(run, self.root, self.options, config=name, past=past_of, kept=self.pages)
        self.result = shared(self.root, self.options, read)
        # What was read stays to the end of the build: there is no garbage in it to search for.
        gc.freeze()
        self.shown = self.result
        if left_out := excluded(self.result.playbook, config, serving=self.command == "serve"):
            self.shown = replace(self.result, playbook=self.result.playbook.without(left_out))
        self._build(self.shown, config, {})
        return config

    def _build(self, shown: Result, config: MkDocsConfig, moved: Mapping[str, str]) -> None:
        if "keeping" in self.__dict__:
            self.keeping.discard()
        self.keeping = Keeping(self.root, wanted=self.options.shortcuts)
        self.context = self._context(shown, config, moved)
        site = self.keeping.sites.site(self.context, self.result.playbook, self.options)
        # Never kept: addresses are made of a secret.
        self.private = self._private(shown, config)
        self.site = with_private(site, self.private)
        config.extra_css += [style for style in self.site.styles if style not in config.extra_css]
        config.extra_javascript += [script for script in self.site.scripts if script not in config.extra_javascript]

    def _private(self, shown: Result, config: MkDocsConfig) -> PrivateFeeds:
        """The private feeds of other projections, where the options ask for some; of what is served nobody subscribes."""
        if self.command == "serve" or not self.options.private:
            return PrivateFeeds({}, ())
        try:
            return private_feeds(shown, self.root, self.options, config.site_name)
        except (MissingHistory, OptionError) as error:
            raise PluginError(f"gameplan: {error}") from None

    def _context(self, shown: Result, config: MkDocsConfig, moved: Mapping[str, str]) -> Context:
        make = partial(
            context_of,
            shown,
            self.root,
            self.options,
            site_name=config.site_name,
            base=config.site_url or "",
            language=site_language(self.options.language, _theme(config)),
            directories=config.use_directory_urls,
            whole=self.result.playbook,
            host=host_of(config.repo_url, config.edit_uri, self.options.strategy_dir),
            # Other themes have a button by themselves, and Material where its feature is on.
            edit_buttons=config.theme.name == "material"
            and "content.action.edit" not in (config.theme.get("features") or ()),
            twins=not locks_texts(config),
            moved=moved,
            drafts=self.command == "serve" or shows_drafts(config),
        )
        try:
            context = make()
        except MissingHistory as missing:
            if self.command != "serve":
                raise PluginError(f"gameplan: {missing}") from None
            log.warning("%s", missing)
            context = make(preview=True)
        except OptionError as error:
            raise PluginError(f"gameplan: {error}") from None
        return self.keeping.with_feeds(context)

    def _remark(self, config: MkDocsConfig) -> None:
        """Say what whoever builds the site should know besides the findings."""
        if self.command != "serve":
            # To what is served nobody subscribes.
            for text in doubts(self.context):
                log.warning("%s", text)
            for text in remarks(self.context, self.options):
                log.info("%s", text)
        if version := version_in_feeds(config):
            log.info(
                "feeds name the addresses of version %s, which stands still when the next one comes: "
                "write canonical_version: latest under mike in mkdocs.yml",
                visible(version),
            )
        if locks_texts(config):
            log.info("pages have no Markdown twins: those would tell what the plugin encryptcontent locks")
        if hidden := kept_back(self.result, self.options):
            log.info("%s", hidden)
        if self.result.no_history:
            log.info("not checked: %s", self.result.no_history)
        for text in self.private.notes:
            log.info("%s", text)
        for text in self.site.notes:
            log.info("%s", text)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Report the findings; stop before MkDocs empties the site's folder, so that the last good site stays."""
        log_findings(self.result.diagnostics)
        self._remark(config)
        if self.command == "serve":
            return
        failing = self.result.failing(self.options.fail_on)
        if config.strict:
            failing = (
                tuple(finding for finding in self.result.diagnostics if finding.severity.rank >= Severity.WARNING.rank)
                or failing
            )
        if failing:
            raise PluginError(
                f"gameplan: {len(failing)} finding{'s' if len(failing) != 1 else ''} to fix; the last site was left as it is"
            )
        if self.options.replace_site and not self.dirty:
            self.staging.begin(config)

    @event_priority(50)
    def _mount(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the playbook in the place of what MkDocs found."""
        if "mounted" in self.__dict__:
            # A plugin builds the site of another language within this one.
            self.mounted.give_back()
        self.mounted = Mounted(self.root, config)
        self.mounted.put(files, self.site, self.context)
        self._mounted(files)
        return files

    @event_priority(-99)
    def _disguise(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Just before the plugin `i18n` has its turn."""
        if "i18n" in config.plugins:
            self.mounted.disguise()
        return files

    @event_priority(-101)
    def _undisguise(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Just after it."""
        if "i18n" in config.plugins:
            common = (*self.site.styles, *self.site.scripts)
            self.mounted.undisguise(files, shift_of(files, self.mounted), common)
            self.place.files = files
        return files

    on_files = CombinedEvent(_mount, _disguise, _undisguise)

    def _mounted(self, files: Files) -> None:
        self.documents = self.mounted.documents
        self.twins = Twins(self.context, self.site, self.result.playbook)
        # From here on each document is let go when its page is made: of a large plan they would be hundreds of megabytes.
        self.site = Site(
            documents=(),
            files={},
            uris=self.site.uris,
            attachments={},
            styles=self.site.styles,
            scripts=self.site.scripts,
            links=self.site.links,
            navigation=self.site.navigation,
        )
        self.place.files, self.place.context, self.place.whole = files, self.context, self.result.playbook

    @event_priority(50)
    def _order(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Order the navigation, and let the buttons of the theme lead into the forms where there are any."""
        if self.context.edition.forms is not None and (editor := self.context.edition.host):
            edit_with(editor, files, self.documents)
        return arrange(nav, files, self.documents, self.site.navigation, self.context.edition.language, config)

    @event_priority(-150)
    def _settle(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Tell nobody of what other plugins took out, and link to what they moved where it is: all of them have had their turn."""
        found = changes(files, self.mounted, serving=self.command == "serve")
        if found.gone or found.moved:
            playbook = self.shown.playbook.without(found.gone)
            left = tuple(path for path in playbook.attachments if path not in found.gone)
            styles, scripts = self.site.styles, self.site.scripts
            config.extra_css = [style for style in config.extra_css if style not in styles]
            config.extra_javascript = [script for script in config.extra_javascript if script not in scripts]
            self._build(replace(self.shown, playbook=replace(playbook, attachments=left)), config, found.moved)
            leave_out(nav, self.mounted.renew(files, self.site, self.context))
            self._mounted(files)
            hang(files, self.documents)
            found = changes(files, self.mounted, serving=self.command == "serve")
        for uri in found.missing:
            # A redirect is a page that nobody links to.
            if not uri.endswith(".html"):
                log.warning(
                    "%s: Gameplan made this, and pages link to it, but exclude_docs or another plugin takes it out: don't exclude it",
                    visible(uri),
                )
        self.nav = nav
        if self.options.shortcuts:
            adopt(files, self.documents, config, self.keeping.texts(config, self.place, self.reserved))
        return nav

    on_nav = CombinedEvent(_order, _settle)

    @event_priority(-100)
    def on_env(self, env: Env, *, config: MkDocsConfig, files: Files) -> Env:
        """Look once more at all places, and at what pages name of the theme, as the last step before anything is written."""
        if late := changes(files, self.mounted, serving=self.command == "serve").gone:
            raise PluginError(
                f"gameplan: another plugin takes {visible(min(late))} out so late that lists and feeds name it already: "
                "write visibility: internal into it, or name it under exclude_docs in mkdocs.yml"
            )
        self.reserved.reserve(None)
        refuse_clashes(files)
        forget_missing((file.page for file in files.documentation_pages() if file.page is not None), config.theme, env)
        if self.options.shortcuts:
            share_shells(env, self.nav, config)
            self.keeping.search(config)
        self.is_written = False
        return env

    @event_priority(100)
    def _read(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs passes them
        """Remember which page is rendered next, for the links in it; mark its title as escaped, or themes do it once more."""
        self.place.file = page.file
        document = self.documents.get(page.file.src_uri)
        self.reserved.reserve(document)
        if document is not None:
            if not isinstance(page, PlaybookPage):
                # Such as a blog's post, which its plugin reads from the disk.
                said = meta_of(document, document.facts)
                page.meta.update((name, value) for name, value in said.items() if name not in ("hide", "template"))
            page.meta["title"] = escape(document.title)
        return self.place.sheltered(markdown)

    @event_priority(-150)
    def _give_back(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs passes them
        """Give the text back its references, which other plugins could take for their own."""
        return self.place.unsheltered(markdown)

    on_page_markdown = CombinedEvent(_read, _give_back)

    @event_priority(50)
    def _rendered(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs passes them
        """Put the headings of our parts into the table of contents, and before the text what the search finds it by."""
        document = self.documents.get(page.file.src_uri)
        if document is not None:
            if "rss" in config.plugins:
                for_rss(page, document)
            _outline(page, document)
            if page.present_anchor_ids is not None:
                # Python-Markdown takes no step for an empty text.
                page.present_anchor_ids.update(self.reserved.ids)
            if document.search_briefly:
                html = html.join(_UNREAD)
            if document.search_words:
                return f"<p {_INDEXED} hidden>{escape(document.search_words)}</p>\n{html}"
        return html

    @event_priority(-100)
    def _collected(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs passes them
        """Give the plugin `print-site`, which collects pages before ours are whole, all of the page."""
        document = self.documents.get(page.file.src_uri)
        if document is not None and "print-site" in config.plugins:
            page.html = self._framed(document, _unmarked(document, html))  # type: ignore[attr-defined] # its own
        return html

    on_page_content = CombinedEvent(_rendered, _collected)

    def _framed(self, document: Document, content: str) -> str:
        """A page's content with our parts around it."""
        head, tail = document.frame()
        content = embedded_in_html(content, document.view) if document.views else content
        source = self.context.playbook.by_path.get(document.source or "")
        if source is not None and source.kind == PLAIN and "<h1" in content:
            # Others read the author's text from the disk, or put more into it: what stands above it is a title at most.
            head = ""
        return "\n".join(part for part in (head, content, tail) if part)

    @event_priority(-100)
    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs passes them
        nav: Navigation,  # noqa: ARG002 - MkDocs passes them
    ) -> TemplateContext:
        """Set our parts around the author's text: late, so that the search index holds the text and not our lists."""
        if not self.is_written:
            self.mounted.let_go()
            self.keeping.let_feeds_go(self.context)
            self.is_written = True
        document = self.documents.get(page.file.src_uri)
        page.content = _unmarked(document or _OTHER, page.content or "")
        self.own = page.content
        if document is not None:
            page.content = self._framed(document, page.content)
        return context

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs passes it
        """Write the page's twin; name feeds and data in its head; leave it the author's text only, since MkDocs keeps it."""
        page.content, self.own = self.own, None
        document = self.documents.pop(page.file.src_uri, _OTHER)
        if self.twins.has(document):
            write_file(self.twins.text(document, page.markdown or "").encode("utf-8", "replace"), _twin_place(page))
        return placed_in_head(output, head_html(self.site, document, page.file.dest_uri))

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs passes it
        """Show the ways on where Material says of an address that isn't there no more than that."""
        return output.replace(_NOT_FOUND, not_found(self.context), 1) if template_name == "404.html" else output

    @event_priority(-200)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the site in its place, as the last step of all; let everything go that the build needed: `serve` goes on."""
        if "keeping" in self.__dict__:
            # Of sites within a site, such as those of other languages, each comes here.
            self.keeping.finish()
            self.pages.finish()
        self._let_go()
        if self.command != "serve":
            self.staging.finish(config)

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - MkDocs passes it
        """Leave the last site as it is; else as after a build that succeeds."""
        self._let_go()
        self.staging.give_up()

    def _let_go(self) -> None:
        gc.unfreeze()
        self.seldom.close()
        if "mounted" in self.__dict__:
            self.mounted.give_back()
        if "keeping" in self.__dict__:
            self.keeping.discard()
        for name in ("result", "shown", "mounted", "context", "site", "pages", "keeping", "nav", "twins"):
            self.__dict__.pop(name, None)
        self.documents = {}
        self.own = None
        self.place.clear()


def _twin_place(page: Page) -> str:
    """Where the twin of a page lies: beside its HTML."""
    return f"{page.file.abs_dest_path.removesuffix('.html')}.md"


def _theme(config: MkDocsConfig) -> dict[str, str]:
    """The languages that a theme may name: Material's, or those of MkDocs' own themes."""
    theme = config.theme
    return {name: str(theme[name]) for name in ("language", "locale") if theme.get(name)}


def _outline(page: Page, document: Document) -> None:
    def anchors(found: tuple[Anchor, ...]) -> list[AnchorLink]:
        return [AnchorLink(anchor.title, anchor.id, 2) for anchor in found]

    items = page.toc.items
    # Material takes a single heading of the first level for the title, and shows what is below it.
    own = items[0].children if len(items) == 1 and items[0].level == 1 else items
    own[:0] = anchors(document.before)
    own += anchors(document.after)
