"""The one function that is called from outside: tables by address, then the loop."""

from __future__ import annotations

from typing import Any

import numba
from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic
from numba.np.arrayobj import make_array, populate_array

from steelyard.stress.people.engine.jit import entry
from steelyard.stress.people.engine.loop import run_chunk
from steelyard.stress.people.engine.native import NUMBERS
from steelyard.stress.people.engine.work import blank_work

_WORK: Any = numba.typeof(blank_work())  # type: ignore[no-untyped-call]
_BLOCK = types.CPointer(types.int64)  # type: ignore[no-untyped-call]
SIGNATURE = (_BLOCK, types.int64, types.int64)


def _tables(context: Any, builder: Any, signature: Any, args: Any) -> Any:
    word = ir.IntType(64)
    tables = []
    for i, kind in enumerate(_WORK.types):
        address, *shape = (
            builder.load(builder.gep(args[0], [word(NUMBERS * i + k)]))
            for k in range(1 + kind.ndim)
        )
        table = make_array(kind)(context, builder)  # type: ignore[no-untyped-call]
        size = context.get_abi_sizeof(context.get_data_type(kind.dtype))
        strides = [word(size)]
        for length in reversed(shape[1:]):
            strides.insert(0, builder.mul(strides[0], length))
        populate_array(  # type: ignore[no-untyped-call]
            table,
            data=builder.inttoptr(address, table.data.type),
            shape=shape,
            strides=strides,
            itemsize=word(size),
            meminfo=None,
        )
        tables.append(table._getvalue())
    return context.make_tuple(builder, _WORK, tables)


def _work_at(typing: Any, block: Any) -> Any:
    return _WORK(_BLOCK), _tables


work_at: Any = intrinsic(_work_at)


@entry(SIGNATURE)
def run_block(block: Any, first: int, count: int) -> int:
    """Run `count` replications from number `first`; return how many finished."""
    return run_chunk(work_at(block), first, count)
