"""Bring a casebook, and get it back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

Seal = Callable[[TestClient], str]


def zipped(folder: Path, **changed: str) -> bytes:
    """Return a folder as a zip, some files with another text."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = path.relative_to(folder).as_posix()
                text = changed.get(name, path.read_text("utf-8"))
                archive.writestr(f"mine/{name}", text)
    return stream.getvalue()


def send(client: TestClient, seal: str, content: bytes, name: str = "") -> object:
    """Upload a zip."""
    return client.post(
        "/casebooks",
        data={"seal": seal, "name": name},
        files={"file": ("My Case.zip", content, "application/zip")},
        follow_redirects=False,
    )


def test_there_and_back(bench: TestClient, seal_of: Seal, tiny_folder: Path) -> None:
    """A casebook is kept under its name and downloads as it was sent."""
    answer = send(bench, seal_of(bench), zipped(tiny_folder))
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == "/casebooks/my-case"
    page = bench.get("/casebooks/my-case")
    assert "A bridge guard for the flood season" in page.text
    back = zipfile.ZipFile(io.BytesIO(bench.get("/casebooks/my-case.zip").content))
    for name in back.namelist():
        inner = name.removeprefix("my-case/")
        assert back.read(name) == (tiny_folder / inner).read_bytes()
    again = send(bench, seal_of(bench), zipped(tiny_folder))
    assert again.headers["location"] == "/casebooks/my-case-2", "never over another"


def test_a_broken_casebook(
    bench: TestClient, seal_of: Seal, tiny_folder: Path, desk_store: Path
) -> None:
    """Every problem is shown with its line, and nothing is kept."""
    text = (tiny_folder / "courses.yaml").read_text()
    broken = text.replace("action: A3", "action: A9").replace("scale: 3", "scale: -3")
    answer = send(
        bench, seal_of(bench), zipped(tiny_folder, **{"courses.yaml": broken})
    )
    assert answer.status_code == 422
    line = broken.count("\n", 0, broken.index("scale: -3")) + 1
    assert f"courses.yaml:{line}:" in answer.text
    kept = sorted(p.name for p in (desk_store / ".casebooks").iterdir())
    assert kept == ["tiny"], "no half of it stays"


@pytest.mark.parametrize(
    "name", ["sr309", "tiny", "../x", "A", "a b", "@run", "x" * 64, ".x", "a/b"]
)
def test_names_that_do_not_do(
    bench: TestClient, seal_of: Seal, tiny_folder: Path, name: str
) -> None:
    """A shipped name, one that is taken, and one that leads elsewhere are refused."""
    answer = send(bench, seal_of(bench), zipped(tiny_folder), name)
    assert answer.status_code == 422
    assert "name" in answer.text


def test_no_file(bench: TestClient, seal_of: Seal) -> None:
    """A form without a file says so."""
    seal = seal_of(bench)
    answer = bench.post("/casebooks", data={"seal": seal}, files={"file": ("", b"")})
    assert answer.status_code == 422
    assert "zip file" in answer.text
    assert bench.post("/casebooks", data={"seal": seal}).status_code == 422


def test_too_large(bench: TestClient, seal_of: Seal) -> None:
    """A body over the limit is refused before it is read, or while it is."""
    seal = seal_of(bench)
    big = b"0" * (34 * 2**20)
    assert send(bench, seal, big).status_code == 413

    def parts():
        yield b"x" * 2**20
        yield b"x" * 2**20

    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = bench.post("/casebooks/tiny/run", content=parts(), headers=headers)
    assert answer.status_code == 413
    claimed = {**headers, "content-length": "no number"}
    assert (
        bench.post("/casebooks/tiny/run", content=b"", headers=claimed).status_code
        == 413
    )


def test_without_a_seal(bench: TestClient, tiny_folder: Path) -> None:
    """A form from elsewhere changes nothing."""
    bench.get("/")
    for seal in ("", "x", "a.b"):
        answer = send(bench, seal, zipped(tiny_folder))
        assert answer.status_code == 403
        assert "nothing was changed" in answer.text
