"""What can be typed after `pantau`, run in this process."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from analytics.home import Home
from dashboard.cli import main


def run(*words: str | Path, home: Path | Home = Path("/nonexistent/home"), said: str = "") -> Result:
    where = home.path if isinstance(home, Home) else home
    return CliRunner().invoke(main, ["--home", str(where), *map(str, words)], input=said)


def failed(said: Result, code: int, *words: str) -> None:
    """The command ended with this code and said these words, in one line on stderr and nothing else."""
    assert said.exit_code == code, said.output
    assert isinstance(said.exception, SystemExit)
    (line,) = said.stderr.splitlines()
    assert line.startswith("Error: ") and all(word in line for word in words), line
