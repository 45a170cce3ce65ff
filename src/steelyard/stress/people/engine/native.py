"""The event loop as machine code that can be kept in a file.

numba compiles; what is kept is plain object code, loaded again by llvmlite alone.
A later start thus pays neither for importing numba nor for its own cache, which
does not notice an edit in a module that the compiled one calls.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import llvmlite.binding as llvm  # type: ignore[import-untyped]
import numpy as np

from steelyard.stress.people.engine.layout import Work

NUMBERS = 3
"""What a table is told by: address, rows, columns."""
_CALL = ctypes.CFUNCTYPE(
    ctypes.c_int32,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_int64,
    ctypes.c_int64,
)
"""numba's own convention: status = f(result, error, *arguments)."""


_ENTRY = "run_block"
_INTRINSICS = frozenset(("exp", "log", "pow", "memset", "memcpy", "memmove"))
"""LLVM's own functions that become calls of the C library's."""


@dataclass(frozen=True)
class Native:
    """Object code, and the functions of the C library that it needs."""

    needs: tuple[str, ...]
    code: bytes

    @property
    def loadable(self) -> bool:
        """Tell whether this process has all that the code calls, and note where."""
        return all(_found(name) for name in self.needs)


def _found(name: str) -> bool:
    """Look a function of the C library up for the loader, which would abort."""
    if llvm.address_of_symbol(name) is None:
        library = ctypes.cdll.msvcrt if os.name == "nt" else ctypes.CDLL(None)
        function = getattr(library, name, None)
        if function is None:
            return False
        address = ctypes.cast(function, ctypes.c_void_p).value
        llvm.add_symbol(name, address)
    return True


def _called(declared: str) -> str:
    """Return the C function that a declared one may become; empty if none."""
    if not declared.startswith("llvm."):
        return declared
    name = declared.split(".")[1]
    return name if name in _INTRINSICS else ""


def machine() -> str:
    """Name the processor as exactly as its code depends on it."""
    features = llvm.get_host_cpu_features().flatten()
    return f"{llvm.get_process_triple()} {llvm.get_host_cpu_name()} {features}"


def _target() -> Any:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm.Target.from_triple(llvm.get_process_triple()).create_target_machine(
        cpu=llvm.get_host_cpu_name(),
        features=llvm.get_host_cpu_features().flatten(),
        opt=3,
        codemodel="jitdefault",
    )


def compile_native() -> Native:
    """Compile the event loop for this machine; takes half a minute."""
    from steelyard.stress.people.engine.aliasing import typed_memory

    with typed_memory():
        from steelyard.stress.people.engine.entry import SIGNATURE, run_block
    compiled: Any = run_block
    module = llvm.parse_assembly(compiled.inspect_llvm(SIGNATURE))
    calls = {_called(f.name) for f in module.functions if f.is_declaration}
    needs = tuple(sorted(calls - {""}))
    entry = compiled.overloads[SIGNATURE].fndesc.llvm_func_name
    # numba's names spell out all of the tables' fields: a megabyte of them.
    for i, f in enumerate(module.functions):
        if not f.is_declaration:
            f.name = _ENTRY if f.name == entry else f"f{i}"
    for i, constant in enumerate(module.global_variables):
        if not constant.is_declaration:
            constant.name = f"c{i}"
    return Native(needs, _target().emit_object(module))


def load(native: Native) -> Callable[[Work, int, int], int]:
    """Make object code callable as `run_chunk(work, first, count)`."""
    if not native.loadable:
        raise OSError(f"the C library lacks one of {', '.join(native.needs)}")
    jit = llvm.create_mcjit_compiler(llvm.parse_assembly(""), _target())
    jit.add_object_file(llvm.ObjectFileRef.from_data(native.code))
    jit.finalize_object()
    call = _CALL(jit.get_function_address(_ENTRY))

    def run_chunk(work: Work, first: int, count: int) -> int:
        """Run `count` replications from number `first`; return how many finished.

        Raises
        ------
        IndexError
            If the code was compiled with bounds checking, and left a table.
        """
        block = addresses(work)
        done, error = ctypes.c_int64(), ctypes.c_void_p()
        status = call(
            ctypes.addressof(done),
            ctypes.addressof(error),
            block.ctypes.data,
            first,
            count,
        )
        if status != 0:
            raise IndexError("the event loop read or wrote outside of a table")
        return done.value

    run_chunk.keeps = jit  # type: ignore[attr-defined]
    return run_chunk


def addresses(work: Work) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return where each table is and how large, as the entry reads it."""
    block = np.zeros((len(work), NUMBERS), np.int64)
    for row, table in zip(block, work, strict=True):
        assert table.flags.c_contiguous, "the kernel reads tables row by row"
        row[0] = table.ctypes.data
        row[1 : 1 + table.ndim] = table.shape
    return block
