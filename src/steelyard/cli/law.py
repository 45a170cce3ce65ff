"""`steelyard law`: what is lawful, on whose reading, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from steelyard.cli.common import (
    Case,
    Json,
    bad_input,
    open_case,
    parse_readings,
    print_json,
)

if TYPE_CHECKING:
    from steelyard.casebook.model import Casebook
    from steelyard.casebook.schema.actions import Act
    from steelyard.law import Law


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("law")(law_command)


@dataclass(frozen=True)
class _Asked:
    """The date and the readings that a question is put under."""

    as_of: str | None
    profile: str | None
    readings: dict[str, str]


def law_command(
    case: Case,
    *,
    option: Annotated[
        str | None, typer.Option("--option", help="An option of law.yaml, by id.")
    ] = None,
    act: Annotated[
        str | None,
        typer.Option("--act", help="An act: actor,activity,place[,fact+fact]."),
    ] = None,
    course: Annotated[
        str | None, typer.Option("--course", help="A course: action by action.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Law as of this date, YYYY-MM-DD.")
    ] = None,
    profile: Annotated[
        str | None, typer.Option("--profile", help="Take one voice's readings.")
    ] = None,
    reading: Annotated[
        list[str] | None,
        typer.Option("--reading", help="Take PROP=READING as given; repeatable."),
    ] = None,
    why: Annotated[
        bool, typer.Option("--why", help="Reasons, near misses, what would change it.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Judge an option, an act or a course; alone, all options. Not legal advice."""
    with bad_input():
        law, casebook = _law(case, needs_casebook=course is not None)
        asked = _Asked(_day(as_of), profile, parse_readings(reading or []))
        if sum(given is not None for given in (option, act, course)) > 1:
            raise ValueError("give one of --option, --act and --course")
        if course is not None and casebook is not None:
            _course(law, casebook, course, asked, as_json)
        elif option is not None or act is not None:
            what = option if option is not None else _act(act or "")
            _one(law, what, asked, why, as_json)
        else:
            _all(law, asked, as_json)


def _law(case: str, *, needs_casebook: bool) -> tuple[Law, Casebook | None]:
    """Read the law alone where that is enough: it is quicker."""
    from steelyard.casebook.parts import Parts
    from steelyard.casebook.problems import CasebookError, Mark, Problem
    from steelyard.casebook.reader import FRONT, find_casebook
    from steelyard.law import load_law

    casebook = open_case(case) if needs_casebook else None
    parts = Parts(casebook.root if casebook else find_casebook(case))
    name = _file_name(parts.root)
    if name is None:
        mend = "a casebook without law.yaml is not judged"
        raise CasebookError([Problem(Mark(FRONT), "names no file of law", mend)])
    path = parts.path(name, Mark(FRONT))
    if path is None:
        raise CasebookError(parts.problems)
    return load_law(path, name), casebook


def _file_name(root: Path) -> str | None:
    """Return the name that the casebook gives to its law file, if any."""
    from steelyard.casebook.reader import FRONT
    from steelyard.casebook.yamlfile import load_yaml

    data = load_yaml(root / FRONT, FRONT).data
    files = data.get("files") if isinstance(data, dict) else None
    named = files.get("law") if isinstance(files, dict) else None
    first = named[0] if isinstance(named, list) and named else named
    return first if isinstance(first, str) else None


def _day(text: str | None) -> str | None:
    import datetime

    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"'{text}' is no date; write --as-of YYYY-MM-DD") from None


def _act(text: str) -> Act:
    from steelyard.casebook.schema.actions import Act

    words = [word.strip() for word in text.split(",")]
    if len(words) not in {3, 4} or not all(words[:3]):
        raise ValueError(f"'{text}' is no act; write actor,activity,place[,fact+fact]")
    facts = words[3].split("+") if len(words) == 4 and words[3] else []
    named = tuple(dict.fromkeys(fact.strip() for fact in facts))
    return Act.model_construct(
        actor=words[0], activity=words[1], place=words[2], facts=named
    )


def _one(law: Law, what: Act | str, asked: _Asked, why: bool, as_json: bool) -> None:
    from steelyard.law.explain import explain
    from steelyard.law.text import explanation_text, ruling_text

    found = explain(
        law,
        what,
        asked.as_of,
        profile=asked.profile,
        readings=asked.readings,
        full=why,
    )
    if as_json:
        print_json(found.as_json())
    elif why:
        _print(explanation_text(law, found, _width()))
    else:
        _print(ruling_text(law, found.ruling, found.title, _width()))


def _course(
    law: Law, casebook: Casebook, id_: str, asked: _Asked, as_json: bool
) -> None:
    from steelyard.casebook.problems import CasebookError, Mark, Problem, nearest
    from steelyard.law import admissible, judge_course
    from steelyard.law.text import course_text

    if id_ not in casebook.courses:
        mend = nearest(id_, casebook.courses)
        raise CasebookError([Problem(Mark("course"), f"unknown course '{id_}'", mend)])
    parts = dict.fromkeys(part.action for part in casebook.courses[id_].parts)
    actions = {action: casebook.actions[action].acts for action in parts}
    given: dict[str, Any] = {"profile": asked.profile, "readings": asked.readings}
    ruling = judge_course(law, actions, asked.as_of, **given)
    gates = admissible(law, actions, asked.as_of, **given)
    if as_json:
        gated = {action: gate.as_json() for action, gate in gates.items()}
        print_json({**ruling.as_json(), "course": id_, "gates": gated})
    else:
        titles = {action: casebook.actions[action].title for action in parts}
        title = f"{id_}: {casebook.courses[id_].title}"
        _print(course_text(law, ruling, gates, titles, title, _width()))


def _all(law: Law, asked: _Asked, as_json: bool) -> None:
    from steelyard.law import matrix, turning_points
    from steelyard.law.check_cells import disagreements
    from steelyard.law.text import matrix_text

    table = matrix(law, as_of=asked.as_of)
    wrong = disagreements(law)
    if as_json:
        points = turning_points(
            law, as_of=asked.as_of, profile=asked.profile, readings=asked.readings
        )
        data = table.as_json()
        data["turning_points"] = [point.as_json() for point in points]
        data["cells"] = {
            "checked": len(law.file.cells),
            "disagree": [{"id": d.id, "says": str(d)} for d in wrong],
        }
        print_json(data)
    else:
        _print(matrix_text(law, table, wrong, _width()))
    if wrong:
        raise typer.Exit(1)


def _width() -> int:
    from steelyard.cli.common import console

    return max(60, min(120, console().width))


def _print(text: str) -> None:
    typer.echo(text, nl=False)
