"""Print a dossier to PDF with a browser that is there already."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from steelyard.study.store import beside

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 180

_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)


_UNPRINTED = re.compile(
    r'<script[ >].*?</script>|<details class="numbers">.*?</details>', re.DOTALL
)
"""What paper does not show: scripts, and the tables behind charts. Charts stand
there as drawings already, so nothing need be drawn again or waited for."""


class NoBrowserError(Exception):
    """There is no browser, or it made no PDF."""


def find_browser() -> str | None:
    """Return the path of a Chromium-like browser, if there is one."""
    for name in BROWSERS:
        path = shutil.which(name)
        if path:
            return path
    return None


def write_pdf(page: Path, out: Path | None = None, browser: str | None = None) -> Path:
    """Print an HTML file to PDF: tagged, with bookmarks from its headings.

    Parameters
    ----------
    page
        The HTML file.
    out
        The PDF; beside the page, with its name, if left out.
    browser
        Path of the browser; the first one found if left out.

    Raises
    ------
    NoBrowserError
        If there is no browser, or it fails.
    StoreError
        If the file cannot be written.
    """
    program = browser or find_browser()
    if program is None:
        names = ", ".join(BROWSERS[:3])
        raise NoBrowserError(
            f"no browser to print with (looked for {names}); {page} can be printed "
            "from any browser"
        )
    path = page.with_suffix(".pdf") if out is None else out
    with beside(path) as temporary:
        _print(program, page, temporary)
    return path


def _print(program: str, page: Path, to: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="steelyard-print-") as profile:
        command = [program, *_sandbox(), *_FLAGS, f"--user-data-dir={profile}"]
        still = Path(profile) / "page.html"
        try:
            text = page.read_text(encoding="utf-8")
            still.write_text(_UNPRINTED.sub("", text), encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise NoBrowserError(f"{page} cannot be printed: {error}") from None
        command += [f"--print-to-pdf={to.resolve()}", still.as_uri()]
        try:
            done = subprocess.run(
                command, capture_output=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            raise NoBrowserError(
                f"{program} took longer than {SECONDS} s to print"
            ) from None
        except OSError as error:
            raise NoBrowserError(f"{program} cannot be run: {error}") from None
    if done.returncode != 0 or not to.is_file() or to.stat().st_size == 0:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        last = told[-1] if told else f"it ended with {done.returncode}"
        raise NoBrowserError(f"{program} made no PDF: {last}")


def _sandbox() -> tuple[str, ...]:
    """Chromium's sandbox does not start for the superuser, e.g. in a container."""
    import os

    return ("--no-sandbox",) if getattr(os, "geteuid", lambda: 1)() == 0 else ()
