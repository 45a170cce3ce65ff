"""Style and scripts of the pages, under names that change with their content."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from steelyard.tell.bundle import vega_bundle
from steelyard.tell.page import asset
from steelyard.tell.theme import css_variables

TYPES = {"css": "text/css", "js": "text/javascript"}
NAMES = ("page.css", "page.js", "workbench.js", "vega.js")


@dataclass(frozen=True)
class Asset:
    """A file as it is sent."""

    name: str
    mark: str
    """Start of its SHA-256; part of its address."""
    raw: bytes
    packed: bytes

    @property
    def path(self) -> str:
        """Its address on this server."""
        return f"/static/{self.mark}/{self.name}"

    @property
    def media(self) -> str:
        """Its media type."""
        return TYPES[self.name.rsplit(".", 1)[-1]] + "; charset=utf-8"


def _own(name: str) -> str:
    folder = resources.files("steelyard.tell.web") / "static"
    return (folder / name).read_text(encoding="utf-8")


def _text(name: str) -> str:
    if name == "page.css":
        return css_variables() + asset("dossier.css") + _own("workbench.css")
    if name == "page.js":
        return asset("dossier.js")
    return vega_bundle() if name == "vega.js" else _own(name)


@lru_cache(maxsize=len(NAMES))
def find(name: str) -> Asset:
    """Return an asset by its plain name.

    Raises
    ------
    KeyError
        If there is no such asset.
    """
    if name not in NAMES:
        raise KeyError(name)
    raw = _text(name).encode()
    mark = hashlib.sha256(raw).hexdigest()[:16]
    return Asset(name, mark, raw, gzip.compress(raw, 6, mtime=0))
