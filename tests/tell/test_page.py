"""How the page is put together."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from steelyard.casebook.schema.claims import Stated
from steelyard.tell.page import environment, stated


def test_policy_allows_our_scripts_and_nothing_else(tiny_page: Path) -> None:
    """The policy names the hash of each script as the browser sees it."""
    text = tiny_page.read_text()
    policy = re.search(r'Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    allowed = set(re.findall(r"sha256-([A-Za-z0-9+/=]+)", policy.group(1)))
    scripts = re.findall(r'<script type="module">(.*?)</script>', text, re.DOTALL)
    found = {
        base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts
    }
    assert found == allowed
    assert policy.group(1).startswith("default-src 'none';")


@pytest.mark.parametrize(
    ("states", "text"),
    [
        (Stated(value=0.5, unit="mile", relation="more_than"), "more than 0.5 miles"),
        (Stated(value=2, high=3, unit="day", relation="between"), "2 to 3 days"),
        (Stated(value=1e9, unit="USD"), "$1.00 billion"),
    ],
)
def test_stated_in_words(states: Stated, text: str) -> None:
    """What a claim states is written with its relation and unit."""
    assert stated(states) == text


def test_a_name_that_nothing_defines_fails() -> None:
    """A slip in a template is an error, a key that a mapping lacks is false."""
    env = environment()
    assert env.from_string("{% if d['x'] %}a{% else %}b{% endif %}").render(d={}) == "b"
    with pytest.raises(UndefinedError):
        env.from_string("{% if nobody %}a{% endif %}").render()
    with pytest.raises(UndefinedError):
        env.from_string("{{ d.x }}").render(d={})
