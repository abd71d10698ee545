"""Whether entries stand beside one another: keys once, and states, bodies and persons that they name are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from analytics.actors.actor import Actor
from analytics.actors.entries import Entries, Placed, Same
from analytics.actors.holders import Holding, Office
from analytics.actors.lines import Place


def problems(layers: Sequence[Entries]) -> list[str]:
    """Everything wrong with layers of entries; how they stand together only where each stands by itself."""
    alone = [said for layer in layers for said in layer.problems]
    if alone:
        return alone
    actors = {one.said.key: one.said for layer in layers for one in layer.actors}
    found: list[str] = []
    for layer in layers:
        found += [*_twice(layer.actors), *_twice(layer.offices)]
        found += [said for one in layer.actors for said in _lost(one, actors)]
        found += [said for one in layer.offices for said in _office(one, actors)]
    return found + _merges([one for layer in layers for one in layer.same], actors)


def _twice(entries: Sequence[Placed[Actor]] | Sequence[Placed[Office]]) -> Iterator[str]:
    seen: dict[str, Place] = {}
    for said, place in entries:
        first = seen.setdefault(said.key, place)
        if first is not place:
            yield f"{place.told()}: this key stands at {first.short} already; give one of them another key"


def _lost(one: Placed[Actor], actors: Mapping[str, Actor]) -> Iterator[str]:
    """A state or body above an actor that is not there."""
    actor, place = one
    if actor.iso3 and not _is_state(actor.iso3, actors):
        yield f"{place.told('state')}: {_no_state(actor.iso3)}"
    if actor.parent is None:
        return
    above = actors.get(actor.parent)
    if above is None:
        yield f"{place.told('parent')}: no body has the key {actor.parent}{_close(actor.parent, actors)}"
    elif above.kind == "person":
        yield f"{place.told('parent')}: {actor.parent} is a person; the parent is the body above"
    elif actor.key in _above(actor.parent, actors):
        yield f"{place.told('parent')}: {actor.key} would stand above itself; name the body above it"


def _above(key: str, actors: Mapping[str, Actor]) -> set[str]:
    """A body and those above it."""
    found: set[str] = set()
    at: str | None = key
    while at and at in actors and at not in found:
        found.add(at)
        at = actors[at].parent
    return found


def _is_state(key: str, actors: Mapping[str, Actor]) -> bool:
    return key in actors and actors[key].kind == "state"


def _no_state(key: str) -> str:
    return f"no state has the code {key}; use one of ISO 3166 alpha-3, or add a [[state]]"


def _close(key: str, keys: Iterable[str]) -> str:
    close = get_close_matches(key, list(keys), 1, 0.7)
    return (
        f"; did you mean {close[0]}?" if close else "; look for its key in data/reference/actors/, or add an [[actor]]"
    )


def _office(one: Placed[Office], actors: Mapping[str, Actor]) -> Iterator[str]:
    office, place = one
    if office.state and not _is_state(office.state, actors):
        yield f"{place.told('state')}: {_no_state(office.state)}"
    if office.body and office.body not in actors:
        yield f"{place.told('body')}: no body has the key {office.body}{_close(office.body, actors)}"
    for at, held in enumerate(office.holders):
        found = [*_no_person(held.who, actors), *_out_of_time(office.holders[at - 1] if at else None, held)]
        yield from (f"{place.told('holders', at)}: {said}" for said in found)


def _no_person(who: str, actors: Mapping[str, Actor]) -> Iterator[str]:
    if who not in actors:
        yield f"no person has the key {who}{_close(who, actors)}"
    elif actors[who].kind != "person":
        yield f"{who} is no person"


def _out_of_time(before: Holding | None, held: Holding) -> Iterator[str]:
    """What is wrong with the days of a holder, after those of the one before."""
    if held.end and held.end < held.start:
        yield f"to = {held.end} is before from = {held.start}; correct one of them"
    if before is None:
        return
    if held.start < before.start:
        yield f"from = {held.start} is before that of {before.who} ({before.start}); put holders in order of time"
    elif before.end is None:
        yield f"{before.who} before it has no `to`; give the day that time in office ended"
    elif held.start < before.end:
        yield f"from = {held.start} is before {before.who} left ({before.end}); correct one of them"


def _merges(pairs: Sequence[Placed[Same]], actors: Mapping[str, Actor]) -> list[str]:
    """What is wrong with pairs that are to be one actor."""
    found, step = [], dict[str, str]()
    for said, place in pairs:
        if said.one not in actors:
            found.append(f"{place.told('one')}: no actor has the key {said.one}{_close(said.one, actors)}")
        if said.other not in actors and not said.forms:
            found.append(f"{place.told('other')}: no actor has the key {said.other}{_close(said.other, actors)}")
        if _is_state(said.other, actors):  # its bodies and its place on the map would hang in the air
            found.append(f"{place.told('other')}: {said.other} is a state, which stays; write it as `one`")
        if said.other in step or said.one == said.other or _leads(said.one, said.other, step):
            found.append(f"{place.told()}: {said.other} is merged already, or into itself; take this entry out")
        step.setdefault(said.other, said.one)
    return found


def _leads(start: str, to: str, step: Mapping[str, str]) -> bool:
    """Whether merging goes on from one key to another."""
    seen: set[str] = set()
    while start in step and start not in seen:
        seen.add(start)
        start = step[start]
        if start == to:
            return True
    return False
