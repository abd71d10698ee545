"""Colours, fonts and the frame of every chart, once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from babel import Locale

Figure = dict[str, Any]

INK, MUTED, RULE, GROUND, ACCENT = "#1d2329", "#5d6875", "#e3e7eb", "#ffffff", "#0b5c9c"
FONT = "Inter, 'Helvetica Neue', Arial, sans-serif"
# Okabe and Ito (2008), without the yellow that white swallows; told apart by colour-blind readers
SERIES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#6B6B6B")
DASHES = ("solid", "dash", "dot", "dashdot")
HEAT = [[0, "#f4f7fa"], [0.25, "#c5dcee"], [0.5, "#7fb2d9"], [0.75, "#3581b9"], [1, "#0b4a7f"]]

CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "showSendToCloud": False,
    "responsive": True,
    "modeBarButtonsToRemove": [
        "zoom2d", "pan2d", "select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d", "resetScale2d",
    ],
}  # fmt: skip


def config(name: str, png: str, language: str) -> dict[str, Any]:
    """What Plotly is told beside the figure: its file's name, the tip on its button, and how this language writes dates and numbers."""
    own = Locale(language)
    names = {"dictionary": {"Download plot as a PNG": png}, "format": _format(own)}
    image = {"format": "png", "filename": f"pantau-{name}", "scale": 2}
    return CONFIG | {"toImageButtonOptions": image, "locale": language, "locales": {language: names}}


def _format(own: Locale) -> dict[str, Any]:
    """Months, days and separators of a language, from the Unicode locale data (weeks begin on Sunday, as Plotly has them)."""
    months, days = own.months["stand-alone"], own.days["stand-alone"]
    sunday_first = (6, 0, 1, 2, 3, 4, 5)
    return {
        "months": [months["wide"][n] for n in range(1, 13)], "shortMonths": [months["abbreviated"][n] for n in range(1, 13)],
        "days": [days["wide"][n] for n in sunday_first], "shortDays": [days["abbreviated"][n] for n in sunday_first],
        "decimal": own.number_symbols["latn"]["decimal"], "thousands": own.number_symbols["latn"]["group"],
    }  # fmt: skip


def figure(data: Sequence[dict[str, Any]], height: int = 300, **layout: Any) -> Figure:
    """A figure as plain data in Pantau's frame; `layout` is laid over it."""
    base: dict[str, Any] = {
        "height": height,
        "margin": {"l": 48, "r": 12, "t": 8, "b": 36},
        "paper_bgcolor": GROUND,
        "plot_bgcolor": GROUND,
        "font": {"family": FONT, "size": 12, "color": INK},
        "hoverlabel": {
            "bgcolor": GROUND,
            "bordercolor": RULE,
            "font": {"family": FONT, "size": 12, "color": INK},
            "align": "left",
        },
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "xaxis": axis(),
        "yaxis": axis(),
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": "#9aa5b1", "activecolor": ACCENT},
    }
    return {"data": list(data), "layout": base | layout}


def axis(**more: Any) -> dict[str, Any]:
    """An axis: hairline grid, no zero line, labels that make room for themselves."""
    base: dict[str, Any] = {
        "gridcolor": RULE, "linecolor": RULE, "zeroline": False, "automargin": True, "fixedrange": True,
        "tickfont": {"size": 11, "color": MUTED}, "title": {"font": {"size": 11, "color": MUTED}, "standoff": 8},
    }  # fmt: skip
    title = more.pop("title", None)
    return base | ({"title": base["title"] | {"text": title}} if title else {}) | more


def counts(title: str, most: float = 100) -> dict[str, Any]:
    """An axis of counts up to `most`, from nought, in whole numbers."""
    few = {"dtick": 1} if most <= 5 else {"nticks": 6}
    return axis(title=title, rangemode="tozero", tickformat=",d", **few)


def style(rank: int) -> tuple[str, str]:
    """Colour and dash of the thing that stands at this place of the whole corpus, on every page alike."""
    return SERIES[rank % len(SERIES)], DASHES[rank // len(SERIES) % len(DASHES)]


def short(text: str, most: int = 30) -> str:
    """A label that fits."""
    return text if len(text) <= most else text[: most - 1].rstrip(" ·,") + "…"
