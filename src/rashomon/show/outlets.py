"""What each outlet published, copied, was copied and cited for, and revised; over rows of the ledger's indices."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rashomon.records import LinkKind
from rashomon.show.roomfaces import OutletView

_COPIES = frozenset({LinkKind.EXACT.value, LinkKind.NEAR.value, LinkKind.PASSAGE.value})


def outlet_views(
    outlets: Iterable[tuple[str, str, tuple[str, ...], int, int]], links: Iterable[Sequence[str]]
) -> list[OutletView]:
    """``outlets`` as `Ledger.outlets`, ``links`` as `Ledger.dependences`; each dependence counts at its child once."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    copied: dict[str, set[str]] = defaultdict(set)
    for record, one, other, first in links:
        link = json.loads(record)
        kind, child, parent = link["kind"], link["child"], link["parent"]
        own, parents = (one, other) if child == first else (other, one)
        if parent.startswith("outlet:"):
            if kind == LinkKind.CITES.value:
                counts[parent.removeprefix("outlet:")]["cited_by"] += 1
        elif kind == LinkKind.REVISES.value:
            counts[own]["revised"] += 1
        elif kind in _COPIES and own != parents:
            copied[own].add(child)
            counts[parents]["copied_by"] += 1
        elif kind == LinkKind.CITES.value:
            counts[parents]["cited_by"] += 1
    return [
        OutletView(
            key=key,
            name=name or key,
            reports=reports,
            statements=statements,
            copied=len(copied[key]),
            copied_by=counts[key]["copied_by"],
            cited_by=counts[key]["cited_by"],
            revised=counts[key]["revised"],
            agencies=agencies,
        )
        for key, name, agencies, reports, statements in outlets
    ]
