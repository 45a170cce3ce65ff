"""Parts of a run: one course and block as Parquet that carries its own digest.

The digest is over the columns' values, not the file, so a part can be told damaged
wherever it was made and whatever wrote it.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

DIGEST = b"steelyard.digest"


class DamagedPartError(Exception):
    """A part that is not what was written."""


def digest(table: pa.Table) -> str:
    """Return the SHA-256 of a table's names and values."""
    text = hashlib.sha256()
    for name in table.column_names:
        text.update(name.encode() + b"\0")
        text.update(table.column(name).to_numpy().tobytes())
    return text.hexdigest()


def to_bytes(table: pa.Table) -> bytes:
    """Return a part as the bytes of its file; the same table gives the same bytes."""
    meta = {**(table.schema.metadata or {}), DIGEST: digest(table).encode()}
    out = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(meta), out, compression="zstd")
    return out.getvalue()


def read_part(source: Path | bytes) -> pa.Table:
    """Read a part back and hold it against its digest.

    Raises
    ------
    DamagedPartError
        If it cannot be read or its values are not those that were written.
    """
    try:
        if isinstance(source, Path):
            table = pq.read_table(source, partitioning=None)
        else:
            table = pq.read_table(io.BytesIO(source))
    except (OSError, pa.ArrowException) as error:
        first = str(error).splitlines()[0]
        raise DamagedPartError(f"cannot be read: {first}") from None
    kept = (table.schema.metadata or {}).get(DIGEST)
    if kept is None or kept.decode() != digest(table):
        raise DamagedPartError("its values are not those that were written")
    return table
