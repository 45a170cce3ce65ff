"""Who may read."""

from __future__ import annotations

import pytest

from steelyard.tell.web.access import Access, loopback

TOKEN = "a-token-of-some-length"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.8.8.8", "::1", "localhost", "[::1]"]
)
def test_this_machine_needs_no_token(host: str) -> None:
    """Loopback addresses are this machine."""
    assert loopback(host)
    assert Access(host).carried(None)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org", ""])
def test_other_hosts_need_a_token(host: str) -> None:
    """An address that others can reach is refused without a token."""
    with pytest.raises(ValueError, match="give a --token"):
        Access(host)
    assert Access(host, TOKEN).shown(TOKEN)


def test_short_tokens_are_refused() -> None:
    """A token that can be guessed is none."""
    with pytest.raises(ValueError, match="at least 16"):
        Access("0.0.0.0", "short")


def test_only_the_right_token_and_cookie_pass() -> None:
    """The cookie is not the token, and neither passes for the other."""
    access = Access("0.0.0.0", TOKEN)
    assert access.shown(TOKEN)
    assert access.carried(access.cookie())
    for wrong in (None, "", TOKEN[:-1], TOKEN + "x", "ключ", access.cookie()):
        assert not access.shown(wrong)
    for wrong in (None, "", TOKEN):
        assert not access.carried(wrong)


def test_names_of_elsewhere_are_refused_without_a_token() -> None:
    """A page under another name that points here cannot read it."""
    local = Access()
    assert local.called("localhost:8309")
    assert local.called("[::1]:8309")
    assert local.called("127.0.0.1")
    assert not local.called("evil.example:8309")
    assert not local.called("")
    assert not local.called("127.0.0.1.evil.example")
    assert Access("0.0.0.0", TOKEN).called("desk.example")
