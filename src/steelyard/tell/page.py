"""Put the page together: environment, fragments, scripts and their hashes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from steelyard.audit.audit import Finding
from steelyard.casebook.quantity import BASES, Basis, Quantity
from steelyard.casebook.schema.claims import Stated
from steelyard.tell import show
from steelyard.tell.bundle import vega_bundle
from steelyard.tell.material import Material
from steelyard.tell.notes import PLACES, anchor
from steelyard.tell.plates import safe_json
from steelyard.tell.sections.assumptions import spread
from steelyard.tell.sections.section import Section
from steelyard.tell.steps import STEPS, Step
from steelyard.tell.theme import config, css_variables

_SAYS = {
    "equal": "",
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "less than ",
    "between": "",
}


@lru_cache(maxsize=8)
def asset(name: str) -> str:
    """Return a text file that ships with the package."""
    folder = resources.files("steelyard.tell") / "static"
    return (folder / name).read_text(encoding="utf-8")


def _template(name: str) -> str | None:
    path = resources.files("steelyard.tell") / "templates" / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates; every value is escaped unless it is our own markup."""
    env = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=_Missing,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        amount=show.amount,
        anchor=anchor,
        band_text=show.band_text,
        bare=show.bare,
        by_basis=by_basis,
        cited=cited,
        counted=show.counted,
        drawing=hole,
        figure_text=show.figure_text,
        number=show.number,
        percent=show.percent,
        quantity_text=quantity_text,
        sentence=show.sentence,
        stated=stated,
        words=show.words,
    )
    return env


class _Missing(StrictUndefined):
    """A name that nothing defines fails; a key that a mapping lacks is false."""

    def __bool__(self) -> bool:  # type: ignore[override]
        if isinstance(self._undefined_obj, dict):
            return False
        return super().__bool__()


def stated(states: Stated) -> str:
    """Write what a claim states: `more than 0.5 mile per person`."""
    if states.high is not None:
        return show.span(states.value, states.high, states.unit)
    return _SAYS[states.relation] + show.amount(states.value, states.unit)


def quantity_text(quantity: Quantity) -> str:
    """Write a quantity as a trace lists it: what it is, value, range, basis."""
    text = show.amount(quantity.value, quantity.unit)
    if quantity.price_year:
        text += f" (prices of {quantity.price_year})"
    found = spread(quantity)
    if found is not None:
        text += f", {found.text} ({found.kind})"
    says = f"{quantity.says}: " if quantity.says else ""
    return f"{says}{text}; {show.words(quantity.basis)}"


def by_basis(shares: Mapping[Basis, float]) -> str:
    """Write what a figure rests on, the firmest basis first."""
    known = [b for b in BASES if b in shares]
    return ", ".join(f"{show.words(b)} {show.percent(shares[b])}" for b in known)


def cited(finding: Finding) -> list[str]:
    """Return the sources that a claim's evidence names, each once."""
    named = (s for item in finding.claim.evidence for s in item.source)
    return list(dict.fromkeys(named))


def build(m: Material) -> str:
    """Return the whole page as HTML."""
    from steelyard.tell.sections import front  # they bring the charts with them
    from steelyard.tell.sections.order import SECTIONS

    first = front.render(m)
    fragments = [(s, f) for s in SECTIONS if (f := s.render(m))]
    drawings = m.plates.drawings()
    steps = _steps([s for s, _ in fragments])
    scripts = [Markup(vega_bundle()), Markup(asset("dossier.js"))]
    style = css_variables() + asset("dossier.css") + asset("print.css")
    text = m.render(
        "page.html.j2",
        policy=Markup(policy([str(s) for s in scripts])),
        style=Markup(style),
        front=first,
        contents=m.render("contents.html.j2", steps=steps),
        contents_side=m.render("contents.html.j2", steps=steps),
        fragments=fragments,
        notes=notes_of(m),
        specs=m.plates.specs_packed(),
        configs=safe_json({"light": config("light"), "dark": config("dark")}),
        scripts=scripts,
    )
    return _place(text, drawings)


def _steps(sections: list[Section]) -> list[tuple[Step, list[Section]]]:
    return [(step, [s for s in sections if s.step == step.name]) for step in STEPS]


def notes_of(m: Material) -> Markup:
    """Return the traces of all figures on a page."""
    casebook = m.casebook
    known: set[tuple[str, str]] = set()
    for kind, things in (
        ("quantity", casebook.quantities),
        ("table", casebook.tables),
        ("claim", casebook.claims),
        ("source", casebook.sources),
    ):
        known |= {(kind, id_) for id_ in things}
    notes = list(m.notes.found.values())
    return m.render(
        "notes.html.j2",
        notes=notes,
        by_number={n.number: n for n in notes},
        known=known,
        places=PLACES,
    )


def policy(scripts: list[str]) -> str:
    """Return a Content-Security-Policy that allows these scripts and no network."""
    hashes = " ".join(f"'sha256-{_digest(s)}'" for s in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _place(text: str, drawings: dict[str, Markup]) -> str:
    """Put drawings where the templates left room for them."""
    text = str(text)  # Markup would escape what it is given
    for id_, svg in drawings.items():
        text = text.replace(str(hole(id_)), str(svg), 1)
    return text


def hole(id_: str) -> Markup:
    """Return the mark that stands for a drawing until all are drawn."""
    return Markup("<!--drawing:{}-->").format(id_)
