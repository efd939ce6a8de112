"""Row by row: speaker, chain, commitment, quantities and dates of matched statements, and the listed conflicts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.result import ratio
from rashomon.ledger import Ledger
from rashomon.records import (
    Attribute,
    Bound,
    Commitment,
    Conflict,
    ConflictKind,
    FlagKind,
    Moment,
    Quantity,
    QuantityKind,
    Statement,
    Voice,
    VoiceKind,
)

Row = dict[str, Any]
_MONTH = timedelta(days=31)

# The gold's short names and the reports' own words for the same body (gold-format.md: "by the report's own words").
ALIASES = {
    "kcna/state media": ("kcna", "korean central news agency", "state media", "north korea state media", "north korea"),
    "kcna": ("kcna", "korean central news agency", "state media"),
    "rok jcs": (
        "joint chiefs of staff",
        "jcs",
        "south korea joint chiefs of staff",
        "south korea military",
    ),
    "rok joint chiefs of staff": ("joint chiefs of staff", "south korea joint chiefs of staff"),
    "rok military": ("south korea military", "military", "joint chiefs of staff", "south korea joint chiefs of staff"),
    "u.s. state department": ("state department", "united states state department", "u.s. state department"),
    "rfe/rl": ("rferl.org", "rferl", "radio free europe"),
    "russian state media": ("state media", "russia state media"),
    "hur official": ("ukraine military intelligence",),
    "ukrainian government": ("ukraine government",),
    "ukrainian officials": ("ukraine",),
}
_COMMITMENTS = {
    "asserted": {Commitment.ASSERTED},
    "reported": {Commitment.ASSERTED},
    "announced": {Commitment.ASSERTED},
    "assessed": {Commitment.ASSESSED},
    "speculated": {Commitment.POSSIBLE},
    "alleged": {Commitment.ALLEGED},
    "planned": {Commitment.PLANNED},
}
_BOUNDS = {"=": Bound.EXACT, "~": Bound.ABOUT, ">": Bound.MORE_THAN, ">=": Bound.AT_LEAST, "magnitude": Bound.VAGUE}
_ITEMS = {"soldiers": "troop", "troops": "troop"}


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Figures by name and lines on what failed."""

    figures: dict[str, float]
    failures: tuple[str, ...]


def judge(hit: list[Row], facts: list[Row], matched: dict[str, Statement]) -> Verdicts:
    """Speaker, chain and commitment over matched rows; quantities and dates over all rows that hold one."""
    wrong_speakers = [r for r in hit if not same_speaker(r, matched[r["id"]])]
    stated = [r for r in facts if not r["chain_inferred"]]
    chained = [r for r in stated if r["id"] in matched and same_chain(r, matched[r["id"]])]
    firm = [r for r in hit if matched[r["id"]].commitment in _COMMITMENTS.get(r["modality"], set())]
    values = [(r, q) for r in facts for q in r["quantities"]]
    read = [
        (r, q)
        for r, q in values
        if r["id"] in matched and any(same_quantity(q, p) for p in matched[r["id"]].quantities)
    ]
    dated = [(r, span) for r in facts if (span := gold_interval(r["event_date"])) is not None]
    placed = [r for r, span in dated if r["id"] in matched and in_time(matched[r["id"]].happened, span)]
    figures = {
        "speaker_exact": 1 - ratio(len(wrong_speakers), len(hit)),
        "chain_exact": ratio(len(chained), len([r for r in stated if r["id"] in matched])),
        "chain_exact_all_rows": ratio(len(chained), len(stated)),
        "commitment": ratio(len(firm), len(hit)),
        "quantity_exact": ratio(len(read), len(values)),
        "event_date": ratio(len(placed), len(dated)),
    }
    confused = Counter((_kind(r), str(matched[r["id"]].speaker.kind)) for r in wrong_speakers)
    lines = [f"speaker wrong, gold/shown kind: {dict(confused.most_common(6))}"]
    unread = [r["id"] for r, q in values if (r, q) not in read]
    return Verdicts(figures, (*lines, f"quantities not read: {unread}"))


