"""Where Pantau keeps what it was given: the archive, blocks, models and snapshots of one user."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path


class Busy(RuntimeError):
    """Another process is loading into the same home."""


@dataclass(frozen=True, slots=True)
class Home:
    """A folder outside the checkout; nothing in it is made before something is kept there."""

    path: Path

    @classmethod
    def default(cls) -> Home:
        """`PANTAU_HOME`, else the platform's folder for user data."""
        said = os.environ.get("PANTAU_HOME")
        return cls(Path(said).expanduser() if said else user_data_path("pantau", appauthor=False))

    @property
    def archive(self) -> Path:
        """The archive's file."""
        return self.path / "archive.sqlite"

    @property
    def pointer(self) -> Path:
        """The file that names the current snapshot."""
        return self.path / "current"

    def writing(self) -> AbstractContextManager[None]:
        """Hold the home for writing; raises Busy when another process does."""
        return self._held("lock", f"another load into {self.path} is running; wait for it to end")

    def watching(self) -> AbstractContextManager[None]:
        """Hold the feeds of the home; raises Busy when another process watches them."""
        return self._held("watch.lock", f"the feeds of {self.path} are being watched already; end that watch first")

    @contextmanager
    def _held(self, name: str, otherwise: str) -> Iterator[None]:
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / name).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise Busy(otherwise) from None
            yield


def put(path: Path, content: bytes) -> None:
    """Put a file in place of another, whole or not at all; one that is kept elsewhere (a link) stays there."""
    path = path.resolve()
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
