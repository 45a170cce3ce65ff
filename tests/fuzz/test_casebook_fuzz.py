"""Whatever a casebook holds, opening it succeeds or names what is wrong."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from steelyard.audit import audit
from steelyard.casebook.problems import CasebookError
from steelyard.casebook.reader import open_casebook

PLACE = re.compile(r"[^:\n]+:\d+:\d+: \S")
"""How every line of a complaint begins."""

TINY = Path(__file__).parent.parent / "tiny"

SCRAPS = (
    "\t", "\r\n", "\x00", "\ufeff", ": ", "- ", "{", "}", "[", "]", "'", '"', "&a ",
    "*a", "!!binary ", "|", ">", "#", "~", "null", "-1", "1e999", ".nan", ".inf", "NO",
    "9" * 400, "é", "💥", "../", "<script>", "'; DROP TABLE gauge; --", "{x.__class__}",
)  # fmt: skip


def spoil(text: str, rng: random.Random) -> str:
    """Change a text in one of the ways that people and disks do."""
    at = rng.randrange(len(text) + 1)
    end = min(len(text), at + rng.randrange(1, 30))
    lines = text.splitlines(keepends=True)
    match rng.randrange(6):
        case 0:
            return text[:at] + rng.choice(SCRAPS) + text[at:]
        case 1:
            return text[:at] + text[end:]
        case 2:
            return text[:at] + rng.choice(SCRAPS) + text[end:]
        case 3:
            line = rng.randrange(len(lines))
            return "".join([*lines[:line], lines[line], *lines[line:]])
        case 4:
            line = rng.randrange(len(lines))
            return "".join([*lines[:line], *lines[line + 1 :]])
        case _:
            return text[:at]


def attempt(folder: Path) -> str:
    """Open and audit; return what was complained of."""
    try:
        audit(open_casebook(folder))
    except CasebookError as error:
        return str(error) or "nothing was said"
    return ""


def run(tmp_path: Path, seeds: range) -> int:
    complaints = 0
    for seed in seeds:
        rng = random.Random(seed)
        folder = Path(shutil.copytree(TINY, tmp_path / str(seed)))
        files = sorted(p for p in folder.rglob("*") if p.is_file())
        for _ in range(rng.randrange(1, 4)):
            path = rng.choice(files)
            text = path.read_text(encoding="utf-8", errors="surrogateescape")
            if text:
                raw = spoil(text, rng).encode("utf-8", "surrogateescape")
                path.write_bytes(raw)
        said = attempt(folder)
        assert all(PLACE.match(line) for line in said.splitlines() if line), said
        complaints += bool(said)
        shutil.rmtree(folder)
    return complaints


def test_spoiled_casebooks(tmp_path: Path) -> None:
    """A hundred spoiled casebooks: no crash, and most are complained of."""
    assert run(tmp_path, range(100)) > 50


@pytest.mark.slow
def test_many_spoiled_casebooks(tmp_path: Path) -> None:
    """A thousand and a half more."""
    assert run(tmp_path, range(1000, 2500)) > 750
