"""One theme for page and charts: tokens, palette, Vega configuration.

The palette is Okabe and Ito's, safe for the common forms of colour blindness,
with each colour moved to a luminance that stands out on white and on dark
(contrast of at least 3:1 against both backgrounds, WCAG 2.2 SC 1.4.11).

References
----------
Okabe and Ito (2008), Color Universal Design.
"""

from __future__ import annotations

from typing import Any, Literal

Mode = Literal["light", "dark"]

BLUE, VERMILLION, GREEN = "#0072b2", "#d55e00", "#0a8f6a"
ORANGE, PURPLE, SKY, GREY, BROWN = "#b87700", "#b9638f", "#3a8fc2", "#7a818a", "#8c6d46"

PALETTE: tuple[str, ...] = (
    BLUE,
    VERMILLION,
    GREEN,
    ORANGE,
    PURPLE,
    SKY,
    BROWN,
    GREY,
)

VERDICT_COLOURS: dict[str, str] = {
    "supported": BLUE,
    "misleading": "#bd8b1c",
    "contradicted": "#b8430a",
    "unverified": "#8a929b",
}
"""Dark and light in turn, so that neighbours differ in luminance as well."""

BASIS_COLOURS: dict[str, str] = {
    "measured": BLUE,
    "planning_factor": GREEN,
    "elicited": PURPLE,
    "assumed": "#bd8b1c",
}

TOKENS: dict[Mode, dict[str, str]] = {
    "light": {
        "bg": "#ffffff",
        "surface": "#f5f6f8",
        "raised": "#ffffff",
        "ink": "#191d22",
        "muted": "#525c67",
        "line": "#d3d8de",
        "grid": "#e6e9ed",
        "link": "#0a568f",
        "focus": "#9a3f00",
        "mark": "#fff1c9",
        "hold": "#0b5a8c",
        "mislead": "#7d5000",
        "against": "#a84300",
        "open": "#525c67",
    },
    "dark": {
        "bg": "#14171b",
        "surface": "#1c2127",
        "raised": "#23292f",
        "ink": "#e9ebee",
        "muted": "#a9b2bc",
        "line": "#3a424b",
        "grid": "#2b3138",
        "link": "#86c3f0",
        "focus": "#ffb57a",
        "mark": "#4a3d10",
        "hold": "#79bdea",
        "mislead": "#e2b159",
        "against": "#f39a63",
        "open": "#a9b2bc",
    },
}

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif'


def css_variables() -> str:
    """Return the tokens as style rules: light, dark by preference, dark by choice."""
    light, dark = (
        ";".join(f"--{name}:{value}" for name, value in TOKENS[mode].items())
        for mode in ("light", "dark")
    )
    return (
        f":root{{color-scheme:light;{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{"
        f":root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}"
        f"@media screen{{:root[data-theme=dark]{{color-scheme:dark;{dark}}}}}"
    )


def config(mode: Mode = "light") -> dict[str, Any]:
    """Return the Vega-Lite configuration of a mode.

    Give it to a chart by `chart.configure(**config())`, or enable the Altair
    theme for all charts of a session by `enable()`.
    """
    t = TOKENS[mode]
    text = {"labelColor": t["ink"], "titleColor": t["muted"]}
    sizes = {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}
    return {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            **text,
            **sizes,
            "gridColor": t["grid"],
            "domainColor": t["line"],
            "tickColor": t["line"],
            "titlePadding": 8,
            "labelLimit": 220,
        },
        "axisY": {"domain": False, "ticks": False, "labelPadding": 6},
        "axisX": {"labelFlush": True, "labelOverlap": "greedy", "tickCount": 6},
        "legend": {
            **text,
            **sizes,
            "orient": "top",
            "title": None,
            "symbolType": "square",
            "labelLimit": 200,
            "columns": {"expr": "width < 460 ? 2 : 4"},
            "offset": 16,
        },
        "header": {**text, **sizes},
        "title": {"color": t["ink"], "fontSize": 13, "anchor": "start"},
        "range": {"category": list(PALETTE)},
        "bar": {"color": BLUE, "stroke": t["bg"], "strokeWidth": 1},
        "line": {"color": BLUE, "strokeWidth": 2},
        "point": {"color": BLUE, "filled": True, "size": 50},
        "rule": {"color": t["ink"]},
        "geoshape": {"fill": t["grid"], "stroke": t["line"], "strokeWidth": 0.7},
        "tick": {"color": t["ink"]},
        "text": {"color": t["ink"], "fontSize": 12},
    }


def enable(mode: Mode = "light") -> None:
    """Use this theme for every Altair chart of the session, e.g. in a notebook.

    Parameters
    ----------
    mode
        Colours; the ground of the charts is filled to go with them.
    """
    import altair as alt

    @alt.theme.register("steelyard", enable=True)
    def _theme() -> alt.theme.ThemeConfig:
        return {"config": {**config(mode), "background": TOKENS[mode]["bg"]}}  # type: ignore[typeddict-item]
