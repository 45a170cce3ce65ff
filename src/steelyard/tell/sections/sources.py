"""Where statements and numbers come from."""

from __future__ import annotations

from urllib.parse import urlsplit

from markupsafe import Markup

from steelyard.tell.material import Material


def render(m: Material) -> Markup:
    """Return the section."""
    if not m.casebook.sources:
        return Markup()
    kinds = dict.fromkeys(s.kind for s in m.casebook.sources.values())
    return m.render("sources.html.j2", kinds=list(kinds), web=web)


def web(url: str) -> bool:
    """Tell whether a source's address may be a link: the web, nothing else."""
    try:
        return urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False
