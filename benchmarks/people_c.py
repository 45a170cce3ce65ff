"""Compiles and calls the C reference on the package's own tables."""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from steelyard.stress.people.engine import layout
from steelyard.stress.people.engine.work import Sizes, Tables, allocate
from steelyard.stress.people.engine.ziggurat import EXP_F, EXP_X, NOR_F, NOR_X

SOURCE = Path(__file__).with_name("people_reference.c")
C_TYPES = {
    "f8": "double",
    "u8": "uint64_t",
    "i8": "int64_t",
    "u4": "uint32_t",
    "i4": "int32_t",
    "u2": "uint16_t",
    "u1": "uint8_t",
}
STRUCTS = (
    *("GLOBAL", "STATION", "CELL", "LAW", "BRANCH", "TARGET", "QUEUE", "STREAM"),
    *("PERSON", "STAT", "PLACE_STAT", "ENTRY"),
)
ARRAYS = (
    *("g", "station", "cell", "law", "tab", "branch", "target", "stream", "timeline"),
    *("queue", "touched", "person", "heap_at", "heap_what", "stat", "place_stat"),
    *("flow", "sketch"),
)


def structs() -> str:
    """Write the tables' records as C structs of the same layout."""
    lines = []
    for name in STRUCTS:
        kind = getattr(layout, name)
        fields = " ".join(
            f"{C_TYPES[kind[field].str[1:]]} {field};" for field in kind.names
        )
        lines.append(f"typedef struct {{ {fields} }} {name};")
    return "\n".join(lines) + "\n"


def compile_reference(folder: Path) -> Any:
    """Compile with full optimisation for this machine; None without a compiler."""
    (folder / "people_structs.h").write_text(structs())
    library = folder / "reference.so"
    # Contraction is off in numba too: without this the last bits would differ.
    flags = ["-O3", "-march=native", "-ffp-contract=off", "-shared", "-fPIC", "-w"]
    command = ["cc", *flags, f"-I{folder}", str(SOURCE), "-o", str(library), "-lm"]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    function = ctypes.CDLL(str(library)).people_reference
    function.restype = ctypes.c_int64
    return function


class Reference:
    """The C event loop, ready to run."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.function = compile_reference(Path(self.folder.name))

    def run(self, tables: Tables, seed: int, sizes: Sizes) -> tuple[Any, float]:
        """Run replication 0; return the worker's memory and CPU seconds.

        The tables have no ticks: their timeline is the end alone.
        """
        assert list(tables.timeline["kind"]) == [layout.END]
        work = allocate(tables, sizes, 1, seed, sketches=True)
        work.queue["head"] = work.queue["tail"] = layout.NONE
        pointers = [getattr(work, name).ctypes.data for name in ARRAYS]
        pointers += [len(tables.stream), sizes.persons]
        block = np.array(pointers, dtype=np.int64)
        laws = [x.ctypes.data_as(ctypes.c_void_p) for x in (EXP_X, EXP_F, NOR_X, NOR_F)]
        began = time.process_time()
        events = self.function(block.ctypes.data_as(ctypes.c_void_p), *laws)
        seconds = time.process_time() - began
        assert events > 0, "the reference's tables overflowed"
        return work, seconds
