"""Tables that keep the registry in order: pairs of actors that are probably one, and names that it lacks."""

from __future__ import annotations

import pandas as pd

from analytics.actors.audit import Pair, Side, audit
from analytics.actors.new_names import new_names
from analytics.actors.own import registry_of
from dashboard.asked import Asked

PAIRS = 200  # pairs listed, unless `top` says how many


def audited(asked: Asked) -> pd.DataFrame:
    """Pairs of actors that are probably one, the surest first; counts are of the selection.

    Columns: `score` (0 to 1), `actor` and `other` (keys), each with its name, kind, state, `known` (False: a new name),
    `form` (the written form that was compared), mentions and articles, `together` (units that name both) and `why`.
    """
    snapshot = asked.seen.snapshot
    pairs = audit(snapshot, registry_of(snapshot.home), asked.options.top or PAIRS, asked.seen)
    return pd.DataFrame([_row(pair, asked.language) for pair in pairs], columns=list(_row(BLANK, "id")))


def _row(pair: Pair, language: str) -> dict[str, object]:
    row: dict[str, object] = {"score": pair.score}
    for prefix, key, side in (("", "actor", pair.one), ("other_", "other", pair.other)):
        row |= {
            key: side.key, f"{prefix}name": side.shown(language), f"{prefix}kind": side.kind, f"{prefix}state": side.state,
            f"{prefix}known": side.known, f"{prefix}form": side.form, f"{prefix}mentions": side.mentions, f"{prefix}articles": side.articles,
        }  # fmt: skip
    return row | {"together": pair.together, "why": "; ".join(pair.why)}


BLANK = Pair(0, *(Side("", "", "", "", None, False),) * 2, (), 0)


def unregistered(asked: Asked) -> pd.DataFrame:
    """Names found in the texts that the registry lacks, of the kinds and states asked for, most mentioned
    first; every one unless `top` says how many.

    Columns: `actor` (key), `name`, `kind`, `state`, `forms` (as written, most frequent first), `aliases` (those of them
    that may be listed: not bare first names), `mentions`, `articles`,
    `first` and `last` (days), and the entry of the registry most like it, if any is: `nearest` (key), `nearest_name`,
    `alike` (0 to 1).
    """
    kinds = tuple(filter(None, asked.options.kind.split(",")))
    states, known = tuple(filter(None, asked.options.state.split(","))), registry_of(asked.seen.snapshot.home)
    if not states:
        return new_names(asked.seen, known, asked.options.top, kinds, asked.language)
    found = new_names(asked.seen, known, None, kinds, asked.language)
    return found[found["state"].isin(states)].head(asked.options.top or len(found)).reset_index(drop=True)
