"""Families of examples: each makes a short text that shows one thing the reader must learn."""

from __future__ import annotations

from collections.abc import Callable

from training.invented.events import background, clause
from training.invented.examples import Draft, Marked, Said
from training.invented.lexicon import Words, capital
from training.invented.speech import Teller

Family = Callable[[Draft, Teller, Words], None]

PRONOUNS = ("He", "She", "They", "It")
TRAPS = (
    "The minister ordered the port to close, a move that has raised concern abroad.|He attributed the defeat to the"
    " inexperience of the crew.|The said agreement was never published.|Recruits must report to work at dawn.|The storm"
    " claimed three lives.|Everything went according to plan.|They were told to leave the building."
    "|Workers at the state"
    " media building went on strike.|The report was lost in the post.|Residents claimed their belongings on Friday.|The"
    " two states agreed to reopen the border.|The company announced prices of 20 dollars and more.|The claims office is"
    " closed.|The confirmed cases are in the north.|A statement piece hung in the hall."
    "|The estimated value is 30 million"
    " dollars.|The speaker system failed.|The alleged thief was released.|The reported crime fell by a third."
).split("|")


def flat(draft: Draft, teller: Teller, words: Words) -> None:
    """One act, any form."""
    form = words.rng.choice((teller.that, teller.after, teller.according_first, teller.bare))
    form(draft, teller.leaf(), None)
    draft.add(".")


def two_deep(draft: Draft, teller: Teller, words: Words) -> None:
    """An act inside another's content."""
    form = words.rng.choice((teller.that, teller.after, teller.according_first, teller.bare))
    form(draft, teller.nested(1), None)
    draft.add(".")


def three_deep(draft: Draft, teller: Teller, words: Words) -> None:
    """Two acts inside another's content."""
    form = words.rng.choice((teller.that, teller.after, teller.according_first))
    form(draft, teller.nested(2), None)
    draft.add(".")


def relay(draft: Draft, teller: Teller, words: Words) -> None:
    """An agency passes on whom it cites."""
    words.rng.choice((teller.citing, teller.quoted_by))(draft, teller.leaf(), None)
    draft.add(".")


def relayed_chain(draft: Draft, teller: Teller, words: Words) -> None:
    """An agency passes on a speaker who passes on another."""
    words.rng.choice((teller.citing, teller.quoted_by))(draft, teller.nested(1), None)
    draft.add(".")


def quotation(draft: Draft, teller: Teller, words: Words) -> None:
    """A direct quotation, whole or split, and one that goes on in the next sentence."""
    speaker = teller.quotation(draft, split=words.chance(0.5))
    if words.chance(0.6):
        draft.add(" ")
        _goes_on(draft, teller, words, speaker)


def _goes_on(draft: Draft, teller: Teller, words: Words, speaker: str) -> None:
    """“...” with nobody named: the last speaker's."""
    last = draft.acts[-1]
    start = len(draft.text)
    draft.add("“")
    for number in range(words.rng.randint(1, 2)):
        draft.add(" " if number else "")
        one = clause(words, teller.pool)
        place = draft.add(capital(one.words))
        draft.said.append(Said(*place, len(draft.acts), one.commitment, "+"))
        draft.add(".")
    draft.add("”")
    draft.act(Marked(last.source, None, ((start, len(draft.text)),), None, True, "asserted"))


def pronoun(draft: Draft, teller: Teller, words: Words) -> None:
    """A speaker, then "He added that ..."."""
    teller.that(draft, teller.leaf(), None)
    draft.add(". ")
    number = draft.act(Marked(None, None, ((0, 0),), None, False, "asserted"))
    source = draft.add(words.rng.choice(PRONOUNS))
    draft.add(" ")
    cue = draft.add(words.rng.choice(("added", "also said", "went on to say", "further claimed", "said", "noted")))
    draft.add(" ")
    start = len(draft.text)
    draft.add("that ")
    _, end = teller.leaf()(draft, number, "asserted")
    draft.acts[number] = Marked(source, cue, ((start, end),), None, False, "asserted")
    draft.add(".")


def mixed(draft: Draft, teller: Teller, words: Words) -> None:
    """Speech between sentences of the outlet's own."""
    for number in range(words.rng.randint(2, 4)):
        draft.add(" " if number else "")
        if words.chance(0.5):
            _own(draft, teller, words)
        else:
            words.rng.choice((flat, two_deep, relay))(draft, teller, words)


def _own(draft: Draft, teller: Teller, words: Words) -> None:
    sentence = background(words, teller.pool)
    place = draft.add(sentence.rstrip("."))
    draft.add(".")
    draft.said.append(Said(*place, None, "asserted", "+"))


def trap(draft: Draft, teller: Teller, words: Words) -> None:
    """Cue words that are none, beside ones that are."""
    draft.add(words.rng.choice(TRAPS))
    if words.chance(0.6):
        draft.add(" ")
        words.rng.choice((flat, two_deep))(draft, teller, words)


def passive(draft: Draft, teller: Teller, words: Words) -> None:
    """Nobody named: "It is believed that ...", "It was reported that ..."."""
    number = draft.act(Marked(None, None, ((0, 0),), None, False, "alleged"))
    draft.add("It ")
    cue = draft.add(
        words.rng.choice(("is believed", "was reported", "is feared", "has been claimed", "is thought", "was alleged"))
    )
    draft.add(" ")
    start = len(draft.text)
    draft.add("that ")
    _, end = teller.leaf()(draft, number, "alleged")
    draft.acts[number] = Marked(None, cue, ((start, end),), None, False, "alleged")
    draft.add(".")


def noun(draft: Draft, teller: Teller, words: Words) -> None:
    """ "Claims by the army that ... have been denied by ..."."""
    number = draft.act(Marked(None, None, ((0, 0),), None, False, "alleged"))
    cue = draft.add(words.rng.choice(("Claims", "Allegations", "Reports", "Accusations")))
    draft.add(" by ")
    source = draft.add(words.speaker().split(",")[0])
    draft.add(" ")
    start = len(draft.text)
    draft.add("that ")
    _, end = teller.leaf(joined=False)(draft, number, "alleged")
    draft.acts[number] = Marked(source, cue, ((start, end),), None, False, "alleged")
    draft.add(words.rng.choice((" could not be checked.", " have drawn criticism abroad.", " are under review.")))


FAMILIES: dict[str, Family] = {
    "flat": flat,
    "two_deep": two_deep,
    "three_deep": three_deep,
    "relay": relay,
    "relayed_chain": relayed_chain,
    "quotation": quotation,
    "pronoun": pronoun,
    "mixed": mixed,
    "trap": trap,
    "passive": passive,
    "noun": noun,
}
HELD_OUT_FAMILIES = frozenset(("relayed_chain", "three_deep"))
