"""Tells the optimiser that a time is never a whole number in memory.

Every field of the kernel's tables is read and written as one type only, as C's
rule of strict aliasing asks. numba does not say so; without it, each store of a
time makes LLVM load again all counters and indices that it had at hand, which
costs a tenth of the speed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba.core.compiler_lock import global_compiler_lock

_ROOT = "steelyard people"
_NAMES = {
    ir.DoubleType(): "double",
    ir.FloatType(): "float",
    ir.IntType(64): "i64",
    ir.IntType(32): "i32",
    ir.IntType(16): "i16",
}
"""Types that are told apart; whatever is not named here may be anything."""


def _mark(module: Any, instruction: Any, kind: Any) -> Any:
    name = _NAMES.get(kind)
    if name is not None:
        root = module.add_metadata([_ROOT])
        scalar = module.add_metadata([name, root, ir.Constant(ir.IntType(64), 0)])
        zero = ir.Constant(ir.IntType(64), 0)
        instruction.set_metadata("tbaa", module.add_metadata([scalar, scalar, zero]))
    return instruction


@contextmanager
def typed_memory() -> Iterator[None]:
    """Mark each load and store by its type while the kernel is compiled.

    Nobody else compiles meanwhile: numba's own lock is held.
    """
    builder = ir.IRBuilder
    load, store = builder.load, builder.store

    def marked_load(self: Any, *args: Any, **more: Any) -> Any:
        found = load(self, *args, **more)
        return _mark(self.module, found, found.type)

    def marked_store(self: Any, value: Any, *args: Any, **more: Any) -> Any:
        return _mark(self.module, store(self, value, *args, **more), value.type)

    with global_compiler_lock:
        builder.load, builder.store = marked_load, marked_store
        try:
            yield
        finally:
            builder.load, builder.store = load, store
