"""A finished run, step by step: the dossier's own sections on pages of their own.

Whatever is added to the dossier stands here too, under its step. Links that lead to
another place of the dossier lead to the page where that place is here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from steelyard.study.store import Run
from steelyard.tell.dossier import read_material
from steelyard.tell.material import Material
from steelyard.tell.notes import PLACES
from steelyard.tell.page import notes_of
from steelyard.tell.plates import Plates
from steelyard.tell.sections.section import Section
from steelyard.tell.web.library import Opened, run_key
from steelyard.tell.web.look import path
from steelyard.weigh.results import Results

FORCES = frozenset({"amounts", "readiness", "forces"})
"""Sections on what forces give up; they have a page of their own."""

STEPS: dict[str, str] = {
    "read": "Read",
    "audit": "Claims",
    "judge": "Law",
    "plan": "Plan",
    "stress": "Stress",
    "money": "Money",
    "readiness": "Readiness",
    "weigh": "Weigh",
}
"""Pages of a run, by the name in their address."""

QUESTIONS: dict[str, str] = {
    "read": "What does the proposal say, and what is it held against?",
    "audit": "Which of its statements does the public record bear out?",
    "judge": "Which of its actions are lawful, under whose reading?",
    "plan": "What would it take: people, sites, aircraft, days?",
    "stress": "What happens when things do not go as planned?",
    "money": "What does it cost, and who pays?",
    "readiness": "What could the forces no longer do elsewhere?",
    "weigh": "How does it compare with the alternatives?",
}


@dataclass(frozen=True)
class Piece:
    """A section as it stands on a page."""

    id: str
    title: str
    html: Markup


@dataclass(frozen=True)
class Step:
    """A page of a run.

    Attributes
    ----------
    pieces
        Its sections.
    notes
        The traces of its figures.
    specs
        Its charts, as JSON.
    """

    pieces: tuple[Piece, ...]
    notes: Markup
    specs: Markup | None


def build(run: Run, opened: Opened, name: str, results: Results | None = None) -> Step:
    """Make a page of a run."""
    from steelyard.tell.sections import front  # they bring the charts with them

    m = read_material(run, opened.casebook, opened.audit, Plates(live=True), results)
    if name == "card":
        made = [("card", "The card", front.render(m))]
    else:
        chosen = sections_of(name)
        made = [(s.id, s.title, f) for s in chosen if (f := s.render(m))]
    notes = notes_of(m)
    whole = "".join(str(html) for _, _, html in made) + str(notes)
    here = set(re.findall(r'\bid="([^"]+)"', whole)) | {id_ for id_, _, _ in made}
    pieces = tuple(Piece(i, t, reroute(m, html, here)) for i, t, html in made)
    return Step(
        pieces,
        reroute(m, notes, here),
        m.plates.specs_json() if m.plates.found else None,
    )


def sections_of(name: str) -> list[Section]:
    """Return the dossier's sections on a page."""
    from steelyard.tell.sections.order import SECTIONS

    return [s for s in SECTIONS if home(s) == name]


def home(section: Section) -> str:
    """Return the page that a section stands on."""
    if section.id in FORCES:
        return "readiness"
    return "money" if section.step == "account" else section.step


_LINK = re.compile(r'(?<=<a )([^>]*?)href="#([^"]+)"')
"""Links of text; the icons of a page are looked up by `href`, too."""


def reroute(m: Material, html: Markup, here: set[str]) -> Markup:
    """Lead links within the dossier to the workbench's own pages."""

    def turned(found: re.Match[str]) -> str:
        before, target = found.groups()
        if target in here:
            return found.group(0)
        return f'{before}href="{address(m, target)}"'

    return Markup(_LINK.sub(turned, str(html)))


def address(m: Material, target: str) -> str:
    """Return the page where a place of the dossier is found in the workbench."""
    from steelyard.tell.sections.order import SECTIONS

    book = run_key(m.run.id)
    kind, _, id_ = target.partition("-")
    kinds = {short: long for long, short in PLACES.items()}
    if kinds.get(kind) == "claim":
        return path("casebooks", book, "claims", id_)
    if kinds.get(kind) == "table":
        return path("casebooks", book, "tables", id_)
    if kinds.get(kind) == "source":
        return path("casebooks", book, "sources") + f"#{target}"
    if kinds.get(kind) == "quantity":
        return path("casebooks", book, "quantities") + f"#{target}"
    for section in SECTIONS:
        if target in {section.id, f"{section.id}-h"}:
            return path("runs", m.run.id, home(section)) + f"#{target}"
    if kind == "course":
        return path("runs", m.run.id, "weigh") + f"#{target}"
    return path("runs", m.run.id) + f"#{target}"
