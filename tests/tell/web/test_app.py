"""The server, asked without a browser."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from steelyard.study.store import Run
from steelyard.tell.web import assets
from steelyard.tell.web.access import COOKIE, Access
from steelyard.tell.web.app import create_app

TOKEN = "a-token-of-some-length"


@pytest.fixture(scope="module")
def store(tiny_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a finished and an unfinished run, and a secret beside it."""
    top = tmp_path_factory.mktemp("served")
    shutil.copytree(tiny_run.path, top / "runs" / tiny_run.id)
    half = top / "runs" / "tiny-half"
    shutil.copytree(tiny_run.path, half)
    (half / "results.json").unlink()
    (top / "secret.txt").write_text("secret")
    return top / "runs"


@pytest.fixture
def client(store: Path) -> TestClient:
    """A client on this machine."""
    return TestClient(create_app(store), base_url="http://localhost:8309")


@pytest.fixture
def guarded(store: Path) -> TestClient:
    """A client of a server that asks for a token."""
    app = create_app(store, Access("0.0.0.0", TOKEN))
    return TestClient(app, base_url="http://desk.example", follow_redirects=False)


def test_list_of_runs(client: TestClient, tiny_run: Run) -> None:
    """The list tells finished runs from unfinished ones, and links the former."""
    text = client.get("/runs").text
    assert f'href="/runs/{tiny_run.id}"' in text
    assert "not finished: 4 of 4 parts" in text
    first = client.get("/").text
    assert f'href="/runs/{tiny_run.id}"' in first
    assert 'href="/runs/tiny-half"' not in first


def test_an_empty_store(tmp_path: Path) -> None:
    """A store without runs says how to make one."""
    with TestClient(create_app(tmp_path / "none"), base_url="http://localhost") as c:
        assert "steelyard assess" in c.get("/").text


def test_dossier_and_claims(client: TestClient, tiny_run: Run) -> None:
    """A run's dossier and its claims are served with a strict policy."""
    page = client.get(f"/runs/{tiny_run.id}/dossier")
    assert page.status_code == 200
    assert "A bridge guard for the flood season" in page.text
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "frame-ancestors 'none'" in policy
    claims = client.get(f"/runs/{tiny_run.id}/claims.json")
    assert claims.headers["content-type"] == "application/json"
    assert json.loads(claims.text)["counts"]["claims"] == 4


def test_health(client: TestClient) -> None:
    """Health is told without a token."""
    assert client.get("/healthz").json()["status"] == "ok"


@pytest.mark.parametrize(
    "path",
    [
        "/docs",
        "/redoc",
        "/openapi.json",
        "/runs/none",
        "/runs/none/claims.json",
        "/runs/..%2f..%2fsecret.txt",
        "/runs/../../secret.txt",
        "/runs/%2e%2e/%2e%2e/secret.txt",
        "/secret.txt",
        "/runs/%00",
        "/runs/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    ],
)
def test_what_is_not_there(client: TestClient, path: str) -> None:
    """Anything else is a plain page, with nothing of the disk and no markup."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text.replace("secret.txt", "")
    assert "<script>" not in answer.text
    assert "alert(1)<" not in answer.text
    assert "Traceback" not in answer.text


def test_an_unfinished_run(client: TestClient) -> None:
    """An unfinished run says what to do."""
    answer = client.get("/runs/tiny-half")
    assert answer.status_code == 409
    assert "assess" in answer.text


def test_a_broken_run_shows_no_trace(
    client: TestClient, store: Path, tiny_run: Run
) -> None:
    """A run whose casebook is broken gives a plain page."""
    broken = store / "tiny-broken"
    shutil.copytree(tiny_run.path, broken)
    (broken / "casebook" / "claims.yaml").write_text("claims: {\n")
    try:
        answer = client.get("/runs/tiny-broken")
        assert answer.status_code == 422
        assert "claims.yaml:2:" in answer.text, "the line that is wrong"
        assert "Traceback" not in answer.text
        assert client.get("/").status_code == 200
    finally:
        shutil.rmtree(broken)


def test_an_unforeseen_error_shows_no_trace(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error inside is told in one plain sentence."""
    from steelyard.tell.web.shelf import Shelf

    def fail(self: Shelf) -> None:
        raise RuntimeError("the inside story")

    monkeypatch.setattr(Shelf, "entries", fail)
    client = TestClient(
        create_app(store), base_url="http://localhost", raise_server_exceptions=False
    )
    answer = client.get("/")
    assert answer.status_code == 500
    assert "inside story" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/healthz", "/nothing", "/runs/tiny-half"])
def test_headers_of_every_answer(client: TestClient, path: str) -> None:
    """Every answer carries a strict policy and may not be framed or kept."""
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    scripts = headers["content-security-policy"].partition("script-src")[2]
    assert "unsafe" not in scripts.partition(";")[0]
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_most_addresses_can_only_be_read(client: TestClient, method: str) -> None:
    """What is no form takes no change."""
    assert client.request(method, "/").status_code == 405
    assert client.request(method, "/runs/tiny-half").status_code == 405


def test_another_name_is_refused(store: Path) -> None:
    """Without a token only names of this machine are answered."""
    evil = TestClient(create_app(store), base_url="http://evil.example")
    assert evil.get("/").status_code == 421


def test_a_token_opens_the_door_once(guarded: TestClient) -> None:
    """The token in the link becomes a cookie that scripts cannot read."""
    assert guarded.get("/").status_code == 401
    assert guarded.get("/healthz").status_code == 200
    assert guarded.get("/?token=wrong").status_code == 401
    assert guarded.get(assets.find("page.css").path).status_code == 200, "styled"
    assert guarded.get("/runs").status_code == 401
    assert guarded.post("/static/x/page.css").status_code == 401
    answer = guarded.get(f"/runs/x?a=1&token={TOKEN}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/runs/x?a=1"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie
    assert guarded.get("/").status_code == 200, "the cookie opens the door"


def test_a_link_with_a_token_leads_nowhere_else(guarded: TestClient) -> None:
    """The answer to a token never leads to another site."""
    answer = guarded.get(f"http://desk.example//evil.example/?token={TOKEN}")
    assert answer.headers["location"] == "/evil.example/"


def test_a_bearer_token(guarded: TestClient) -> None:
    """Programs show the token in a header."""
    good = {"Authorization": f"Bearer {TOKEN}"}
    assert guarded.get("/", headers=good).status_code == 200
    assert guarded.get("/", headers={"Authorization": "Bearer x"}).status_code == 401
    guarded.cookies.set(COOKIE, TOKEN)
    assert guarded.get("/").status_code == 401, "the token is not the cookie"
