"""The record of the run."""

from __future__ import annotations

import dataclasses

from steelyard.tell.material import Material
from steelyard.tell.sections.record import command, render


def test_the_command_repeats_the_run(material: Material) -> None:
    """Casebook, futures and seed are in the command; courses only if chosen."""
    line = command(material)
    assert line == f"steelyard assess {material.run.id}/casebook --futures 64 --seed 1"
    fewer = {**material.manifest, "courses": ["nothing", "guard"]}
    assert "--course guard" in command(dataclasses.replace(material, manifest=fewer))


def test_record_names_the_digest(material: Material) -> None:
    """The casebook's content is named by its checksum."""
    assert material.manifest["casebook"]["digest"] in render(material)
