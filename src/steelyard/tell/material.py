"""What the sections of a dossier are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from steelyard.audit.audit import Audit
from steelyard.casebook.model import Casebook
from steelyard.study.store import Run, read_json
from steelyard.tell.links import Links
from steelyard.tell.notes import Notes
from steelyard.tell.plates import Plates
from steelyard.weigh.results import Results
from steelyard.weigh.summary import CourseSummary


@dataclass(frozen=True)
class Material:
    """A run, read back, with the page's registries."""

    run: Run
    manifest: dict[str, Any]
    casebook: Casebook
    audit: Audit
    results: Results
    links: Links
    notes: Notes
    plates: Plates
    env: Environment

    def render(self, template: str, **values: Any) -> Markup:
        """Render a template of the dossier; text from casebooks is escaped."""
        page = self.env.get_template(template)
        return Markup(page.render(m=self, **values))

    def title(self, course: str) -> str:
        """Return a course's title."""
        return self.casebook.courses[course].title

    def exhibit(self, name: str) -> dict[str, Any] | None:
        """Return an exhibit of the run, or None if the casebook lacks it."""
        path = self.run.exhibit(name)
        return dict(read_json(path)) if path.is_file() else None

    def ran(self, *names: str) -> bool:
        """Tell whether the run has one of some exhibits."""
        return any(self.exhibit(name) is not None for name in names)

    @property
    def courses(self) -> dict[str, CourseSummary]:
        """Summaries by course, in the order of the run."""
        return self.results.courses
