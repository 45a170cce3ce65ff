"""Follow docs/tutorial.md as a reader would, and write what is really printed.

Usage: python tools/tutorial_docs.py [--check]

Blocks with a caption `new: FILE` write a file, `end of: FILE` add to its end, and
`in FILE: OLD -> NEW` (a block of kind diff) replace a line. Blocks of kind `sh` are
run in a folder of their own, and the `text` block after one holds what it printed:
all of it, or the first lines before a line of three dots, or the last after one.
With --check nothing is written, and the exit code is 1 if a page is out of date.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "tutorial.md"
_BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_CAPTION = re.compile(r"\A:caption: (end of|new): (\S+)\n\n?")
_RUN = re.compile(r"\b([a-z]+)-[0-9a-f]{12}\b")
DOTS = "..."


def run(line: str, folder: Path) -> list[str]:
    """Run one command; return the lines that it printed, run ids made alike."""
    words = shlex.split(line)
    if words[0] != "steelyard":
        raise ValueError(f"not a command of ours: {line}")
    runs = sorted(p.parent.name for p in folder.glob("runs/*/run.json"))
    words = [runs[0] if w == "RUN" else w for w in words[1:]]
    done = subprocess.run(
        [sys.executable, "-m", "steelyard", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "80", "TERM": "dumb", "NO_COLOR": "1"},
    )
    said = done.stdout if done.returncode == 0 else done.stdout + done.stderr
    text = _RUN.sub(r"\1-0123456789ab", said)
    return [shown.rstrip() for shown in text.strip("\n").splitlines()]


def shortened(before: list[str], printed: list[str]) -> list[str]:
    """Keep as many lines as the page shows, at the end where it shows the end."""
    if DOTS not in before:
        return printed
    at = before.index(DOTS)
    first, last = printed[:at], len(before) - at - 1
    return [*first, DOTS, *(printed[-last:] if last else [])]


def change(block: str, folder: Path) -> None:
    """Replace the lines that begin with a minus by those that begin with a plus."""
    head, *lines = block.splitlines()
    path = folder / head.removeprefix("--- ")
    old = "\n".join(x[1:] for x in lines if x.startswith("-"))
    new = "\n".join(x[1:] for x in lines if x.startswith("+"))
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{path.name} does not hold this once: {old}")
    path.write_text(text.replace(old, new), encoding="utf-8")


def follow(page: str, folder: Path) -> str:
    """Do what the page says in a folder; return it with what was printed."""
    printed: list[str] = []

    def step(found: re.Match[str]) -> str:
        kind, body = found[1].strip(), found[2]
        if kind == "sh":
            printed[:] = [s for c in body.splitlines() for s in run(c, folder)]
        elif kind == "text":
            shown = "\n".join(shortened(body.splitlines(), printed))
            return f"```text\n{shown}\n```"
        elif kind == "diff":
            change(body, folder)
        elif kind.startswith("{code-block}"):
            caption = _CAPTION.match(body)
            if caption is None:
                raise ValueError(f"a block without a caption: {body[:60]}")
            path, rest = folder / caption[2], body[caption.end() :]
            before = path.read_text("utf-8") if caption[1] == "end of" else ""
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(before + rest, encoding="utf-8")
        return found[0]

    return _BLOCK.sub(step, page)


def main(argv: list[str]) -> int:
    """Write the page, or check it."""
    before = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        after = follow(before, Path(folder))
    if "--check" in argv:
        for old, new in zip(before.splitlines(), after.splitlines(), strict=False):
            if old != new:
                print(f"-{old}\n+{new}")
        return int(before != after)
    PAGE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
