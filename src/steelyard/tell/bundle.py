"""The script that draws charts: Vega, Vega-Lite and Vega-Embed in one module.

Built once for each version of vl-convert and kept in the user's cache; no
Node, no network.
"""

from __future__ import annotations

import os
import sys
import tempfile
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path


def vega_lite_version() -> str:
    """Return the newest Vega-Lite that both Altair and vl-convert speak."""
    import altair as alt
    import vl_convert as vlc

    wanted = alt.SCHEMA_VERSION.removeprefix("v")
    known = [v.removeprefix("v") for v in vlc.get_vegalite_versions()]
    exact = [v for v in known if wanted == v or wanted.startswith(f"{v}.")]
    return exact[-1] if exact else known[-1]


def cache_folder() -> Path:
    """Return the folder for files that can be made again."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", str(Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "") or str(Path.home() / ".cache")
    return Path(base) / "steelyard"


@lru_cache(maxsize=1)
def vega_bundle() -> str:
    """Return the script, an ES module that sets `window.vegaEmbed`."""
    name = f"vega-{version('vl-convert-python')}-{vega_lite_version()}.js"
    path = cache_folder() / name
    try:
        kept = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        kept = ""
    if kept.endswith(_END):
        return kept
    import vl_convert as vlc

    version_ = vega_lite_version()
    # the stub wants a snippet, the function does not
    script = str(vlc.javascript_bundle(vl_version=version_))  # type: ignore[call-arg]
    # a script element ends at the first closing tag, wherever that stands
    script = script.replace("</script", "<\\/script")
    script = script.rstrip() + _END
    _keep(path, script)
    return script


_END = "\n/* end of bundle */\n"


def _keep(path: Path, text: str) -> None:
    """Write beside and rename; a cache that cannot be written is no error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as folder:
            beside = Path(folder) / path.name
            beside.write_text(text, encoding="utf-8")
            beside.replace(path)
    except OSError:
        return
