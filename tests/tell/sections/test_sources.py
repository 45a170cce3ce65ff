"""Sources on the page."""

from __future__ import annotations

import pytest

from steelyard.tell.sections.sources import web


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://www.gao.gov/products/gao-21-356", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_the_web_is_linked(url: str, link: bool) -> None:
    """An address is a link only where it leads to the web."""
    assert web(url) is link
