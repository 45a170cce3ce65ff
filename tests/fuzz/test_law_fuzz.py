"""Broken law files: one line for each problem, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import steelyard
from steelyard.casebook.problems import CasebookError
from steelyard.law import flips, judge, load_law, near_misses, why
from steelyard.law.check_cells import disagreements

SHIPPED = Path(steelyard.__file__).parent / "casebooks/sr309/law.yaml"
LINES = SHIPPED.read_text(encoding="utf-8").splitlines()
WORDS = (
    "t10_active", "nda", "CP-NDA=base_security", "2025-02-30", "", "[]", "{}", "null",
    "true", "1e9", "unless: [pca_exception]", "define x", "bar y", "lawful", "- ", ": ",
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    where=st.integers(0, len(LINES) - 1),
    how=st.sampled_from(["drop", "twice", "cut", "word", "swap"]),
    word=st.sampled_from(WORDS),
    share=st.floats(0, 1),
)
def test_a_broken_file_is_refused_or_judged(
    tmp_path_factory: pytest.TempPathFactory,
    where: int,
    how: str,
    word: str,
    share: float,
) -> None:
    """Either every problem is named with its line, or the file can be used."""
    lines = list(LINES)
    line = lines[where]
    at = int(share * len(line))
    lines[where : where + 1] = {
        "drop": [],
        "twice": [line, line],
        "cut": [line[:at]],
        "word": [line[:at] + word + line[at:]],
        "swap": [line.replace("[", "{", 1).replace("]", "}", 1)],
    }[how]
    path = tmp_path_factory.mktemp("law") / "law.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    law, problems = None, ()
    try:
        law = load_law(path, "law.yaml")
    except CasebookError as error:
        problems = error.problems
    if law is None:
        assert problems
        assert all(str(problem).startswith("law.yaml:") for problem in problems)
        return
    disagreements(law)
    for option in list(law.options.values())[:3]:
        judge(law, option)
        for act in option.acts:
            why(law, act)
            near_misses(law, act)
            flips(law, act)
