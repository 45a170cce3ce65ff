"""Reading a law file from a path alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.casebook.problems import CasebookError
from steelyard.law import load_law


def test_from_a_path(toy_file: Path) -> None:
    """A path is enough; the file's date is the default."""
    law = load_law(toy_file)
    assert law.as_of == "2026-01-01"
    assert law.line("A-1").startswith("law.yaml:")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("law_as_of: 2026-01-01", "law_as_of: 2026-02-30", "is no day of the calendar"),
        ("law_as_of: 2026-01-01", "law_as_of: soon", "write a date as YYYY-MM-DD"),
        ("from: 2020-01-01", "from: 2020-13-01", "is no day of the calendar"),
        (
            "from: 2020-01-01",
            "form: 2020-01-01",
            "unknown key 'form'; did you mean 'from'",
        ),
        ("{actor: [police]}", "{actor: [police], fact: riot}", "exactly one of actor"),
        ("{actor: [police]}", "{actor: []}", "an empty list can never hold"),
        ("then: bar soldiers-ban", "then: forbid x", "it must match"),
        ("verified: memory}\n", "verified: sure}\n", "cannot be 'sure'"),
        ("weight: binding", "weight: heavy", "cannot be 'heavy'"),
    ],
)
def test_format_errors(toy_file: Path, old: str, new: str, says: str) -> None:
    """Each is one line with file, line, column and what would be right."""
    text = toy_file.read_text(encoding="utf-8")
    assert old in text
    toy_file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CasebookError) as caught:
        load_law(toy_file, "law.yaml")
    assert says in str(caught.value)
    assert str(caught.value).startswith("law.yaml:")


def test_a_missing_file(tmp_path: Path) -> None:
    """No traceback for a file that is not there."""
    with pytest.raises(CasebookError, match="cannot be read"):
        load_law(tmp_path / "none.yaml")
