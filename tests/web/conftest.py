"""A real browser: the system's Chromium, driven by Playwright."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from steelyard.casebook.reader import open_casebook
from steelyard.study.assess import Options, assess
from steelyard.study.store import Run
from steelyard.tell.dossier import dossier
from steelyard.tell.pdf import find_browser
from steelyard.tell.web.app import create_app
from steelyard.tell.web.kept import keep_pages
from steelyard.weigh.results import weigh

TINY = Path(__file__).parents[1] / "tiny"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a Chromium, or skip in plain words."""
    path = find_browser()
    if path is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Watch:
    """What a page asked for and complained of."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def attach(self, page: Page) -> None:
        """Listen to a page."""
        page.on("request", lambda r: self.requests.append(r.url))
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        page.on(
            "console",
            lambda m: (
                self.errors.append(m.text) if m.type in {"error", "warning"} else None
            ),
        )

    def foreign(self, *starts: str) -> list[str]:
        """Return requests that begin with none of these."""
        allowed = (*starts, "data:", "blob:")
        return [url for url in self.requests if not url.startswith(allowed)]


@pytest.fixture
def watch() -> Watch:
    """Return a fresh record of a page's requests and complaints."""
    return Watch()


@pytest.fixture(scope="session")
def tiny_html(tiny_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the dossier of the tiny run."""
    return dossier(tiny_run, tmp_path_factory.mktemp("page") / "dossier.html")


@pytest.fixture
def page(browser: Browser, tiny_html: Path, watch: Watch) -> Iterator[Page]:
    """Return the tiny dossier, opened from disk without a network."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    watch.attach(page)
    page.goto(tiny_html.as_uri())
    page.wait_for_selector("form[data-filters]:not([hidden])", state="attached")
    yield page
    context.close()


@contextmanager
def serving(runs: Path) -> Iterator[str]:
    """Serve a run store on a free port; give its address."""
    app = create_app(runs)
    app.state.desk.patience = 60.0
    config = uvicorn.Config(app, port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server with a casebook with a long table, and its run."""
    runs = tmp_path_factory.mktemp("served") / "runs"
    tiny = runs / ".casebooks" / "tiny"
    shutil.copytree(TINY, tiny)
    lengthen(tiny)
    casebook = open_casebook(tiny)
    run = assess(casebook, runs, Options(futures=64))
    weigh(casebook, run)
    keep_pages(run, casebook)
    with serving(runs) as address:
        yield address


@pytest.fixture(scope="session")
def served_hostile(
    hostile_run: Run, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """Return the address of a server with a hostile run, and the run's id."""
    runs = tmp_path_factory.mktemp("hostile-served") / "runs"
    shutil.copytree(hostile_run.path, runs / hostile_run.id)
    with serving(runs) as address:
        yield address, hostile_run.id


def lengthen(folder: Path) -> None:
    """Add a table of 100,000 rows to a casebook."""
    package = json.loads((folder / "datapackage.json").read_text())
    table = json.loads(json.dumps(package["resources"][0]))
    fields = [{"name": "label", "type": "string"}, {"name": "value", "type": "number"}]
    table |= {"name": "long", "path": "data/long.csv", "title": "A long table"}
    table["schema"] = {"fields": fields}
    package["resources"].append(table)
    (folder / "datapackage.json").write_text(json.dumps(package))
    rows = "".join(f"row {i},{(i * 7919) % 100_000}\n" for i in range(100_000))
    (folder / "data" / "long.csv").write_text("label,value\n" + rows)
