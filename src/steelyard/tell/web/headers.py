"""Headers of every answer."""

from __future__ import annotations

import re

PLAIN = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""Policy of files without scripts or forms."""

PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""Policy of the workbench's pages: scripts are files of this server, none inline.

Charts set styles on the elements that they draw, hence `unsafe-inline` for style.
"""

COMMON = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}

_META = re.compile(
    r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', re.ASCII
)
_SAFE = re.compile(
    r"default-src 'none'; script-src( 'sha256-[A-Za-z0-9+/=]{44}')+; "
    r"style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
)


def dossier_policy(page: str) -> str:
    """Return the policy of a dossier: its own scripts by hash, or none at all."""
    found = _META.search(page[:4096])
    own = found.group(1) if found else ""
    if not _SAFE.fullmatch(own):
        return PLAIN
    return f"{own}; frame-ancestors 'none'"
