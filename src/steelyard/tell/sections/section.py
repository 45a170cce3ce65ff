"""What a section is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from steelyard.tell.material import Material
from steelyard.tell.steps import Name


@dataclass(frozen=True)
class Section:
    """A part of the page.

    Attributes
    ----------
    id, title
        Anchor and heading.
    step
        Which of the seven steps it reports.
    render
        Gives the fragment below the heading; an empty one leaves the section out,
        and a step all of whose sections are left out is shown as not evaluated.
    """

    id: str
    title: str
    step: Name
    render: Callable[[Material], Markup]
