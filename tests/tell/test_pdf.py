"""Printing by a browser that is there already."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from steelyard.tell import pdf
from steelyard.tell.pdf import NoBrowserError, find_browser, write_pdf


def script(path: Path, text: str) -> str:
    """Write a stand-in for a browser."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_no_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a browser the error names what was looked for, and the page."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() is None
    with pytest.raises(NoBrowserError, match=r"chromium.*page\.html can be printed"):
        write_pdf(tmp_path / "page.html")


def test_a_browser_that_fails(tmp_path: Path) -> None:
    """A browser's last words are handed on, and nothing is left behind."""
    page = tmp_path / "page.html"
    page.write_text("<p>x")
    failing = script(tmp_path / "browser", "echo no display >&2; exit 3")
    with pytest.raises(NoBrowserError, match="no display"):
        write_pdf(page, browser=failing)
    with pytest.raises(NoBrowserError, match="made no PDF"):
        write_pdf(page, browser=script(tmp_path / "idle", "exit 0"))
    assert not list(tmp_path.glob("*.pdf*"))


def test_a_browser_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that never ends is given up."""
    monkeypatch.setattr(pdf, "SECONDS", 0.2)
    slow = script(tmp_path / "slow", "exec sleep 5")
    (tmp_path / "page.html").write_text("<p>x")
    with pytest.raises(NoBrowserError, match="took longer"):
        write_pdf(tmp_path / "page.html", browser=slow)


def test_what_is_printed_has_no_script(tmp_path: Path) -> None:
    """The browser gets a copy without scripts and without tables behind charts."""
    page = tmp_path / "page.html"
    hidden = '<details class="numbers"><summary>n</summary>7</details>'
    page.write_text(f"<p>kept</p><script type='module'>x()</script>{hidden}<p>too</p>")
    copy = 'for a; do case "$a" in --print-to-pdf=*) o="${a#*=}";; file:*) i="${a#file://}"'
    taking = script(tmp_path / "browser", f'{copy};; esac; done; cp "$i" "$o"')
    out = write_pdf(page, tmp_path / "out.pdf", browser=taking)
    assert out.read_text() == "<p>kept</p><p>too</p>"


def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    """It cannot be printed, in plain words."""
    with pytest.raises(NoBrowserError, match="cannot be printed"):
        write_pdf(tmp_path / "none.html", browser=script(tmp_path / "b", "exit 0"))


@pytest.mark.slow
@pytest.mark.web
def test_a_real_pdf(tiny_page: Path, tmp_path: Path) -> None:
    """The PDF is tagged, has bookmarks, page one alone on page one, and notes."""
    from pypdf import PdfReader

    if find_browser() is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    reader = PdfReader(write_pdf(tiny_page, tmp_path / "d.pdf"))
    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) > 3
    assert "What you should know" in texts[0]
    assert "Contents" not in texts[0]
    assert "The river rises above five metres every year." in "".join(texts)
    assert "How each figure was made" in "".join(texts)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert reader.outline
    width, height = (float(v) for v in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842), "A4"
