"""The dossier as a file."""

from __future__ import annotations

import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from steelyard.study.store import Run, StoreError
from steelyard.tell.dossier import dossier
from steelyard.weigh.results import read_results

VOID = {"meta", "link", "input", "br", "img", "hr", "source"}


class Page(HTMLParser):
    """What a browser would make of a page: tags, ids, links, nesting."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def ids(self) -> list[str]:
        """All ids, in order."""
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]


@pytest.fixture(scope="module")
def page(tiny_page: Path) -> Page:
    """The tiny dossier, parsed."""
    return Page(tiny_page.read_text())


def test_every_tag_is_closed(page: Page) -> None:
    """The page is well nested to its end."""
    assert page.open == []


def test_ids_are_unique(page: Page) -> None:
    """No id stands twice, drawings included."""
    assert len(page.ids) == len(set(page.ids))


def test_every_link_inside_leads_somewhere(page: Page) -> None:
    """Every `#` link and every popover names an id of the page."""
    known = set(page.ids)
    for _, attrs in page.tags:
        href = attrs.get("href", "")
        if href.startswith("#"):
            assert href[1:] in known, href
        for key in ("popovertarget", "aria-labelledby", "data-filters"):
            if key in attrs:
                assert attrs[key] in known, attrs[key]


def test_nothing_comes_from_elsewhere(page: Page) -> None:
    """No tag loads anything: no src, no stylesheet, only an empty icon."""
    for tag, attrs in page.tags:
        assert "src" not in attrs, tag
        if tag == "link":
            assert attrs["href"] == "data:,"


def test_page_order(page: Page) -> None:
    """The page goes from the card through the audit and costs to the record."""
    wanted = ["title", "card-h", "know-h", "contents-h", "claims", "cost", "marks"]
    wanted += ["amounts", "drivers", "assumptions", "not-modelled", "tables"]
    wanted += ["sources", "record"]
    places = [page.ids.index(id_) for id_ in wanted]
    assert places == sorted(places)


def test_steps_not_in_the_run_say_so(tiny_page: Path) -> None:
    """Judge, plan and stress are listed as not evaluated."""
    assert tiny_page.read_text().count("not evaluated in this run") == 6, "two lists"


def test_same_run_same_bytes(tiny_run: Run, tiny_page: Path, tmp_path: Path) -> None:
    """Asked again, the dossier is the same to the byte."""
    again = dossier(tiny_run, tmp_path / "again.html")
    assert again.read_bytes() == tiny_page.read_bytes()


def test_small_enough(tiny_page: Path) -> None:
    """The script that draws makes up most of the file."""
    assert tiny_page.stat().st_size < 1_600_000


def test_figures_of_the_run_are_on_the_page(tiny_run: Run, tiny_page: Path) -> None:
    """Every course and the cost of each stands on the page."""
    from steelyard.tell.show import figure_text

    text = tiny_page.read_text()
    for summary in read_results(tiny_run).courses.values():
        assert figure_text(summary.cost) in text
        assert f'id="course-{summary.course}"' in text


def test_markup_in_a_casebook_stays_text(hostile_run: Run, tmp_path: Path) -> None:
    """Script in every field of a casebook adds no tag and no handler."""
    text = dossier(hostile_run, tmp_path / "d.html").read_text()
    page = Page(text)
    kinds = [attrs.get("type") for tag, attrs in page.tags if tag == "script"]
    assert kinds == ["text/plain", "application/json", "module", "module"]
    for tag, attrs in page.tags:
        assert tag != "img"
        assert not any(key.startswith("on") for key in attrs), (tag, attrs)
        assert not attrs.get("href", "").lower().startswith("javascript:")
    assert sum("window.pwned" in t for t in page.texts) > 20, "the text itself is shown"
    assert len(page.ids) == len(set(page.ids))


def test_an_unfinished_run_is_refused(tiny_run: Run, tmp_path: Path) -> None:
    """A run without results has no dossier, and nothing is written."""
    half = Run(Path(shutil.copytree(tiny_run.path, tmp_path / tiny_run.id)))
    (half.path / "results.json").unlink()
    with pytest.raises(StoreError, match="not finished"):
        dossier(half)
    assert not list(half.path.glob("*.html"))


def test_a_place_that_cannot_be_written(tiny_run: Run, tmp_path: Path) -> None:
    """A folder that is a file is an error in one line."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot write"):
        dossier(tiny_run, tmp_path / "file" / "d.html")
