"""Write the table of the chain in docs/study.md from the chain itself.

Usage: python tools/study_docs.py [--check]

With --check nothing is written, and the exit code is 1 if the page is out of date.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from steelyard.study.chain import CHAIN

PAGE = Path(__file__).parent.parent / "docs" / "study.md"
_TABLE = re.compile(r"(<!-- table: chain -->\n).*?(<!-- end -->)", re.DOTALL)


def table() -> str:
    """Return the chain as a table in markdown."""
    lines = ["| link | step | takes | gives |", "| --- | --- | --- | --- |"]
    for link in CHAIN:
        takes, gives = ", ".join(link.takes) or "futures", ", ".join(link.gives)
        lines.append(f"| {link.name} | {link.step} | {takes} | {gives} |")
    return "\n".join(lines) + "\n"


def main(argv: list[str]) -> int:
    """Write the page, or check it."""
    before = PAGE.read_text(encoding="utf-8")
    after = _TABLE.sub(lambda m: m.group(1) + table() + m.group(2), before)
    if "--check" in argv:
        return int(before != after)
    PAGE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
