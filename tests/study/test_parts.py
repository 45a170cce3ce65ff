"""Parts that carry their digest."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from steelyard.study.parts import DamagedPartError, read_part, to_bytes

TABLE = pa.table({"future": [0, 1, 2], "cost": [1.0, 2.5, -0.0]})


def test_there_and_back(tmp_path: Path) -> None:
    """The values survive, and the same table gives the same bytes."""
    content = to_bytes(TABLE)
    assert content == to_bytes(TABLE)
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    for source in (content, path):
        assert read_part(source).to_pydict() == TABLE.to_pydict()


@pytest.mark.parametrize("at", range(4, 400, 36))
def test_a_flipped_bit_is_noticed_or_harmless(at: int) -> None:
    """Whatever byte is spoiled, no wrong number is ever read."""
    content = bytearray(to_bytes(TABLE))
    at = min(at, len(content) - 1)
    content[at] ^= 0x41
    try:
        found = read_part(bytes(content))
    except DamagedPartError:
        return
    assert found.to_pydict() == TABLE.to_pydict()


def test_a_part_that_somebody_edited(tmp_path: Path) -> None:
    """Well-formed, but with another value than was written, or with no digest."""
    edited = read_part(to_bytes(TABLE)).set_column(1, "cost", [np.array([1.0, 9, 0])])
    pq.write_table(edited, tmp_path / "a.parquet")
    with pytest.raises(DamagedPartError, match="not those that were written"):
        read_part(tmp_path / "a.parquet")
    pq.write_table(TABLE, tmp_path / "b.parquet")
    with pytest.raises(DamagedPartError, match="not those that were written"):
        read_part(tmp_path / "b.parquet")
