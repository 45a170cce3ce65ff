"""The second game, which is not about a border."""

from __future__ import annotations

from steelyard.casebook.reader import open_casebook, shipped


def test_it_opens_and_has_a_whole_game() -> None:
    """Players, types, stages, readings, a baseline and a civil course."""
    casebook = open_casebook("guard-dispute")
    file = casebook.escalation
    assert file is not None
    assert file.playable
    assert list(file.players) == ["agency", "governor", "court"]
    assert {c.kind for c in casebook.courses.values()} >= {"baseline", "civil"}
    assert all(q.source for q in casebook.quantities.values())


def test_each_file_tells_its_reader_what_it_is() -> None:
    """Each YAML file opens with a comment."""
    for file in shipped()["guard-dispute"].glob("*.yaml"):
        assert file.read_text(encoding="utf-8").startswith("# "), file.name
