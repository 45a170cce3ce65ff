"""Rulings and their reasons as plain text, one screen where it can be done."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from steelyard.casebook.schema.law import Holder
from steelyard.law.book import Law
from steelyard.law.check_cells import Disagreement
from steelyard.law.course import CourseRuling, Gate
from steelyard.law.explain import ActWhy, Explanation, in_words
from steelyard.law.flips import Flip
from steelyard.law.matrix import Matrix, Pair
from steelyard.law.near import NearMiss
from steelyard.law.ruling import NOTICE, ReadingSet, Ruling, SystemRuling
from steelyard.law.why import Why

_STATE = {"yes": "yes", "no": "no ", "depends": "if "}


def ruling_text(law: Law, ruling: Ruling, title: str, width: int = 100) -> str:
    """Return verdicts, smallest sets and duties as text."""
    lines = [*_head(law, ruling, title), *_verdict(ruling.domestic)]
    lines += [*_verdict(ruling.international), *_duties(law, ruling)]
    return _wrapped(lines, width)


def explanation_text(law: Law, explanation: Explanation, width: int = 100) -> str:
    """Return a ruling with its reasons as text.

    Every line that a reader may disagree with ends in the line of the file that
    holds it. A proposition is told in full where it first matters.
    """
    ruling = explanation.ruling
    lines = [*_head(law, ruling, explanation.title), *_verdict(ruling.domestic)]
    lines += [*_verdict(ruling.international)]
    several = len(explanation.acts) > 1
    tree = _Tree(law)
    for reasons in explanation.acts:
        lines.append((0, f"WHY: {in_words(reasons.act)}" if several else "WHY"))
        for system in (reasons.domestic, reasons.international):
            lines += tree.needs(system)
        lines += _changes(reasons)
    return _wrapped([*lines, *_duties(law, ruling)], width)


_FLIP = {"no_fact": "without", "date": "on"}

_LONG = 24
"""A holder's own words are shown up to this length, then the voice's name."""

_Line = tuple[int, str]
"""Indentation and text."""


def _wrapped(lines: Iterable[_Line], width: int) -> str:
    out = []
    for indent, text in lines:
        pad = " " * indent
        hang = pad + "    "
        out.extend(
            textwrap.wrap(
                text,
                width,
                initial_indent=pad,
                subsequent_indent=hang,
                break_long_words=False,
                break_on_hyphens=False,
            )
            or [""]
        )
    return "\n".join(out) + "\n"


def _head(law: Law, ruling: Ruling, title: str) -> Iterator[_Line]:
    yield 0, title
    taken = ", ".join("=".join(pair) for pair in ruling.taken.items())
    given = f" Readings taken as given: {taken}." if taken else ""
    yield 0, f"Law as of {ruling.as_of} ({law.name}). {NOTICE}{given}"


def _verdict(ruling: SystemRuling) -> Iterator[_Line]:
    on = f" on {', '.join(ruling.depends_on)}" if ruling.depends_on else ""
    yield 0, f"{ruling.system.upper()}: {ruling.verdict}{on}"
    if ruling.verdict == "unlawful":
        reasons = dict.fromkeys(t for s in ruling.barred_if for t in s.because)
        yield 2, "; ".join(reasons) + ", whatever is read"
    if ruling.verdict == "lawful" and ruling.under:
        yield 2, "under " + ", ".join(ground.name for ground in ruling.under)
    if ruling.verdict == "depends":
        yield from _sets("lawful if", ruling.lawful_if)
        yield from _sets("unlawful if", ruling.barred_if)
    for act in ruling.gaps:
        yield 2, f"no authority in this casebook for: {in_words(act)}"


def _sets(label: str, sets: Sequence[ReadingSet]) -> Iterator[_Line]:
    for held in sets:
        readings = " + ".join("=".join(pair) for pair in held.readings)
        because = f" ({'; '.join(held.because)})" if held.because else ""
        yield 2, f"{label} {readings}{because} - {held.remark}"


class _Tree:
    """Writes why-trees; tells each proposition in full once."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.props = {prop.id: prop for prop in law.file.propositions}
        self.told: set[str] = set()

    def needs(self, system: Why) -> Iterator[_Line]:
        for need in system.children:
            if need.children or need.kind != "need":
                yield from self.node(need, 0)

    def node(self, node: Why, indent: int) -> Iterator[_Line]:
        if node.kind == "reading":
            yield from self.reading(node, indent)
            return
        yield indent, _node(node)
        for child in node.children:
            if not _spared(node, child):
                yield from self.node(child, indent + 2)

    def reading(self, node: Why, indent: int) -> Iterator[_Line]:
        prop_id, wanted = node.id.split("=")
        tag = _STATE[node.state]
        if prop_id in self.told:
            yield indent, f"{tag} {node.id} [{node.line}]"
            return
        self.told.add(prop_id)
        prop = self.props[prop_id]
        asks = self.law.line(prop_id)
        yield indent, f"{tag} {node.id}. {prop.question} [{asks}]"
        for reading in prop.readings:
            held = "; ".join(_voice(self.law, holder) for holder in reading.holders)
            line = self.law.line(f"{prop_id}={reading.id}")
            mark = "=" if reading.id == wanted else "|"
            yield indent + 2, f"{mark} {reading.id}: {held} [{line}]"


