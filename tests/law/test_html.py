"""Why-trees as HTML: escaped, nested, without script."""

from __future__ import annotations

from html.parser import HTMLParser

from steelyard.law import Law
from steelyard.law.explain import explain
from steelyard.law.html import explanation_html, why_html
from steelyard.law.why import Why


class Balanced(HTMLParser):
    """Checks that tags close in order and lists what was used."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.used: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.used.add(tag)
        assert {name for name, _ in attrs} <= {"class"}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_it_is_well_formed_and_inert(shipped: Law) -> None:
    """Tags balance; there is no script, style, link or image."""
    parser = Balanced()
    parser.feed(explanation_html(explain(shipped, "OP-22", full=False)))
    assert parser.open == []
    assert not parser.used & {"script", "style", "link", "img", "a", "iframe"}


def test_it_says_what_the_text_says(shipped: Law) -> None:
    """Verdict, notice, sentence, citation and line are all there."""
    html = explanation_html(explain(shipped, "OP-08", full=False))
    assert "Not legal advice" in html
    assert "<strong>depends</strong>" in html
    assert "18 USC 1385" in html
    assert shipped.line("B-01") in html
    assert "nobody is on record for this combination" in html


def test_text_is_escaped() -> None:
    """Words of a casebook cannot become markup."""
    node = Why("bar", "no", "<script>x</script>", "R&1", ('a "b"',))
    html = why_html(node)
    assert "<script>" not in html
    assert "R&amp;1" in html
