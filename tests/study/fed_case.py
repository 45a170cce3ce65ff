"""A casebook in which a plan's buses are the only way on, small enough for a pencil."""

from __future__ import annotations

import shutil
from pathlib import Path

import steelyard
from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook

BLANK = Path(steelyard.__file__).parent / "casebooks" / "blank"
DAYS = 100
"""Days on which people come, from the first of the horizon."""
SEATS = 45
"""Of a bus."""
WITHIN = 10
"""Days after coming at which people are due."""

NETWORK = """
title: Workers on their way to a camp
start: "2025-02-01"
classes: [{id: worker, says: Workers}]
exits: [{id: there, says: In the camp}]
stations: [{id: gate, says: The gate, service: {kind: fixed, mean: 1 h}}]
links: [{id: shuttle, says: Buses to the camp, every: 24 h, seats: 1, travel: 1 h}]
routes:
  - {at: gate, ways: [{to: [shuttle]}]}
  - {at: shuttle, ways: [{to: [there]}]}
arrivals:
  - {id: known, of: worker, station: gate, groups: [GROUPS]}
"""

FLOWN = """
flown:
  target: on_time
  links: [{link: shuttle, destinations: [camp]}]
"""

QUANTITIES = """
  planned_for: {value: PLANNED, unit: person, basis: measured, source: [example]}
  on_time: {value: 0.95, unit: ratio, basis: measured, source: [example]}
"""


def write(
    folder: Path, planned: int, daily: int, flown: str = FLOWN, more: str = ""
) -> Path:
    """Write the casebook: people planned for in all, people who come each day."""
    case = folder / "case"
    shutil.copytree(BLANK, case)
    groups = ", ".join(f"{{at: {24 * d} h, persons: {daily}}}" for d in range(DAYS))
    (case / "network.yaml").write_text(NETWORK.replace("GROUPS", groups))
    front = case / "casebook.yaml"
    text = front.read_text()
    front.write_text(
        text.replace("files:  ", "files:\n  network: [network.yaml]\n  #", 1)
    )
    movement = case / "movement.yaml"
    text = movement.read_text()
    start = text.index("  - {id: crews")
    end = text.index("planning:")
    demand = (
        "  - {id: crews, origin: base, destination: camp, people: planned_for, "
        "modes: [road], actions: [contractors],\n"
        '     ready_start: "2025-02-01", ready_end: "2025-05-12", '
        'due_start: "2025-02-11", due_end: "2025-05-22"}\n'
    )
    movement.write_text(text[:start] + demand + text[end:] + flown)
    quantities = case / "quantities.yaml"
    added = QUANTITIES.replace("PLANNED", str(planned))
    text = quantities.read_text().rstrip("\n")
    text = text.replace("waiting_day: {value: 50,", "waiting_day: {value: 1,")
    quantities.write_text(text + added + more)
    return case


def case(folder: Path, planned: int, daily: int, **more: str) -> Casebook:
    """Return the casebook, read and checked."""
    return open_casebook(write(folder, planned, daily, **more))