def _changes(reasons: ActWhy) -> Iterator[_Line]:
    if reasons.near:
        yield 0, "WHAT IT LACKS FOR OTHER AUTHORITIES, and what would then be ruled"
        yield from (_near(miss) for miss in reasons.near)
    if reasons.flips:
        yield 0, "WHAT ALONE WOULD CHANGE THE VERDICT"
        yield from _flips(reasons.flips)


def _spared(node: Why, child: Why) -> bool:
    """Leave out of the text what nobody contests and its parent already says."""
    plain = child.kind == "definition" and child.state == "yes"
    return plain and (node.kind == "lifts" or node.state == "yes")


def _node(node: Why) -> str:
    if node.kind == "note":
        return f"!   {node.says}"
    lifts = "lifted by: " if node.kind == "lifts" else ""
    where = "; ".join(filter(None, (node.id, node.short_cite, node.line)))
    return f"{_STATE[node.state]} {lifts}{node.says}" + (f" [{where}]" if where else "")


def _near(miss: NearMiss) -> _Line:
    lacks = ", ".join(str(lack) for lack in miss.lacks)
    home = miss.ruling.domestic
    then: str = home.verdict
    if then == "depends":
        alone = [s for s in home.lawful_if if len(s.readings) == 1]
        first = (alone or list(home.lawful_if))[0]
        readings = " + ".join("=".join(pair) for pair in first.readings)
        then = f"lawful if {readings}{' alone' if alone else ''}"
    return 2, f"{miss.authority}: {lacks} -> {then} [{miss.rule}; {miss.line}]"


def _flips(changes: Sequence[Flip]) -> Iterator[_Line]:
    groups: dict[tuple[str, str], dict[str, list[str]]] = {}
    for flip in changes:
        kinds = groups.setdefault((flip.domestic, flip.international), {})
        kinds.setdefault(flip.kind, []).append(flip.to)
    for (home, abroad), kinds in sorted(groups.items()):
        listed = "; ".join(
            f"{_FLIP.get(kind, kind)} {_few(words)}" for kind, words in kinds.items()
        )
        yield 2, f"{home} at home, {abroad} abroad: {listed}"


def _few(words: Sequence[str], most: int = 5) -> str:
    """Return the first words, and how many more there are (all stand in the data)."""
    more = f" +{len(words) - most}" if len(words) > most else ""
    return ", ".join(words[:most]) + more


def _voice(law: Law, holder: Holder) -> str:
    name = law.file.parties.get(holder.party or "", holder.who)
    shown = holder.who if len(holder.who) <= _LONG else name
    return f"{shown} ({holder.weight})"


def _duties(law: Law, ruling: Ruling) -> Iterator[_Line]:
    if not ruling.duties:
        return
    rules = {rule.id: rule for rule in law.file.rules}
    yield 0, "DUTIES (a checklist; they never change the verdict)"
    for duty in ruling.duties:
        for id_ in duty.rules:
            cites = law.short_cite(rules[id_].cites, rules[id_].pin)
            yield 2, f"{duty.name}: {rules[id_].says} [{id_}; {cites}; {law.line(id_)}]"


def course_text(
    law: Law,
    ruling: CourseRuling,
    gates: Mapping[str, Gate],
    titles: Mapping[str, str],
    title: str,
    width: int = 100,
) -> str:
    """Return a course's ruling as text: action by action, then as a whole."""
    lines: list[_Line] = []
    whole = ruling.whole
    if whole is None:
        lines.append((0, f"{title}: nothing to judge"))
    else:
        lines += [*_head(law, whole, title), *_verdict(whole.domestic)]
        lines += [
            *_verdict(whole.international),
            (0, "ACTION BY ACTION (home; abroad)"),
        ]
    for action, gate in gates.items():
        status = f"{gate.domestic}; {gate.international}"
        lines.append((2, f"{action} {titles[action]}: {status}"))
        lines += _if_read("if read", gate.if_read)
        lines += _if_read("abroad if read", gate.if_read_abroad)
    if whole is not None:
        lines += _duties(law, whole)
    return _wrapped(lines, width)


def _if_read(label: str, sets: Sequence[ReadingSet]) -> Iterator[_Line]:
    for held in sets:
        yield 6, f"{label} {' + '.join('='.join(pair) for pair in held.readings)}"


def matrix_text(
    law: Law, table: Matrix, wrong: Sequence[Disagreement], width: int = 100
) -> str:
    """Return the matrix of options by readings, and cells that disagree."""
    lines: list[_Line] = [
        (0, f"Options by whose reading is taken. Law as of {table.as_of}. {NOTICE}"),
        (0, "home/abroad: L lawful, U unlawful, D depends on what stays open"),
    ]
    numbered = dict(enumerate(table.columns.items(), start=1))
    lines += [(2, f"{n} {id_}: {label}") for n, (id_, label) in numbered.items()]
    body = [f"{'':8}" + "".join(f"{n:>5}" for n in numbered)]
    for action, row in table.rows.items():
        marks = "".join(f"{_mark(row[column]):>5}" for column in table.columns)
        body.append(f"{action:8}{marks}  {law.options[action].name}"[:width])
    count = len(law.file.cells)
    tail: list[_Line] = [
        (0, f"{count} checked cells, {len(wrong)} disagree with the rules")
    ]
    tail += [(2, f"{item.id}: {item} [{law.line(item.id)}]") for item in wrong]
    return _wrapped(lines, width) + "\n".join(body) + "\n" + _wrapped(tail, width)


def _mark(pair: Pair) -> str:
    return f"{pair.domestic[0].upper()}/{pair.international[0].upper()}"
