"""Run one course through one block of futures."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from steelyard.study.chain import CHAIN, Link, run_chain
from steelyard.study.futures import Futures
from steelyard.study.kit import Kit
from steelyard.study.scene import scene


def run_block(
    kit: Kit,
    course: str,
    futures: Futures,
    rows: slice,
    numbers: NDArray[np.int64] | None = None,
    chain: tuple[Link, ...] = CHAIN,
) -> pa.Table:
    """Return the outcomes of a course in some futures.

    Parameters
    ----------
    numbers
        Numbers of the futures where they are not those of the rows.
    chain
        Links to run.

    Returns
    -------
    One row a future: its number, and the outcome columns of the chain's links.
    """
    here = scene(kit, futures, rows, numbers)
    columns, _ = run_chain(kit, here, course, chain)
    table = {"future": pa.array(np.arange(rows.start, rows.stop, dtype=np.int64))}
    return pa.table(table | {name: pa.array(v) for name, v in columns.items()})
