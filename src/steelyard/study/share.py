"""A place that all workers can write to: a shared folder or an object store."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Share:
    """Parts of one run in a place that `fsspec` can open.

    Attributes
    ----------
    url
        Of a folder, e.g. `/mnt/shared/steelyard` or `s3://bucket/steelyard`.
    run
        The run's id, the folder below.
    """

    url: str
    run: str

    def _place(self, course: str, block: int) -> tuple[Any, str]:
        import fsspec

        system, root = fsspec.core.url_to_fs(self.url)
        return system, f"{root.rstrip('/')}/{self.run}/{course}/{block:05d}.parquet"

    def put(self, course: str, block: int, content: bytes) -> None:
        """Write a part beside its place and move it there."""
        system, path = self._place(course, block)
        folder, _, name = path.rpartition("/")
        system.makedirs(folder, exist_ok=True)
        beside = f"{folder}/.{name}.{os.urandom(8).hex()}"
        system.pipe_file(beside, content)
        system.mv(beside, path)

    def get(self, course: str, block: int) -> bytes | None:
        """Return a part, or None if it is not there."""
        system, path = self._place(course, block)
        system.invalidate_cache()
        if not system.exists(path):
            return None
        content: bytes = system.cat_file(path)
        return content
