"""The group of commands: each is loaded when it is called, and fails in one plain sentence."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import IO, Any

import click

COMMANDS = {
    "demo": "Load the demo corpus: some 210 example pages on 2024 and 2025.",
    "load": "Take in pages and publish a new snapshot.",
    "watch": "Watch feeds: poll them, fetch new pages, publish new snapshots.",
    "reread": "Read the archived pages again with today's parser.",
    "serve": "Serve the dashboard.",
    "show": "Print how pages are read, one JSON object a line.",
    "annotate": "Print topics, themes, story and mentions of articles.",
    "export": "Write a table of a selection to a file.",
    "audit": "Print pairs of actors that are probably one.",
    "actors": "Add actors of your own, and check how entries are written.",
    "info": "Say what the snapshot holds, and its receipt.",
}
_SYSTEM = {
    errno.ENOENT: "there is no such file or folder",
    errno.EACCES: "it may not be read or written by you",
    errno.EPERM: "it may not be read or written by you",
    errno.EISDIR: "it is a folder, not a file",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.EEXIST: "it is there already",
    errno.ENOSPC: "the disk is full",
    errno.EROFS: "the disk can only be read",
    errno.ENAMETOOLONG: "its name is too long",
}


class Misused(click.ClickException):
    """A command that was typed wrongly: one sentence, and where to read how it is used; exit code 2."""

    exit_code = 2

    def __init__(self, error: click.UsageError) -> None:
        path = error.ctx.command_path if error.ctx else "pantau"
        said = " ".join(error.format_message().split()).rstrip(".")
        super().__init__(f"{said} ({path} --help says how it is used)")

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence on stderr."""
        click.echo(f"Error: {self.message}", file=file or sys.stderr)


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

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """The context of a call; what was typed wrongly before the command becomes one sentence."""
        with _one_sentence():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what goes wrong becomes one sentence (the whole story with PANTAU_DEBUG=1)."""
        try:
            with _one_sentence():
                return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except BrokenPipeError:
            raise SystemExit(0) from None
        except Exception as error:
            if os.environ.get("PANTAU_DEBUG"):
                raise
            raise click.ClickException(sentence(error)) from None


@contextmanager
def _one_sentence() -> Iterator[None]:
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise Misused(error) from None


def sentence(error: Exception) -> str:
    """What went wrong, in one line."""
    if isinstance(error, OSError) and error.errno in _SYSTEM:
        path = error.filename2 or error.filename
        return f"{os.fsdecode(path)}: {_SYSTEM[error.errno]}" if path else _SYSTEM[error.errno]
    said = " ".join(str(error).split()) or "no reason given"
    known = isinstance(error, (ValueError, OSError, RuntimeError))
    return said if known else f"{type(error).__name__}: {said} (PANTAU_DEBUG=1 shows where)"
