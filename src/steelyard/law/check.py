"""Everything that can be wrong with a law file."""

from __future__ import annotations

from steelyard.casebook.problems import Problem
from steelyard.casebook.schema.law import LawFile
from steelyard.casebook.yamlfile import Document
from steelyard.law.book import Law
from steelyard.law.check_cells import check_cells
from steelyard.law.check_refs import check_refs
from steelyard.law.check_rules import check_rules


def check_law(law: LawFile, document: Document) -> list[Problem]:
    """Find problems of structure; if there is none, cells that disagree.

    Parameters
    ----------
    law
        The validated file.
    document
        The document it was read from, for line numbers.
    """
    problems = check_structure(law, document)
    return problems or check_cells(Law(law, document), document)


def check_structure(law: LawFile, document: Document) -> list[Problem]:
    """Find dangling names, contradictions, cycles, dates out of order, overlaps."""
    dangling = check_refs(law, document)
    return dangling + check_rules(law, document, unused=not dangling)
