"""The script that draws charts."""

from __future__ import annotations

import sys
from pathlib import Path

import altair as alt
import pytest

from steelyard.tell import bundle


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and a stand-in for the slow builder."""
    monkeypatch.setattr(bundle, "cache_folder", lambda: tmp_path / "cache")
    bundle.vega_bundle.cache_clear()
    yield tmp_path / "cache"
    bundle.vega_bundle.cache_clear()


def count_builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace the builder by one that is quick and counts."""
    import vl_convert

    built: list[str] = []

    def quick(vl_version: str) -> str:
        built.append(vl_version)
        return "window.vegaEmbed='</script>'"

    monkeypatch.setattr(vl_convert, "javascript_bundle", quick)
    return built


def test_built_once_and_kept(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script is built at first use and read from the cache after that."""
    built = count_builds(monkeypatch)
    first = bundle.vega_bundle()
    bundle.vega_bundle.cache_clear()
    assert bundle.vega_bundle() == first
    assert len(built) == 1
    assert "</script" not in first, "it could end the element that it stands in"


def test_a_broken_cache_is_mended(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was cut off is built again."""
    built = count_builds(monkeypatch)
    first = bundle.vega_bundle()
    kept = next(fresh.iterdir())
    kept.write_text(first[:10])
    bundle.vega_bundle.cache_clear()
    assert bundle.vega_bundle() == first
    assert len(built) == 2
    assert kept.read_text() == first


def test_a_cache_that_cannot_be_written(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a cache the script is built all the same."""
    count_builds(monkeypatch)
    fresh.write_text("a file where a folder should be")
    assert bundle.vega_bundle().startswith("window.vegaEmbed")


def test_altair_and_the_script_speak_the_same_version() -> None:
    """Charts are drawn by the Vega-Lite that Altair writes for."""
    ours = bundle.vega_lite_version().split(".")
    assert alt.SCHEMA_VERSION.removeprefix("v").split(".")[: len(ours)] == ours


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="follows XDG")
def test_cache_follows_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache is where the user keeps such files."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert bundle.cache_folder() == Path("/somewhere/steelyard")
