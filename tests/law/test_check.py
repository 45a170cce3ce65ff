"""All checks of a law file together."""

from __future__ import annotations

from pathlib import Path

import steelyard
from steelyard.casebook.schema.law import LawFile
from steelyard.casebook.yamlfile import load_yaml
from steelyard.law import check_law
from steelyard.law.check import check_structure


def test_the_shipped_law_has_no_problem() -> None:
    """Structure, cells, options and coverage of the SR309 law hold."""
    path = Path(steelyard.__file__).parent / "casebooks/sr309/law.yaml"
    document = load_yaml(path)
    assert check_law(LawFile.model_validate(document.data), document) == []


def test_structure_comes_first(toy_file: Path) -> None:
    """Cells are not judged by rules that do not hold together."""
    text = toy_file.read_text(encoding="utf-8")
    text = text.replace("unless: [defence]", "unless: [defense]")
    text = text.replace("domestic: lawful", "domestic: unlawful", 1)
    toy_file.write_text(text)
    document = load_yaml(toy_file)
    law = LawFile.model_validate(document.data)
    assert check_law(law, document) == check_structure(law, document) != []
