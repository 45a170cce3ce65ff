"""Reading and writing Gambit's format."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from steelyard.stress.escalation.efg import read_efg, write_efg


@pytest.mark.parametrize("name", ["kuhn", "centipede"])
def test_what_is_written_is_read(games: SimpleNamespace, name: str) -> None:
    """A game that went through a file is worth the same to everybody."""
    tree = getattr(games, name)()
    other = read_efg(write_efg(tree, name, ("One", "Two")))
    assert len(other.parent) == len(tree.parent)
    np.testing.assert_allclose(
        other.values(other.even())[0], tree.values(tree.even())[0]
    )


def test_chances_add_up_exactly(games: SimpleNamespace) -> None:
    """Sixths are written as fractions."""
    line = next(x for x in write_efg(games.kuhn()).splitlines() if x.startswith("c"))
    assert line.count("1/6") == 6


def test_another_file_is_refused() -> None:
    """What is not such a file is said not to be one."""
    with pytest.raises(ValueError, match=r"not an \.efg file"):
        read_efg("NFG 1 R")
