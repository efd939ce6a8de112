"""The names of a report, one key per entity, and who a source phrase speaks of.

A first, rule-based reading: capitals, titles, offices, countries. It is replaced by a trained reader behind the same
door (:func:`find_names`). Keys are the identity compared across reports: lower case without articles and titles,
persons by full name, offices with their country in front ("south korea joint chiefs of staff"), countries by one name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.records import Name, NameKind, Span
from rashomon.understand.gazetteer import PlaceKind, match
from rashomon.understand.names import voice as names_voice
from rashomon.understand.names.bodies import bracketed
from rashomon.understand.names.kinds import capitals, decide, peoples, score
from rashomon.understand.names.links import Linker
from rashomon.understand.names.parts import Mention, Speaking
from rashomon.understand.names.read import heed, joined
from rashomon.understand.names.scan import candidates, usage
from rashomon.understand.parts import Sentence
from rashomon.understand.reader import Named

__all__ = ["Names", "Speaking", "find_names"]


_REMEMBERED = 20
"""Mentions of one entity that are looked at for its role and body: news introduces people once, early."""


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a report. ``mentions`` are in order and do not overlap; ``known`` are the same with their facts.

    ``lands`` ties unknown peoples and capitals to the key of their country; ``by_key`` has the first mentions of each.
    """

    text: str
    mentions: tuple[Name, ...]
    known: tuple[Mention, ...]
    lands: dict[str, str]
    starts: tuple[int, ...]
    by_key: dict[str, tuple[Mention, ...]]

    def within(self, span: Span) -> tuple[Name, ...]:
        """The names that lie wholly inside ``span``, in order."""
        return tuple(m.name for m in self.mentioned(span))

    def mentioned(self, span: Span) -> tuple[Mention, ...]:
        """As :meth:`within`, with what the report says of each."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return tuple(m for m in self.known[first:last] if m.name.span.end <= span.end)

    def before(self, place: int, limit: int) -> tuple[Mention, ...]:
        """The last ``limit`` mentions that begin before ``place``, in order."""
        end = bisect_left(self.starts, place)
        return self.known[max(0, end - limit) : end]

    def after(self, place: int, limit: int) -> tuple[Mention, ...]:
        """The first ``limit`` mentions that begin at ``place`` or later, in order."""
        begin = bisect_left(self.starts, place)
        return self.known[begin : begin + limit]

    def people(self, name: Name) -> bool:
        """Whether the name is a people's adjective in the singular ("Ukrainian", "Velmoran"), no noun of its own."""
        entry = match(name.text.split())
        if entry is not None:
            return entry.kind is PlaceKind.PEOPLE and not name.text.endswith("s")
        low = name.text.lower()
        return (
            low in self.lands
            and self.lands[low] != low
            and not low.endswith("s")
            and low.endswith(("n", "i", "ese", "ish"))
        )

    def voice(self, span: Span, sentence: Sentence | None) -> Speaking:
        """Who the words at ``span`` in ``sentence`` name as the one who speaks.

        A person or institution gets the key of its name; a pronoun or "the minister" that of the last fitting name
        before it; unnamed people get "unnamed:officials" with the country or body they are said to belong to.
        """
        return names_voice.resolve(self, span)


def find_names(text: str, sentences: Sequence[Sentence], read: Sequence[Named] = ()) -> Names:
    """The names in the sentences of a report's text. Linear in the number of tokens.

    ``read`` are the names the trained reader found: evidence of what a name names, beside its form and its neighbours.
    """
    seen = usage(sentences)
    found = joined(candidates(sentences, seen), sentences, read)
    by_number = {s.number: s for s in sentences}
    for candidate in found:
        score(candidate, by_number[candidate.sentence])
    bracketed(found, sentences)
    heed(found, read)
    kinds = decide(found)
    lands = peoples(found, kinds)
    lands.update({land: land for land in lands.values()})
    for sentence in sentences:
        lands.update(capitals(sentence.tokens, lands))
    for surface in lands:
        if surface in kinds:
            kinds[surface] = NameKind.PLACE
    known = tuple(Linker(found, sentences, text).link(kinds, lands))
    by_key: dict[str, list[Mention]] = {}
    for mention in known:
        by_key.setdefault(mention.name.key, []).append(mention)
    return Names(
        text,
        tuple(m.name for m in known),
        known,
        lands,
        tuple(m.name.span.start for m in known),
        {key: tuple(mentions[:_REMEMBERED]) for key, mentions in by_key.items()},
    )
