"""`pantau annotate`."""

from __future__ import annotations

import sys
from typing import IO

import click
import orjson

from analytics.annotate import Models
from analytics.annotations_file import annotated
from analytics.home import Home
from analytics.snapshot import current


@click.command()
@click.argument("file", type=click.File("rb"))
@click.pass_obj
def annotate(home: Home, file: IO[bytes]) -> None:
    """Print topics, themes, story and mentions of the articles in FILE (JSONL: id, title, text), in their order.

    Topics are those of the current snapshot; without one there are none. FILE may be - for standard input.
    """
    snapshot = current(home)
    models = snapshot.models if snapshot.blocks else Models()
    for record in annotated(file, models):
        sys.stdout.buffer.write(orjson.dumps(record) + b"\n")
