"""`pantau annotate`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import IO

import click
import orjson

from analytics.actors.own import registry_of
from analytics.annotate import Models
from analytics.annotations_file import BadLine, annotated
from analytics.home import Home
from analytics.snapshot import current

TOLD = 10  # numbers of bad lines in the last sentence


@click.command()
@click.argument("file", type=click.File("rb"))
@click.pass_obj
def annotate(home: Home, file: IO[bytes]) -> None:
    """Print topics, themes, story and mentions of the articles in FILE (JSONL: id, title, text), in their order.

    Topics are those of the current snapshot; without one there are none. FILE may be - for standard input.
    A line that is no article is told on stderr ({"line": 3, "error": "…"}), the others are annotated, and the
    exit code is 1.
    """
    snapshot = current(home)
    models = replace(snapshot.models if snapshot.blocks else Models(), known=registry_of(home))
    bad: list[int] = []
    for record in annotated(file, models):
        if isinstance(record, BadLine):
            bad.append(record.number)
            click.echo(orjson.dumps({"line": record.number, "error": record.reason}), err=True)
        else:
            sys.stdout.buffer.write(orjson.dumps(record) + b"\n")
    sys.stdout.buffer.flush()
    if bad:
        raise click.ClickException(f"{_lines(bad)}; what is wrong stands above, the others were annotated")


def _lines(bad: Sequence[int]) -> str:
    """Which lines are no articles, as a sentence begins."""
    if len(bad) == 1:
        return f"line {bad[0]} is no article"
    more = f" and {len(bad) - TOLD:,} more" if len(bad) > TOLD else ""
    return f"lines {', '.join(map(str, bad[:TOLD]))}{more} are no articles"
