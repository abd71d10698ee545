"""The parts pages are made of: cards with a chart and its downloads, figures in words, tables, empty states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_ag_grid as dag
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts import Figure, config
from dashboard.files import FORMATS
from dashboard.records import labelled
from dashboard.scene import Scene

Content = Component | str | None


def card(
    scene: Scene, name: str, title: str, note: str, drawn: Figure | None, table: str = "", *, wide: bool = False,
    extra: Sequence[Content] = (), **options: str,
) -> Component:  # fmt: skip
    """A chart under a title that says what it shows, a note with unit and denominator, and its table to download.

    `name` begins with the page's name; without a figure the card says that there is nothing and what to do.
    """
    body: Content = chart(scene, name, drawn, title) if drawn else None if extra else nothing(scene)
    told = shading(scene) if drawn and drawn["layout"].get("shapes") else None
    foot = downloads(scene, table) if table and (drawn or extra) else None
    return html.Section(
        [html.Header([html.H2(title), html.P(note, className="note")]), *extra, body, told, foot],
        className="card wide" if wide else "card",
    )


def chart(scene: Scene, name: str, drawn: Figure, label: str) -> Component:
    """A chart whose points, when clicked, open what their `customdata` names."""
    told: Any = config(name, scene.say("Download as PNG"), scene.say.language)
    height, grows = drawn["layout"]["height"], drawn["layout"].get("autosize", False)
    held = {"data": drawn["data"], "layout": {k: v for k, v in drawn["layout"].items() if not grows or k != "height"}}
    style = {"height": "100%", "minHeight": height} if grows else {"height": height}
    graph = dcc.Graph(id={"kind": "chart", "name": name}, figure=held, config=told, style=style)
    return html.Div(graph, role="img", className="chart grows" if grows else "chart", **labelled(label))


def shading(scene: Scene) -> Component:
    """What shaded periods mean."""
    words = scene.say("Shaded: outlets that usually write much were silent or could not be read. A point ▾ names them.")
    return html.P([html.Span(className="shade"), words], className="note")


def downloads(scene: Scene, table: str, **options: str) -> Component:
    """Links to a table as files, and its receipt."""
    links = [
        html.A(form.upper(), href=scene.file(table, form, **options), className="file", target="_self",
               title=scene.say("Download this table as {form}", form=form.upper()))
        for form in FORMATS
    ]  # fmt: skip
    receipt = scene.receipt(table)
    told = html.Span(scene.say("receipt {id}", id=receipt.id), className="receipt", title=receipt.line())
    return html.Footer([html.Span(scene.say("Table")), *links, told], className="downloads")


def nothing(scene: Scene) -> Component:
    """What a card says that has nothing to draw: the selection itself, if it is empty, else that it holds none of this."""
    if not scene.seen.total:
        return empty(scene)
    return html.Div(html.P(scene.say("The selected {unit} hold nothing of this.", unit=scene.unit)), className="empty")


def empty(scene: Scene) -> Component:
    """What to do when nothing is selected, or nothing was loaded yet."""
    if not scene.snapshot.blocks:
        return html.Div(
            [html.P(scene.say("Nothing has been loaded yet.")), html.Code("pantau load PATH")],
            className="empty",
        )
    whole = dcc.Link(scene.say("Show everything"), href=scene.narrow(type(scene.selection)()))
    return html.Div([html.P(scene.say("No {unit} match this selection.", unit=scene.unit)), whole], className="empty")


def figures(items: Sequence[tuple[str, str, str]]) -> Component:
    """Figures in a row: value, what it is, and the address it opens."""
    return html.Div(
        [
            dcc.Link([html.Strong(value), html.Span(label)], href=href, className="figure")
            for value, label, href in items
        ],
        className="figures",
    )


def choice(scene: Scene, key: str, options: Sequence[tuple[str, str]], chosen: str, label: str) -> Component:
    """A row of links of which one is chosen; the choice is kept in the address."""
    links = [
        dcc.Link(
            text,
            href=scene.path + scene.query(None, **{key: value or None, "see": None}),
            className="on" if value == chosen else "",
        )
        for value, text in options
    ]
    return html.Nav([html.Span(label), *links], className="choice", **labelled(label))


def grid(name: str, columns: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]], height: int = 460) -> Component:
    """A table that sorts; a click on a cell of a column marked `opens` opens what the row's `see` names."""
    made: Component = dag.AgGrid(
        id={"kind": "grid", "name": name},
        columnDefs=list(columns),
        rowData=list(rows),
        getRowId="params.data.see",
        defaultColDef={
            "sortable": True,
            "resizable": True,
            "suppressHeaderMenuButton": True,
            "wrapHeaderText": True,
            "autoHeaderHeight": True,
        },
        dashGridOptions={
            "animateRows": False,
            "enableCellTextSelection": True,
            "suppressMovableColumns": True,
            "rowHeight": 34,
            "headerHeight": 36,
        },
        columnSize="responsiveSizeToFit",
        className="ag-theme-alpine pantau-grid",
        style={"height": min(height, 54 + 34 * max(len(rows), 2))},
    )
    return made


def text_column(field: str, title: str, **more: Any) -> dict[str, Any]:
    """A column of words."""
    return {"field": field, "headerName": title, "tooltipField": field, "minWidth": 90} | more


def number_column(field: str, title: str, **more: Any) -> dict[str, Any]:
    """A column of counts, each of which opens its sentences."""
    base = {
        "field": field,
        "headerName": title,
        "type": "rightAligned",
        "minWidth": 96,
        "maxWidth": 140,
        "cellClass": "ag-right-aligned-cell opens",
    }
    return base | {"valueFormatter": {"function": "written(params.value, 0)"}} | more


def said_column(field: str, title: str, **more: Any) -> dict[str, Any]:
    """A column that sorts by `field` and shows what `<field>_said` says."""
    said = {"valueFormatter": {"function": f"params.data.{field}_said"}, "tooltipField": f"{field}_said"}
    return {"field": field, "headerName": title, "minWidth": 90} | said | more


def share_column(field: str, title: str) -> dict[str, Any]:
    """A column of shares."""
    return number_column(
        field, title, cellClass="ag-right-aligned-cell", valueFormatter={"function": "percent(params.value)"}
    )
