"""The group of commands: each is loaded when it is called, and fails in one plain sentence."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "demo": "Load the demo corpus: some 210 example pages on 2024 and 2025.",
    "load": "Take in pages and publish a new snapshot.",
    "watch": "Watch feeds: poll them, fetch new pages, publish new snapshots.",
    "serve": "Serve the dashboard.",
    "show": "Print how pages are read, one JSON object a line.",
    "annotate": "Print topics, themes, story and mentions of articles.",
    "export": "Write a table of a selection to a file.",
    "info": "Say what the snapshot holds, and its receipt.",
}


class Plain(click.Group):
    """Commands in `dashboard.commands`; a failure is one clear sentence on stderr and exit code 1, never a traceback."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The commands, in the order of a first session."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """A command, loaded now, so that none waits for what only another needs."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"dashboard.commands.{name}"), name)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what goes wrong becomes one sentence (the whole story with PANTAU_DEBUG=1)."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except BrokenPipeError:
            raise SystemExit(0) from None
        except Exception as error:
            if os.environ.get("PANTAU_DEBUG"):
                raise
            raise click.ClickException(sentence(error)) from None


def sentence(error: Exception) -> str:
    """What went wrong, in one line."""
    said = " ".join(str(error).split()) or "no reason given"
    known = isinstance(error, (ValueError, OSError, RuntimeError))
    return said if known else f"{type(error).__name__}: {said} (PANTAU_DEBUG=1 shows where)"
