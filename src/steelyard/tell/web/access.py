"""Who may read: loopback by default, a token for everybody else."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass

COOKIE = "steelyard"
LEAST = 16
"""Characters that a token must have."""


@dataclass(frozen=True)
class Access:
    """The rule of access of a server.

    Attributes
    ----------
    host
        Address that the server binds to.
    token
        Secret that readers must show; None lets everybody on this machine in.

    Raises
    ------
    ValueError
        If the host can be reached from elsewhere and there is no token, or the
        token is short.
    """

    host: str = "127.0.0.1"
    token: str | None = None

    def __post_init__(self) -> None:
        if self.token is not None and len(self.token) < LEAST:
            raise ValueError(f"the token must have at least {LEAST} characters")
        if self.token is None and not loopback(self.host):
            raise ValueError(
                f"{self.host} can be reached from other machines: give a --token, or "
                "leave --host out"
            )

    def shown(self, token: str | None) -> bool:
        """Tell whether a token is the right one, in constant time."""
        if self.token is None:
            return True
        return _same(token or "", self.token)

    def cookie(self) -> str:
        """Return the value of the cookie that stands for the token."""
        key = (self.token or "").encode()
        return hmac.new(key, b"steelyard cookie", hashlib.sha256).hexdigest()

    def carried(self, cookie: str | None) -> bool:
        """Tell whether a cookie stands for the token, in constant time."""
        if self.token is None:
            return True
        return _same(cookie or "", self.cookie())

    def called(self, host_header: str) -> bool:
        """Tell whether a request names this server.

        A server without a token answers only to names of this machine, so that
        no page elsewhere can read it under a name of its own (DNS rebinding).
        """
        return self.token is not None or loopback(_name(host_header))


def loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _name(host_header: str) -> str:
    if host_header.startswith("["):
        return host_header.partition("]")[0] + "]"
    return host_header.partition(":")[0]


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
