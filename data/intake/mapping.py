"""Mapping files: what the columns of a table are called that has other names than the usual ones."""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo

from data.intake.unpack import plain_name

FIELDS = ("url", "outlet", "title", "text", "published_at", "author")
KEYS = ("order", "zone", "delimiter", "charset", "columns", "constants")
ORDERS = ("day first", "month first")
ENDING = ".map.toml"

Order = Literal["", "day first", "month first"]


class BadMapping(ValueError):
    """A mapping file that cannot be gone by; its message names the file, the line or key, and what to write."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which columns of a table hold our fields, and what the table itself does not say.

    `columns` gives for a field the columns whose cells are joined for it (none: the table has no such field),
    `constants` what a field is where its cell is empty, `zone` an IANA name, `path` the file all this stood in.
    """

    path: str = ""
    columns: Map[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Map[str, str] = field(default_factory=dict)
    order: Order = ""
    zone: str = ""
    delimiter: str = ""
    charset: str = ""


def beside(table: Path) -> Mapping:
    """The mapping that lies beside a table (`table.csv.map.toml`), or one that says nothing."""
    file = table.with_name(plain_name(table.name) + ENDING)
    return read_mapping(file) if file.is_file() else Mapping()


def read_mapping(file: Path) -> Mapping:
    """The mapping a file declares.

    Raises:
        BadMapping: it is no TOML, or something in it cannot stand.
    """
    try:
        said = tomllib.loads(file.read_text("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(f"{file}: it is not TOML: {error}") from None
    except UnicodeDecodeError:
        raise BadMapping(f"{file}: it is not UTF-8 text") from None
    try:
        return _mapping(file, said)
    except BadMapping as bad:
        raise BadMapping(f"{file}: {bad}") from None


def _mapping(file: Path, said: dict[str, Any]) -> Mapping:
    _known(said, KEYS, "")
    columns, constants = _table(said, "columns"), _table(said, "constants")
    for key, value in constants.items():
        if not isinstance(value, str):
            raise BadMapping(f'constants.{key} is a text in quotes, as in {key} = "…", not {value!r}')
    return Mapping(
        path=str(file),
        columns={key: _names(key, value) for key, value in columns.items()},
        constants=constants,
        order=cast("Order", _checked(said, "order", lambda v: v in ORDERS, " or ".join(f'"{o}"' for o in ORDERS))),
        zone=_checked(said, "zone", _is_zone, 'a zone such as "Asia/Jakarta"'),
        delimiter=_checked(said, "delimiter", lambda v: len(v) == 1, 'one character, such as ";"'),
        charset=_checked(said, "charset", _is_charset, 'a character set such as "cp1252"'),
    )


def _known(said: Map[str, Any], keys: tuple[str, ...], within: str) -> None:
    unknown = next((key for key in said if key not in keys), None)
    if unknown is not None:
        raise BadMapping(f"{within}{unknown} is no key of a mapping; there are {', '.join(within + k for k in keys)}")


def _table(said: Map[str, Any], name: str) -> dict[str, Any]:
    held = said.get(name, {})
    if not isinstance(held, dict):
        raise BadMapping(f"{name} is a table: write [{name}] and below it a line for each field")
    _known(held, FIELDS, f"{name}.")
    return held


def _names(key: str, value: object) -> tuple[str, ...]:
    """The columns named for a field: one, several, or (an empty text) none."""
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise BadMapping(f"columns.{key} is the name of a column in quotes, or a list of such names, not {value!r}")
    return tuple(name for name in names if name)


def _checked(said: Map[str, Any], key: str, holds: Any, what: str) -> str:
    value = said.get(key, "")
    if key in said and not (isinstance(value, str) and holds(value)):
        raise BadMapping(f"{key} is {what}, not {value!r}")
    return cast(str, value)


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (OSError, ValueError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return False


def _is_charset(name: str) -> bool:
    try:
        return bool(codecs.lookup(name)._is_text_encoding)
    except LookupError:
        return False
