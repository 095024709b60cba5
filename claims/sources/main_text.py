"""main_text(): what a web page says, without its menus, adverts and footers."""

from __future__ import annotations


def main_text(page: bytes) -> str | None:
    """The main text of a page's bytes, a paragraph a line; None where it has none."""
    # it brings much with it, and most inputs are not pages
    from trafilatura import extract

    found = extract(page, include_comments=False, include_tables=True, deduplicate=False)
    return found.strip() or None if found else None
