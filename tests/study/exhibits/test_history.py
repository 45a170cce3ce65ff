"""The exhibit `history`."""

from __future__ import annotations

import dataclasses
import json

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook
from steelyard.casebook.schema.history import HistoryFile
from steelyard.study.exhibits import EXHIBITS, Order
from steelyard.study.exhibits.history import MOST, history


def small() -> Casebook:
    """Return the first casebook with its short cases alone."""
    casebook = open_casebook("sr309")
    assert casebook.history is not None
    cases = tuple(c for c in casebook.history.cases if c.id != "ice-detention")
    file = HistoryFile.model_construct(cases=cases)
    return dataclasses.replace(casebook, history=file)


def test_it_is_registered_and_plain() -> None:
    """Plain data, the same for any futures and seed, each value with its trace."""
    casebook = small()
    found = history(Order(casebook, ("nothing",), 100, 1, {}))
    assert EXHIBITS["history"] is history
    again = history(Order(casebook, ("nothing",), 5000, 7, {}))
    assert json.dumps(found) == json.dumps(again)
    assert found is not None
    camp = next(c for c in found["cases"] if c["id"] == "east-montana")
    assert len(camp["picture"]["days"]) <= MOST
    for value in camp["values"]:
        assert value["band"][0] <= value["value"] <= value["band"][1]
        assert value["trace"]["tables"] == ["base_shelters"]


def test_a_casebook_without_history_has_none() -> None:
    """The dossier then says that it was not evaluated."""
    assert history(Order(open_casebook("blank"), ("nothing",), 1, 1, {})) is None
