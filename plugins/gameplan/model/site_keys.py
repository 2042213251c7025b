"""Keys of front matter that are read by the site generator, its theme and its plugins, and not by us."""

from __future__ import annotations

ANYWHERE = frozenset(
    (
        # The theme Material, and what it does on every page.
        "comments",
        "description",
        "icon",
        "social",
        "subtitle",
        "template",
        # Posts of blogs; and feeds, which take pages by them.
        "draft",
        "image",
        "rss",
        # Plugins that can be turned off for a page.
        "glightbox",
        "glightbox-manual",
        "ignore_macros",
        "macros",
        "minify",
        "print",
        "render_macros",
    )
)
"""What every page may say."""
ORDINARY = frozenset(
    (
        "authors",
        "categories",
        "date",
        "links",
        "nav_title",
        "order",
        "pin",
        "readtime",
        "revision_date",
        "slug",
        "status",
    )
)
"""Keys that only a page without a kind may have: elsewhere such a line is probably one of ours, misspelt."""
