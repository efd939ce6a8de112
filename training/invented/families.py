"""The families of examples, and how one is set among sentences of others."""

from __future__ import annotations

from collections.abc import Callable

from training.invented import continuing, denials, flat, nesting, relays, traps
from training.invented.examples import Example
from training.invented.nesting import Unit
from training.invented.phrases import Part, Phrase, rendered
from training.invented.telling import Teller

Family = Callable[[Teller], Unit]

_MADE: tuple[Family, ...] = (
    flat.saying, flat.according, flat.quotation, flat.partial_quotation, flat.noun_cue, flat.passive, flat.document,
    flat.accusing, flat.urging, flat.promising, flat.asking, flat.bounds, flat.participial, flat.described,
    nesting.two_deep, nesting.three_deep, nesting.document_says, nesting.document_chain, nesting.assessment_inside,
    nesting.hearsay, nesting.according_inner, nesting.rejected_claims, nesting.inner_noun,
    relays.citing, relays.citing_last, relays.quoted_as_saying, relays.quoted_unnamed, relays.agency_last,
    relays.told_agency, relays.credit, relays.quoted_by_two, relays.passive_relay, relays.two_carriers,
    denials.denials, denials.unconfirmed, denials.unclear, denials.no_knowledge, denials.retracted,
    continuing.pronoun_next, continuing.goes_on, continuing.chain_goes_on, continuing.chain_then_pronoun,
    continuing.long_quotation, continuing.led_long, continuing.quotation_paragraphs, continuing.background_between,
    continuing.rivals,
    traps.lookalike, traps.lookalike_inside, traps.deed, traps.cause, traps.move, traps.cued_then_deed,
    traps.outlet_own, traps.background, traps.hedged_own,
)  # fmt: skip
_BY_NAME: dict[str, Family] = {family.__name__: family for family in _MADE}
FAMILIES: tuple[str, ...] = tuple(_BY_NAME)
HELD_OUT_FAMILIES = frozenset(("quoted_by_two", "document_chain", "citing_last", "passive_relay", "chain_then_pronoun"))
"""Families no training sees: how the reader does on them shows whether it learned more than templates."""

_FILLERS = ("background", "outlet_own", "deed", "background", "lookalike")
_BESIDE = (
    "saying",
    "according",
    "passive",
    "document",
    "quotation",
    "two_deep",
    "citing",
    "pronoun_next",
    "agency_last",
)
MOST = 7
"""Sentences of a text."""


def example(name: str, teller: Teller) -> Example:
    """One text of a family, alone or among sentences of the outlet's own and of other speakers."""
    teller.turn()
    words = teller.words
    units = [_BY_NAME[name](teller)]
    for _ in range(words.rng.choices((0, 1, 2), (5, 4, 2))[0]):
        other = words.of(_FILLERS if words.chance(0.55) else _BESIDE)
        unit = _BY_NAME[other](teller)
        if sum(len(p) for u in (*units, unit) for p in u) > MOST:
            break
        units.insert(0 if words.chance(0.45) else len(units), unit)
    paragraphs: Unit = []
    for unit in [[[_led(teller, s) for s in paragraph] for paragraph in unit] for unit in units]:
        if paragraphs and words.chance(0.6) and len(unit) == 1:
            paragraphs[-1] = [*paragraphs[-1], *unit[0]]
        else:
            paragraphs += unit
    return rendered(paragraphs, name)


def _led(teller: Teller, sentence: Phrase) -> Phrase:
    """A sentence that opens with who speaks, led in by a time or an occasion now and then."""
    first: str | Part | Phrase = sentence
    while isinstance(first, tuple):
        first = first[0]
    if not isinstance(first, Part) or first.role != "source" or not teller.words.chance(0.12):
        return sentence
    lead = teller.words.of(
        (
            f"on {teller.words.day()}, ", f"on {teller.words.day()} ", "in a statement, ", "at a news conference in {city}, ",
            "speaking in {city}, ", "earlier, ", "hours later, ", "last month, ", "in an interview, ", "meanwhile, ", "separately, ",
            "after the meeting, ", "in a letter to {body}, ", f"late on {teller.words.day()}, ", "asked about {topic}, ",
        )
    )  # fmt: skip
    return (lead, *sentence)