def _kind(row: Row) -> str:
    speaker = _plain(row["speaker"])
    return "outlet" if speaker == "outlet" else "unnamed" if speaker.startswith("unnamed") else "named"


def _plain(name: str) -> str:
    """A gold name without its remarks: what stands in brackets or after a slash pair is the annotator's."""
    whole = re.fullmatch(r"\((?:implicit |origin )?([^,)]*).*\)", name)
    bare = whole.group(1) if whole else re.sub(r"\(.*?\)", "", name)
    return bare.replace("?", "").strip().lower()


def _normal(name: str) -> str:
    name = re.sub(r"['’]s\b", "", name.lower())
    name = re.sub(
        r"\b(the|a|an|dr|mr|mrs|ms|president|leader|spokesperson|analyst|deputy foreign minister)\b\.?", " ", name
    )
    return " ".join(name.split())


def same_voice(gold: str, voice: Voice) -> bool:
    """Whether a gold name and a voice are one by the report's own words."""
    plain = _plain(gold)
    if plain.startswith(("outlet", "newsloup")):
        return voice.kind is VoiceKind.OUTLET
    if plain.startswith("unnamed"):
        return voice.kind is VoiceKind.UNNAMED
    accepted = {_normal(plain), *ALIASES.get(plain, ())}
    shown = {_normal(voice.name), _normal(voice.key.removeprefix("unnamed:")), _normal(voice.institution or "")} - {""}
    return bool(accepted & shown)


def same_speaker(row: Row, statement: Statement) -> bool:
    """Whether the innermost voice is the gold speaker."""
    return same_voice(row["speaker"], statement.speaker)


def same_chain(row: Row, statement: Statement) -> bool:
    """Same links in the same order; the gold runs innermost first."""
    chain = list(reversed(statement.chain))
    return len(chain) == len(row["chain"]) and all(same_voice(g, v) for g, v in zip(row["chain"], chain, strict=True))


def same_quantity(gold: dict[str, Any], quantity: Quantity) -> bool:
    """Value, bound, and what is counted (or the unit of a measure)."""
    value = gold["value"] if gold["value"] is not None else gold["low"]
    if gold["unit"] == "mm":
        measured = quantity.kind in {QuantityKind.MEASURE, QuantityKind.ORDINAL} and quantity.unit == "mm"
        return measured and quantity.written == value
    killed = "killed" in gold["item"]
    item = "dead" if killed else _ITEMS[gold["unit"]]
    return quantity.written == value and quantity.bound is _BOUNDS[gold["op"]] and quantity.item == item


def gold_interval(words: str | None) -> tuple[datetime, datetime] | None:
    """A concrete gold date ("2024-11", "2025-01/2025-02", "2024-11-late") as an interval; None for "future"."""
    if not words or not re.fullmatch(r"\d{4}(-\d\d)?(-\d\d)?(/\d{4}-\d\d(-\d\d)?|-late)?", words):
        return None
    first, _, last = words.removesuffix("-late").partition("/")
    (lo, hi), (_, end) = _calendar(first), _calendar(last or first)
    return (lo + timedelta(days=20) if words.endswith("-late") else lo, max(hi, end))


def _calendar(words: str) -> tuple[datetime, datetime]:
    parts = [int(p) for p in words.split("-")]
    lo = datetime(parts[0], *[*parts[1:], 1, 1][:2], tzinfo=UTC)
    if len(parts) == 3:
        return lo, lo + timedelta(days=1)
    if len(parts) == 2:
        return lo, (lo + _MONTH).replace(day=1)
    return lo, lo.replace(year=lo.year + 1)


def in_time(moment: Moment | None, gold: tuple[datetime, datetime]) -> bool:
    """Whether the shown interval holds the gold one, and is no wider than a month unless the gold is."""
    if moment is None or moment.lo is None or moment.hi is None:
        return False
    if moment.hi - moment.lo > max(_MONTH, gold[1] - gold[0]):
        return False
    return moment.lo <= gold[0] and gold[1] <= moment.hi


