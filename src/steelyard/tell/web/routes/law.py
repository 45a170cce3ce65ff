"""The law: a matrix by readings, and the reasons for one answer."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from steelyard.casebook.model import Casebook
from steelyard.casebook.schema.actions import Act
from steelyard.law import NOTICE, Law, matrix, timeline
from steelyard.law.explain import explain, in_words
from steelyard.law.matrix import OPEN, Pair, bare
from steelyard.tell.sections.law import ICONS
from steelyard.tell.web.desk import book_tabs, desk_of
from steelyard.tell.web.library import Book
from steelyard.tell.web.look import page
from steelyard.tell.web.stance import stance_of
from steelyard.tell.web.trouble import gone

router = APIRouter(prefix="/casebooks/{key}/law")

SCOPES = {"courses": "actions of the courses", "options": "options of the law file"}


@router.get("")
def shown(request: Request, key: str, of: str = "courses") -> Response:
    """Show what is lawful on which reading, as of a date."""
    book, opened = desk_of(request).book(key)
    law, casebook = opened.law, opened.casebook
    if law is None:
        return _none(request, key, book)
    stance = stance_of(law, request.query_params)
    taken = stance.taken(law)
    of = of if of in SCOPES else "courses"
    acts, titles = _acts(casebook, law, of)
    table = matrix(law, acts, stance.as_of)
    chosen: dict[str, Pair] = {}
    if taken:
        chosen = {a: bare(law, x, stance.as_of, taken) for a, x in acts.items()}
    return page(
        request,
        "law_matrix.html.j2",
        "What is lawful, and on whose reading",
        tabs=book_tabs(key),
        here="law",
        book=book,
        law=law,
        notice=NOTICE,
        stance=stance,
        taken=taken,
        state={**stance.state(), "of": of if of != "courses" else ""},
        of=of,
        scopes=SCOPES,
        table=table,
        chosen=chosen,
        stated={k: v for k, v in table.columns.items() if k != OPEN},
        open=OPEN,
        titles=titles,
        icons=ICONS,
        dates=casebook.front.as_of,
    )


@router.get("/why")
def why(
    request: Request,
    key: str,
    action: str = "",
    option: str = "",
    actor: str = "",
    activity: str = "",
    place: str = "",
) -> Response:
    """Show the reasons for the answer on an action, an option, or any act."""
    book, opened = desk_of(request).book(key)
    law, casebook = opened.law, opened.casebook
    if law is None:
        return _none(request, key, book)
    stance = stance_of(law, request.query_params)
    facts = tuple(request.query_params.getlist("fact"))
    act: dict[str, object] = {
        "actor": actor,
        "activity": activity,
        "place": place,
        "fact": list(facts),
    }
    what: dict[str, object] = {"action": action} if action else {"option": option}
    if not action and not option:
        what = {k: v for k, v in act.items() if v}
    acts, title = _asked(casebook, law, action, option, act, facts)
    found = None
    if acts:
        found = explain(
            law, acts, stance.as_of, readings=stance.taken(law), title=title
        )
    periods = timeline(law, {"it": acts}, readings=stance.taken(law)) if acts else {}
    return page(
        request,
        "law_why.html.j2",
        title or "Ask about any act",
        tabs=book_tabs(key),
        here="law",
        book=book,
        law=law,
        notice=NOTICE,
        stance=stance,
        state={**stance.state(), **what},
        asked=act,
        found=found,
        periods=periods.get("it", []),
        in_words=in_words,
        icons=ICONS,
        dates=casebook.front.as_of,
    )


def _asked(
    casebook: Casebook,
    law: Law,
    action: str,
    option: str,
    act: dict[str, object],
    facts: tuple[str, ...],
) -> tuple[Sequence[Act], str]:
    """Return the acts that are asked about, with a title."""
    if action:
        if action not in casebook.actions:
            raise gone(f"This casebook has no action {action}.")
        record = casebook.actions[action]
        return record.acts, record.title
    if option:
        if option not in law.options:
            raise gone(f"The law of this casebook has no option {option}.")
        return law.options[option].acts, law.options[option].name
    if act["actor"] and act["activity"] and act["place"]:
        words = {k: str(act[k]) for k in ("actor", "activity", "place")}
        made = Act(**words, facts=facts)
        law.check_act(made)
        return (made,), in_words(made)
    return (), ""


def _acts(
    casebook: Casebook, law: Law, of: str
) -> tuple[dict[str, tuple[Act, ...]], dict[str, str]]:
    """Return acts and titles by the id of an action or option."""
    if of == "options":
        options = law.options.values()
        return {o.id: o.acts for o in options}, {o.id: o.name for o in options}
    used = dict.fromkeys(p.action for c in casebook.courses.values() for p in c.parts)
    actions = [casebook.actions[a] for a in used] or list(casebook.actions.values())
    judged = [a for a in actions if a.acts]
    return {a.id: a.acts for a in judged}, {a.id: a.title for a in judged}


def _none(request: Request, key: str, book: Book) -> Response:
    return page(
        request,
        "nothing.html.j2",
        "Law",
        tabs=book_tabs(key),
        here="law",
        book=book,
        text="Not evaluated: this casebook has no law file.",
    )
