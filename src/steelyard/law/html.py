"""Why-trees as a self-contained piece of HTML: nested lists, no script, no style."""

from __future__ import annotations

from html import escape

from steelyard.law.explain import Explanation, in_words
from steelyard.law.ruling import NOTICE, SystemRuling
from steelyard.law.why import Why

_STATE = {"yes": "holds", "no": "does not hold", "depends": "depends"}


def explanation_html(explanation: Explanation) -> str:
    """Return a ruling with its reasons as an HTML section.

    States are written out, not only coloured, so that it reads without a style
    sheet; classes `why-yes`, `why-no` and `why-depends` are there for one.
    """
    ruling = explanation.ruling
    parts = [
        '<section class="law">',
        f"<h3>{escape(explanation.title)}</h3>",
        f"<p>Law as of <time>{escape(ruling.as_of)}</time>. {escape(NOTICE)}</p>",
        _verdict(ruling.domestic),
        _verdict(ruling.international),
    ]
    for reasons in explanation.acts:
        if len(explanation.acts) > 1:
            parts.append(f"<h4>{escape(in_words(reasons.act))}</h4>")
        trees = "".join(why_html(t) for t in (reasons.domestic, reasons.international))
        parts.append(f'<ul class="why">{trees}</ul>')
    return "\n".join([*parts, "</section>"])


def why_html(node: Why) -> str:
    """Return one why-tree as a list item with nested lists."""
    cites = "; ".join(escape(cite) for cite in node.cites)
    where = " ".join(escape(part) for part in (node.id, node.line) if part)
    text = f'<span class="why-state">{_STATE[node.state]}</span>: {escape(node.says)}'
    if cites:
        text += f" <cite>{cites}</cite>"
    if where:
        text += f" <small>{where}</small>"
    below = "".join(why_html(child) for child in node.children)
    nested = f"<ul>{below}</ul>" if below else ""
    return f'<li class="why-{node.state}">{text}{nested}</li>'


def _verdict(ruling: SystemRuling) -> str:
    items = []
    for label, sets in (("lawful", ruling.lawful_if), ("unlawful", ruling.barred_if)):
        for held in sets:
            readings = " and ".join("=".join(pair) for pair in held.readings)
            if readings:
                remark = "; ".join((*held.because, held.remark))
                items.append(
                    f"<li>{label} if {escape(readings)} ({escape(remark)})</li>"
                )
    listed = f"<ul>{''.join(items)}</ul>" if items else ""
    title = escape(ruling.system.capitalize())
    return f"<p>{title}: <strong>{ruling.verdict}</strong></p>{listed}"