def conflicts(
    ledger: Ledger, cross: dict[str, Any], matched: dict[str, Statement]
) -> tuple[list[str], list[Conflict], list[str]]:
    """Listed conflicts that are found and rightly typed, conflicts shown that are not listed, and lines on both."""
    found, missing, explained = [], [], set()
    for entry in cross["contradictions_updates"]:
        statements = {matched[r].id for r in entry["rows"] if r in matched}
        evidence = _TYPES.get(entry["type"], _never)(ledger, entry, matched, statements)
        (found if evidence else missing).append(f"{entry['type']} ({entry['about']})")
        explained |= statements
    shown = [c for q in ledger.questions() for c in ledger.conflicts_of(q.id)]
    false = [c for c in shown if not (set(c.statements[0]) & explained and set(c.statements[1]) & explained)]
    lines = [f"conflicts not found: {'; '.join(missing) or 'none'}"]
    lines += [f"conflict shown and not listed: {c.kind} {c.reasons[0].words}" for c in false]
    return found, false, lines


def _never(ledger: Ledger, entry: Row, matched: dict[str, Statement], statements: set[str]) -> bool:
    return False


def _dates_conflict(ledger: Ledger, entry: Row, matched: dict[str, Statement], statements: set[str]) -> bool:
    """A DATE conflict between two of the rows, or a date flagged apart on one of them."""
    shown = [c for s in statements for q in ledger.questions_of(s) for c in ledger.conflicts_of(q.id)]
    rival = any(
        c.kind is ConflictKind.DATE and set(c.statements[0]) & statements and set(c.statements[1]) & statements
        for c in shown
    )
    return rival or any(f.kind is FlagKind.DATE_APART for f in ledger.flags_of(sorted(statements)))


def _kept_apart(ledger: Ledger, entry: Row, matched: dict[str, Statement], statements: set[str]) -> bool:
    """Two events: the first and the last row answer different questions, and nothing between them is a conflict."""
    first, last = matched.get(entry["rows"][0]), matched.get(entry["rows"][-1])
    if first is None or last is None:
        return False
    events = [{q.event for q in ledger.questions_of(s.id)} for s in (first, last)]
    return not events[0] & events[1]


def _one_claim(ledger: Ledger, entry: Row, matched: dict[str, Statement], statements: set[str]) -> bool:
    """Bound drift: every matched row supports one COUNT claim."""
    supported = [
        {c.id for c in ledger.claims_with(s) if c.value.attribute is Attribute.COUNT} for s in sorted(statements)
    ]
    return len(statements) == len(entry["rows"]) and bool(set.intersection(*supported))


def _series(ledger: Ledger, entry: Row, matched: dict[str, Statement], statements: set[str]) -> bool:
    """A series: the rows' counts answer one question, and no two of them are shown as a conflict."""
    asked = [{q.id for q in ledger.questions_of(s) if q.attribute is Attribute.COUNT} for s in sorted(statements)]
    together = len(statements) == len(entry["rows"]) and bool(set.intersection(*asked))
    shown = [c for s in statements for q in ledger.questions_of(s) for c in ledger.conflicts_of(q.id)]
    return together and not any(c.kind is ConflictKind.NUMBER for c in shown)


def _swapped(ledger: Ledger, entry: Row, matched: dict[str, Statement], statements: set[str]) -> bool:
    kinds = {FlagKind.DROPPED_ATTRIBUTION, FlagKind.ADDED_ATTRIBUTION}
    return any(f.kind in kinds for f in ledger.flags_of(sorted(statements)))


def _assessed(ledger: Ledger, entry: Row, matched: dict[str, Statement], statements: set[str]) -> bool:
    shown = [c for s in statements for q in ledger.questions_of(s) for c in ledger.conflicts_of(q.id)]
    return any(c.kind is ConflictKind.ASSESSMENT for c in shown)


_TYPES = {
    "quantity-update": _series,
    "bound-drift": _one_claim,
    "date-contradiction": _dates_conflict,
    "date-conflation": _dates_conflict,
    "event-conflation": _kept_apart,
    "evaluation-conflict": _assessed,
    "attribution-swap": _swapped,
    "place-variance": _never,  # conflicts of place are not decided yet
    "world-knowledge error": _never,  # nothing in the reports can tell
}
