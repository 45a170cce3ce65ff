"""The card in full in the terminal: every finding, by course and criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from steelyard.weigh.results import Results

MARK = {"full": "●", "part": "◐", "none": "○"}
"""How far a criterion has been evaluated."""


def show_findings(out: Console, results: Results) -> None:
    """Print the six findings of each course; legible at 80 columns."""
    from rich.table import Table
    from rich.text import Text

    for course, cells in results.card.items():
        table = Table(box=None, pad_edge=False, show_header=False)
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold", ratio=1)
        for criterion, cell in cells.items():
            said = cell.finding
            if cell.confidence:
                said += f" Confidence: {cell.confidence}."
            table.add_row(MARK[cell.extent], criterion, Text(said))
        out.print(f"\n[bold]{course}[/]")
        out.print(table)
