"""Uploads: nothing leaves the folder, nothing swells, nothing strange gets in."""

from __future__ import annotations

import contextlib
import io
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from steelyard.casebook.problems import CasebookError
from steelyard.tell.web.unpack import Limits, unpack

FRONT = {"casebook.yaml": b"id: x\n"}


def packed(files: Mapping[str, bytes], **attributes: int) -> io.BytesIO:
    """Return a zip; `attributes` are Unix modes by file name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = attributes.get(name, stat.S_IFREG | 0o644) << 16
            archive.writestr(info, content)
    stream.seek(0)
    return stream


def refusal(stream: io.BytesIO, to: Path, limits: Limits | None = None) -> str:
    """Return why an archive is refused."""
    with pytest.raises(CasebookError) as caught:
        unpack(stream, to, limits)
    return str(caught.value)


def test_a_plain_casebook(tmp_path: Path) -> None:
    """Files at the top, or in one folder, are unpacked; clutter is left out."""
    files = {**FRONT, "data/a.csv": b"x\n1\n", "__MACOSX/._a": b"", ".DS_Store": b""}
    root = unpack(packed(files), tmp_path)
    assert root == tmp_path
    assert (root / "data" / "a.csv").read_bytes() == b"x\n1\n"
    assert sorted(p.name for p in root.iterdir()) == ["casebook.yaml", "data"]
    inner = tmp_path / "inner"
    inner.mkdir()
    assert unpack(packed({"my/casebook.yaml": b""}), inner) == inner / "my"


@pytest.mark.parametrize(
    "name",
    [
        "../casebook.yaml",
        "a/../../b.yaml",
        "/etc/passwd.txt",
        "..\\b.yaml",
        "c:\\b.yaml",
        "a/./../../b.csv",
        "a\x01b.yaml",
        ".hidden.yaml",
        "a/b/c/d/e.yaml",
    ],
)
def test_no_way_out(tmp_path: Path, name: str) -> None:
    """A name that leads elsewhere is refused, and nothing is written at all."""
    inside = tmp_path / "inside"
    inside.mkdir()
    refusal(packed({**FRONT, name: b"x"}), inside)
    assert list(inside.rglob("*")) == []
    assert list(tmp_path.iterdir()) == [inside]


def test_no_links(tmp_path: Path) -> None:
    """Links and devices are refused."""
    for kind in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR):
        stream = packed({**FRONT, "a.yaml": b"/etc/passwd"}, **{"a.yaml": kind | 0o777})
        assert "link" in refusal(stream, tmp_path)


def test_no_programs(tmp_path: Path) -> None:
    """Only the kinds of file that casebooks are made of."""
    assert "run.py" in refusal(packed({**FRONT, "run.py": b""}), tmp_path)


def test_no_bombs(tmp_path: Path) -> None:
    """What swells is stopped, whatever size the archive claims."""
    big = b"0" * 3_000_000
    small = Limits(file=2**20)
    assert "larger than 1 MiB" in refusal(
        packed({**FRONT, "a.csv": big}), tmp_path, small
    )
    many = Limits(file=2 * 2**20, whole=3 * 2**20)
    files = {**FRONT, **{f"{i}.csv": big[: 2**20] for i in range(5)}}
    whole = tmp_path / "whole"
    whole.mkdir()
    assert "more than is allowed" in refusal(packed(files), whole, many)
    few = Limits(files=10)
    files = {f"{i}.csv": b"" for i in range(11)}
    assert "at most 10" in refusal(packed(files), tmp_path, few)


def test_sizes_that_lie(tmp_path: Path) -> None:
    """A stated size that is too small does not let more through."""
    stream = packed({**FRONT, "a.csv": b"0" * 100_000})
    raw = bytearray(stream.getvalue())
    entry = raw.rfind(b"PK\x01\x02", 0, raw.rfind(b"a.csv"))
    raw[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    unpacked = tmp_path / "u"
    unpacked.mkdir()
    with contextlib.suppress(CasebookError):
        unpack(io.BytesIO(bytes(raw)), unpacked, Limits(file=50_000))
    written = unpacked / "a.csv"
    assert not written.exists() or written.stat().st_size <= 50_000


def test_same_name_twice(tmp_path: Path) -> None:
    """Two names that some systems take for one are refused."""
    stream = packed({**FRONT, "a.csv": b"1", "A.csv": b"2"})
    assert "stands twice" in refusal(stream, tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", b"PK\x03\x04" * 40])
def test_no_zip(tmp_path: Path, content: bytes) -> None:
    """What is no zip is said to be none."""
    assert "not a zip file" in refusal(io.BytesIO(content), tmp_path)


def test_no_casebook(tmp_path: Path) -> None:
    """A zip without a front page says what it lacks."""
    assert "no casebook.yaml" in refusal(packed({"a.csv": b""}), tmp_path)
