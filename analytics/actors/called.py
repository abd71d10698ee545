"""What else an actor may be called: its names in the other spelling, with and without its state, with its acronym."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

from analytics.actors.lexicon import lexicon, phrases
from analytics.actors.registry import BRACKET, Actor, Registry

SPELT = (("Defence", "Defense"), ("Centre", "Center"), ("Organisation", "Organization"), ("Labour", "Labor"),
         ("Programme", "Program"))  # fmt: skip
NUMBER = re.compile(r"(?P<number>\d+)(?P<more>[/\w-]*?)(?:[/ ](?P<name>[A-Z]\w.*))?$")
ACRONYM = re.compile(r"[A-Z][A-Za-z-]{1,11}")
MOST = 60  # names of one actor


def called(actor: Actor, registry: Registry) -> tuple[str, ...]:
    """Every name an actor goes by: its written forms first, then what follows from them; each once."""
    if actor.kind == "person":
        return tuple(dict.fromkeys((*actor.written, *filter(None, map(_untitled, actor.written)))))
    if actor.kind != "organisation":
        return actor.written
    names = dict.fromkeys(actor.written)
    for name in actor.written:
        names |= dict.fromkeys(translated(name))
    for name in list(names):
        names |= dict.fromkeys((*stateless(name, actor, registry), *_expanded(name, actor, registry)))
    for name in list(names):
        names |= dict.fromkeys((*_respelt(name), *_of_family().get(name, ())))
    return tuple([*names, *_with_acronym(names)][:MOST])


def _untitled(name: str) -> str:
    """A person's name without the titles it begins with ("Pope Leo XIV", "Ketua Komisi V DPR Lasarus")."""
    words, known = name.split(" "), lexicon().titles | lexicon().fill
    if words[0].casefold() not in lexicon().titles:
        return ""
    ends = [at for at, word in enumerate(words[:-1]) if word.casefold() in known]
    return " ".join(words[ends[-1] + 1 :])


def _respelt(name: str) -> Iterator[str]:
    for british, american in SPELT:
        if british in name:
            yield name.replace(british, american)
        if american in name:
            yield name.replace(american, british)


def translated(name: str) -> Iterator[str]:
    """The English names of a body named after a pattern ("Kodam I/Bukit Barisan")."""
    for head, forms in _patterns():
        if name.startswith(head + " "):
            yield from filter(None, (_filled(form, name[len(head) + 1 :]) for form in forms))


@cache
def _patterns() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((head, phrases(said)) for head, said in lexicon().table["patterns"].items())


def _filled(form: str, rest: str) -> str:
    match = NUMBER.match(rest)
    if "{nth}" not in form:
        return form.format(rest=rest, all=rest)
    return form.format(nth=_nth(int(match["number"])), rest=match["name"] or "", all=rest).strip() if match else ""


def _nth(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def stateless(name: str, actor: Actor, registry: Registry) -> Iterator[str]:
    """A name without the state in it: "Parliament of Malaysia", "Malaysian Parliament"."""
    state = registry.actors.get(actor.iso3 or "")
    if state is None:
        return
    for form in (*state.written, *state.adjectives):
        for rest in (_cut(name, f" of {form}", f" of the {form}", f" {form}"), _headed(name, f"{form} ")):
            if rest and " " in rest:
                yield rest
                yield f"{rest} of {state.name}"


def _cut(name: str, *endings: str) -> str:
    return next((name.removesuffix(ending) for ending in endings if name.endswith(ending)), "")


def _headed(name: str, start: str) -> str:
    return name[len(start) :] if name.startswith(start) else ""


def _expanded(name: str, actor: Actor, registry: Registry) -> Iterator[str]:
    """A name with the acronym of another body in it written out ("TNI Information Center")."""
    words = name.split(" ")
    if len(words) < 2:
        return
    for at, word in enumerate(words):
        for whole in registry.acronyms.get(word, ()):
            if whole.key != actor.key and whole.iso3 in (actor.iso3, None):
                yield " ".join([*words[:at], BRACKET.sub("", whole.name), *words[at + 1 :]])


@cache
def _of_family() -> dict[str, tuple[str, ...]]:
    """The names of each family of bodies, by each of its names."""
    return {form: (f.name, *f.en) for f in lexicon().families for form in (f.name, *f.en, *f.id) if " " in form}


def _with_acronym(names: Iterable[str]) -> Iterator[str]:
    short = [name for name in names if ACRONYM.fullmatch(name) and " " not in name]
    yield from (f"{long} ({acronym})" for long, acronym in product([n for n in names if " " in n][:6], short[:4]))
