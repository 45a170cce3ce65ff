"""Pages: the frame around every answer, with its navigation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, FunctionLoader
from markupsafe import Markup

import steelyard
from steelyard.tell import show
from steelyard.tell.page import environment
from steelyard.tell.plates import safe_json
from steelyard.tell.theme import config
from steelyard.tell.web import assets, seal
from steelyard.tell.web.headers import PAGE

THEME = "steelyard-theme"


@dataclass(frozen=True)
class Tab:
    """A link of a page's navigation."""

    name: str
    title: str
    href: str


def _template(name: str) -> str | None:
    path = resources.files("steelyard.tell.web") / "templates" / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Return the workbench's templates, then those of the dossier."""
    base = environment()
    own = FunctionLoader(_template)
    loader = ChoiceLoader([own, base.loader] if base.loader else [own])
    env = base.overlay(loader=loader)
    env.globals = {
        **base.globals,
        "asset": lambda name: assets.find(name).path,
        "configs": safe_json({"light": config("light"), "dark": config("dark")}),
        "empty": Markup("{}"),
        "listing": show.listing,
        "number": show.number,
        "path": path,
        "query": query,
        "version": steelyard.__version__,
    }
    return env


def path(*parts: str) -> str:
    """Return an address on this server, each part quoted."""
    return "/" + "/".join(quote(part, safe="@") for part in parts)


def query(values: Mapping[str, Any], **changes: Any) -> str:
    """Return a query string with some values changed; empty ones are left out."""
    merged = {**values, **changes}
    kept = {k: v for k, v in merged.items() if v not in (None, "", [], ())}
    return "?" + urlencode(kept, doseq=True) if kept else "?"


def page(
    request: Request,
    template: str,
    title: str,
    status: int = 200,
    **values: Any,
) -> HTMLResponse:
    """Return a page.

    Parameters
    ----------
    request
        What it answers.
    template, title
        Its template and heading.
    status
        HTTP status.
    values
        For the template: `tabs` and `here` for its navigation, `specs` for charts.
    """
    sealer: seal.Sealer = request.app.state.sealer
    cookie = request.cookies.get(seal.COOKIE) or sealer.cookie()
    theme = request.cookies.get(THEME)
    ours = {
        "title": title,
        "theme": theme if theme in {"light", "dark"} else None,
        "tabs": (),
        "here": None,
        "crumbs": (),
        "specs": None,
        "seal": sealer.seal(cookie),
        "address": request.url.path,
    }
    text = templates().get_template(template).render({**ours, **values})
    answer = HTMLResponse(text, status)
    answer.headers["Content-Security-Policy"] = PAGE
    if seal.COOKIE not in request.cookies:
        secure = request.url.scheme == "https"
        answer.set_cookie(
            seal.COOKIE, cookie, httponly=True, samesite="strict", secure=secure
        )
    return answer
