"""Which line is the title: not the section above it, with its second line, and once only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.parse.lines.boilerplate import is_section
from data.parse.lines.captions import Caption, credit_line, read_caption

_CRUMBS = re.compile(
    r"[\w &]{2,30}(?:\s*[>»›]\s*[\w &]{2,30}){1,5}|(?:beranda|home)(?:\s*[/|]\s*[\w &]{2,30}){1,5}", re.I
)
_OPEN_ENDS = frozenset(
    "di ke dari dan atau yang untuk dengan pada oleh dalam akan bagi soal the a an of in on at to for and or with by as from".split()  # noqa: SIM905
)
_STOPS = (".", "?", "!", '"', "”", ":", "…")
_SHORTEST = 4  # words of a title, and of a second line that is no name
_LONGEST = 100  # characters of a line of a broken title
_LONGEST_CAPTION = 520


def is_section_line(line: str) -> bool:
    """Whether a line above a title names where on the site it stands: `Internasional`, `NEWS > DUNIA`."""
    return is_section(line) or _CRUMBS.fullmatch(line) is not None


def goes_on(title: str, line: str, after: str) -> bool:
    """Whether the line below a title is the rest of it; `after` is the line below that, blank where none stands."""
    if len(line) > _LONGEST or len(title) > _LONGEST or line.endswith((".", ":")) or title.endswith(_STOPS):
        return False
    if len(title.split()) < 2 or any(c.isdigit() for c in line.split(maxsplit=1)[0]):
        return False
    if line[0].islower() or title.endswith((",", "-", "–")) or title.rsplit(maxsplit=1)[-1].lower() in _OPEN_ENDS:
        return True
    words = line.split()
    return not after and len(words) >= _SHORTEST and _is_title_case(words) and _is_title_case(title.split())


def _is_title_case(words: Sequence[str]) -> bool:
    """Whether all words but the small ones begin with a capital, and some are small: names have none."""
    small = [word for word in words if word.lower() in _OPEN_ENDS]
    return bool(small) and all(word[0].isupper() or not word[0].isalpha() for word in words if word not in small)


def after_title(title: str, line: str) -> str | None:
    """What stands behind the title on a line that begins with it (nothing, or a caption); None where none does."""
    if not title or not line.casefold().startswith(title.casefold()):
        return None
    rest = line[len(title) :].strip(" |-–—")
    if rest and (len(title.split()) < _SHORTEST - 1 or len(rest) > _LONGEST_CAPTION or rest[0].islower()):
        return None
    return rest


def glued_caption(rest: str) -> Caption:
    """The caption that stands behind the title; a few words without a stop are the outlet's name, not one."""
    credit = credit_line(rest)
    if credit:
        return Caption("", credit)
    said = read_caption(rest)
    return said or Caption(rest if rest.endswith((".", ")")) or len(rest.split()) >= _SHORTEST else "")
