"""What readers give besides pages: what was refused and why, and what a person should know of a file."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass

from data.article import Page
from data.intake.unpack import TooLarge

BROKEN = (
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    NotImplementedError,
    UnicodeError,
    ValueError,
)
SHOWN = 65_536  # bytes kept of what was refused


@dataclass(frozen=True, slots=True)
class Refused:
    """What could not be taken in as a page: where it lay, why, and (its first bytes) what it was."""

    source: str
    reason: str
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person should know of a file; it is told, with how often it was said, and not kept."""

    source: str
    said: str


Taken = Page | Refused | Remark


def why(error: BaseException) -> str:
    """Why a file could not be opened, in words."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "the file may not be read"
    if isinstance(error, TooLarge):
        return str(error)
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return f"the file is damaged or not what its name says: {said[:150]}"
