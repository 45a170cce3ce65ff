"""A run's pages are the dossier's sections, each in one place, linked to the others."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from steelyard.study.store import Run
from steelyard.tell.sections.order import SECTIONS
from steelyard.tell.web.app import create_app
from steelyard.tell.web.fragments import STEPS, home, sections_of


@pytest.fixture(scope="module")
def reader(
    tiny_kept: Run, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient]:
    """A client of a store of its own: a dossier that is asked for is written there."""
    runs = tmp_path_factory.mktemp("fragments") / "runs"
    shutil.copytree(tiny_kept.path.parent, runs)
    app = create_app(runs)
    app.state.desk.warm = lambda: None
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def test_every_section_has_a_page() -> None:
    """Whatever is added to the dossier stands on exactly one page."""
    for section in SECTIONS:
        assert home(section) in STEPS, section.id
    placed = [s.id for name in STEPS for s in sections_of(name)]
    assert sorted(placed) == sorted(s.id for s in SECTIONS)


def test_links_lead_to_what_is_there(reader: TestClient, tiny_run: Run) -> None:
    """No link of a run's page leads to a place that its page does not have."""
    pages: dict[str, str] = {}

    def text(address: str) -> str:
        if address not in pages:
            answer = reader.get(address)
            assert answer.status_code == 200, address
            pages[address] = answer.text
        return pages[address]

    for name in ("", *(f"/{step}" for step in STEPS)):
        here = f"/runs/{tiny_run.id}{name}"
        for link in set(re.findall(r'<a [^>]*href="([^"]+)"', text(here))):
            target, _, mark = link.partition("#")
            if target.startswith(("http", "mailto")) or target.endswith(
                (".csv", ".zip", ".pdf")
            ):
                continue
            place = text(target or here)
            assert not mark or f'id="{mark}"' in place, f"{here} links to {link}"


def test_icons_are_found(reader: TestClient, tiny_run: Run) -> None:
    """What an icon is drawn from stands on the page itself."""
    for name in ("", *(f"/{step}" for step in STEPS)):
        text = reader.get(f"/runs/{tiny_run.id}{name}").text
        for target in set(re.findall(r'<use href="([^"]+)"', text)):
            assert target.startswith("#"), f"{name}: {target}"
            assert f'id="{target[1:]}"' in text, f"{name}: {target}"
