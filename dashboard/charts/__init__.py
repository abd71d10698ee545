"""Tables -> figures, one file a chart; plain data that knows neither Dash nor the store."""

from dashboard.charts.bars import bars
from dashboard.charts.columns import columns
from dashboard.charts.heat import Missing, heat
from dashboard.charts.lines import Line, lines
from dashboard.charts.network import Edge, Node, network
from dashboard.charts.shading import Band
from dashboard.charts.spark import spark
from dashboard.charts.tenures import Tenure, tenures
from dashboard.charts.theme import SERIES, Figure, config, short, style
from dashboard.charts.tiles import Tile, tiles

__all__ = [
    "SERIES",
    "Band",
    "Edge",
    "Figure",
    "Line",
    "Missing",
    "Node",
    "Tenure",
    "Tile",
    "bars",
    "columns",
    "config",
    "heat",
    "lines",
    "network",
    "short",
    "spark",
    "style",
    "tenures",
    "tiles",
]
