"""The page on the law: its code runs, its words are the file's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import steelyard
from steelyard.casebook.schema.law import Condition, Rule

GUIDE = Path(__file__).parents[2] / "docs/law.md"
CASE = Path(steelyard.__file__).parent / "casebooks/sr309"


def test_the_python_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the page shows can be typed in."""
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    monkeypatch.chdir(CASE)
    scope: dict[str, object] = {}
    exec(compile(code, GUIDE.name, "exec"), scope)
    assert scope["ruling"]


def test_every_key_of_a_rule_is_explained() -> None:
    """The table names each key that a rule may have."""
    text = GUIDE.read_text("utf-8")
    keys = {field.alias or name for name, field in Rule.model_fields.items()}
    for key in (keys - {"id"}) | set(Condition.model_fields):
        assert f"`{key}`" in text, key


def test_it_says_that_it_is_no_advice() -> None:
    """Wherever law is shown."""
    assert "not legal advice" in " ".join(GUIDE.read_text("utf-8").split())
