"""Seals and origins."""

from __future__ import annotations

import pytest

from steelyard.tell.web.seal import Sealer, from_here


def test_a_seal_holds_for_its_cookie_only() -> None:
    """A seal of another cookie, another server, or none does not hold."""
    sealer = Sealer()
    cookie = sealer.cookie()
    seal = sealer.seal(cookie)
    assert sealer.holds(cookie, seal)
    assert seal != sealer.seal(cookie), "each is salted"
    assert not sealer.holds(sealer.cookie(), seal)
    assert not Sealer().holds(cookie, seal)
    for wrong in (None, "", ".", seal[:-1], seal + "0", "x" + seal, cookie):
        assert not sealer.holds(cookie, wrong)
    assert not sealer.holds(None, seal)
    assert not sealer.holds("", seal)


@pytest.mark.parametrize(
    ("origin", "site", "ours"),
    [
        (None, None, True),
        ("http://localhost:8309", None, True),
        ("http://localhost:8309", "same-origin", True),
        (None, "none", True),
        ("http://localhost:8310", None, False),
        ("http://evil.example", None, False),
        ("null", None, False),
        (None, "cross-site", False),
        (None, "same-site", False),
        ("http://localhost:8309", "cross-site", False),
    ],
)
def test_only_our_pages(origin: str | None, site: str | None, ours: bool) -> None:
    """Another origin or site cannot change anything."""
    assert from_here("localhost:8309", origin, site) is ours
