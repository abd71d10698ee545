"""`pantau serve`."""

from __future__ import annotations

import subprocess
import sys

import click

from analytics.home import Home
from dashboard.server import serve as serve_app


@click.command()
@click.option("--port", default=8050, show_default=True, envvar="PORT", type=click.IntRange(1, 65535))
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 127.0.0.1 is this machine only."
)
@click.option("--demo", is_flag=True, help="Load the demo corpus first where nothing was loaded yet.")
@click.pass_obj
def serve(home: Home, port: int, host: str, demo: bool) -> None:
    """Serve the dashboard until stopped with Ctrl-C."""
    if demo and not home.pointer.exists():
        subprocess.run([sys.executable, "-m", "dashboard", "--home", str(home.path), "demo"], check=True)
    serve_app(home, host, port, lambda: click.echo(f"Pantau is at http://{host}:{port} (Ctrl-C ends it)", err=True))
