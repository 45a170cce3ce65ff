"""Seals: what shows that a change was asked for on a page of this server.

A page that can change something carries a seal made from a cookie that scripts
cannot read and other sites cannot send. A form that comes without the right seal,
or from another origin, is refused (cross-site request forgery).

References
----------
OWASP, Cross-Site Request Forgery Prevention Cheat Sheet: signed double-submit
cookie, Fetch Metadata.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlsplit

COOKIE = "steelyard-seal"
FIELD = "seal"


@dataclass(frozen=True)
class Sealer:
    """Makes and checks seals, with a key that lives as long as the server."""

    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def cookie(self) -> str:
        """Return a new value for the cookie."""
        return secrets.token_urlsafe(18)

    def seal(self, cookie: str) -> str:
        """Return a seal for a cookie, another each time."""
        salt = secrets.token_hex(8)
        return f"{salt}.{self._sign(cookie, salt)}"

    def holds(self, cookie: str | None, seal: str | None) -> bool:
        """Tell whether a seal was made for a cookie, in constant time."""
        salt, _, signature = (seal or "").partition(".")
        if not (cookie and salt and signature):
            return False
        wanted = self._sign(cookie, salt)
        return hmac.compare_digest(signature.encode(), wanted.encode())

    def _sign(self, cookie: str, salt: str) -> str:
        return hmac.new(
            self.key, f"{salt}:{cookie}".encode(), hashlib.sha256
        ).hexdigest()


def from_here(host: str, origin: str | None, site: str | None) -> bool:
    """Tell whether a request that changes something comes from this server's pages.

    Parameters
    ----------
    host
        The request's `Host` header.
    origin, site
        Its `Origin` and `Sec-Fetch-Site` headers, where the browser sends them.
    """
    if site is not None and site not in {"same-origin", "none"}:
        return False
    if origin is None:
        return True
    return urlsplit(origin).netloc.lower() == host.lower()
