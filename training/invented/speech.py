"""Sentences in which somebody says something, to any depth, in the forms news uses; each appends to a draft."""

from __future__ import annotations

from collections.abc import Callable

from training.invented.events import Clause, clause
from training.invented.examples import Draft, Marked, Place, Said
from training.invented.lexicon import WHEN, Words, capital

Content = Callable[[Draft, int | None, str], Place]
"""Appends a content to a draft for an act (its number to be) under a firmness, and gives its place."""

_WEAKER = ("denied", "unconfirmed", "planned", "possible", "alleged", "assessed", "asserted")


def weaker(a: str, b: str) -> str:
    """Of two firmnesses the one that decides for both."""
    return min(a, b, key=_WEAKER.index)


class Teller:
    """Writes speech with words drawn from `Words` and clauses from its grammar and the pool."""

    def __init__(self, words: Words, pool: list[str]) -> None:
        self.words, self.pool = words, pool

    def leaf(self, joined: bool = True) -> Content:
        """One clause, or two joined: one statement each."""
        own = [clause(self.words, self.pool)]
        if joined and self.words.chance(0.3):
            own.append(clause(self.words, self.pool))
        join = self.words.rng.choice((" and that ", " and ", ", while ", " but "))

        def write(draft: Draft, act: int | None, firmness: str) -> Place:
            start = len(draft.text)
            for number, one in enumerate(own):
                if number:
                    draft.add(join)
                self._statement(draft, one, act, firmness)
            return start, len(draft.text)

        return write

    def _statement(self, draft: Draft, one: Clause, act: int | None, firmness: str) -> None:
        place = draft.add(one.words)
        negative = (one.polarity == "-") != (firmness == "denied")
        draft.said.append(Said(*place, act, weaker(one.commitment, firmness), "-" if negative else "+"))

    def nested(self, depth: int) -> Content:
        """A content that holds ``depth`` further acts, one inside the other."""
        if depth == 0:
            return self.leaf()
        inner = self.nested(depth - 1)
        form = self.words.rng.choice((self.that, self.that, self.that, self.according_first, self.bare))

        def write(draft: Draft, act: int | None, firmness: str) -> Place:
            start = len(draft.text)
            form(draft, inner, act, firmness)
            return start, len(draft.text)

        return write

    def _kind(self) -> str:
        return self.words.rng.choices(("asserted", "assessed", "alleged", "denied"), (6, 2, 1.5, 0.8))[0]

    def _reserve(self, draft: Draft) -> int:
        """A place for an act whose content is yet to be written."""
        return draft.act(Marked(None, None, ((0, 0),), None, False, "asserted"))

    def that(self, draft: Draft, content: Content, parent: int | None, outer: str = "asserted") -> None:
        """ "The minister said that ..."."""
        kind, number = self._kind(), self._reserve(draft)
        speaker = self.words.speaker()
        source = draft.add(self._placed(draft, speaker))
        draft.add(", " if "," in speaker and not speaker.endswith(",") else " ")
        cue = draft.add(self.words.verb(kind))
        if self.words.chance(0.12) and parent is None:
            draft.add(" " + self.words.rng.choice(WHEN))
        draft.add(" ")
        start = len(draft.text)
        if self.words.chance(0.75):
            draft.add("that ")
        _, end = content(draft, number, weaker(kind, outer))
        draft.acts[number] = Marked(source, cue, ((start, end),), parent, False, kind)

    def bare(self, draft: Draft, content: Content, parent: int | None, outer: str = "asserted") -> None:
        """ "Officials told the Post that ..."; who is told passes the words on and is in no span."""
        number = self._reserve(draft)
        speaker = self.words.speaker()
        source = draft.add(self._placed(draft, speaker))
        draft.add(", " if "," in speaker else " ")
        cue = draft.add(self.words.rng.choice(("told", "informed", "also told")))
        told = (
            self.words.passing()
            if self.words.chance(0.6)
            else self.words.of(["a press conference", "parliament", "police"])
        )
        draft.add(f" {told} ")
        start = len(draft.text)
        draft.add("that " if self.words.chance(0.8) else "")
        _, end = content(draft, number, outer)
        draft.acts[number] = Marked(source, cue, ((start, end),), parent, False, "asserted")

    def according_first(self, draft: Draft, content: Content, parent: int | None, outer: str = "asserted") -> None:
        """ "According to the agency, ..."."""
        number = self._reserve(draft)
        cue = draft.add(self._placed(draft, "according to"))
        draft.add(" ")
        source = draft.add(self.words.passing() if self.words.chance(0.4) else self.words.speaker())
        draft.add(", ")
        place = content(draft, number, outer)
        draft.acts[number] = Marked(source, cue, (place,), parent, False, "asserted")

    def after(self, draft: Draft, content: Content, parent: int | None, outer: str = "asserted") -> None:
        """ "..., the minister said", "..., said the minister", "..., according to the minister"."""
        number, kind = self._reserve(draft), self._kind()
        kind = "asserted" if kind == "denied" else kind
        begun = len(draft.text)
        place = content(draft, number, weaker(kind, outer))
        if begun == 0 or draft.text[:begun].endswith((". ", "\n")):
            draft.text = draft.text[:begun] + capital(draft.text[begun:])
        draft.add(", ")
        form = self.words.rng.random()
        speaker = self.words.speaker() if self.words.chance(0.6) else self.words.passing()
        if form < 0.4:
            source = draft.add(speaker)
            draft.add(", " if "," in speaker else " ")
            cue = draft.add(self.words.verb(kind))
        elif form < 0.6:
            cue = draft.add(self.words.rng.choice(("said", "reported", "announced", "wrote")))
            draft.add(" ")
            source = draft.add(speaker)
        else:
            cue = draft.add("according to")
            draft.add(" ")
            source = draft.add(speaker)
        draft.acts[number] = Marked(source, cue, (place,), parent, False, kind)

    def citing(self, draft: Draft, content: Content, parent: int | None, outer: str = "asserted") -> None:
        """ "The agency reported, citing officials, that ...": two acts with one content, the agency's the outer."""
        first = self._reserve(draft)
        second = self._reserve(draft)
        agency = self.words.passing()
        source = draft.add(self._placed(draft, agency))
        order = self.words.chance(0.5)
        inner_cue, inner_source = (0, 0), (0, 0)

        def cited() -> tuple[Place, Place]:
            draft.add(", ")
            at = draft.add(self.words.rng.choice(("citing", "quoting")))
            draft.add(" ")
            who = self.words.speaker()
            return at, draft.add(who)

        if order:
            inner_cue, inner_source = cited()
            draft.add(", ")
        else:
            draft.add(" ")
        cue = draft.add(self.words.rng.choice(("reported", "said", "wrote")))
        if not order:
            inner_cue, inner_source = cited()
            draft.add(",")
        draft.add(" ")
        start = len(draft.text)
        draft.add("that ")
        _, end = content(draft, second, outer)
        draft.acts[first] = Marked(source, cue, ((start, end),), parent, False, "asserted")
        draft.acts[second] = Marked(inner_source, inner_cue, ((start, end),), first, False, "asserted")

    def quoted_by(self, draft: Draft, content: Content, parent: int | None, outer: str = "asserted") -> None:
        """ "The agency quoted the general as saying ...", "the general was quoted by the agency as saying ..."."""
        first, second = self._reserve(draft), self._reserve(draft)
        agency, speaker = self.words.passing(), self.words.speaker()
        if self.words.chance(0.5):
            source = draft.add(self._placed(draft, agency))
            draft.add(" ")
            cue = draft.add(self.words.rng.choice(("quoted", "cited")))
            draft.add(" ")
            inner_source = draft.add(speaker)
        else:
            inner_source = draft.add(self._placed(draft, speaker))
            draft.add(", " if "," in speaker else " ")
            cue = draft.add(self.words.rng.choice(("was quoted", "was cited", "is quoted")))
            draft.add(" by ")
            source = draft.add(agency)
        draft.add(" as ")
        inner_cue = draft.add("saying")
        draft.add(" ")
        start = len(draft.text)
        draft.add("that " if self.words.chance(0.4) else "")
        _, end = content(draft, second, outer)
        draft.acts[first] = Marked(source, cue, ((start, end),), parent, False, "asserted")
        draft.acts[second] = Marked(inner_source, inner_cue, ((start, end),), first, False, "asserted")

    def quotation(self, draft: Draft, split: bool) -> str:
        """ "“...,” the minister said", or split by the cue; returns the speaker's words."""
        number, kind = self._reserve(draft), "asserted"
        speaker = self.words.speaker()
        start = len(draft.text)
        draft.add("“")
        one = clause(self.words, self.pool)
        self._statement(draft, Clause(capital(one.words), one.commitment), number, kind)
        draft.add(",”")
        first = (start, len(draft.text))
        draft.add(" ")
        if self.words.chance(0.7):
            source = draft.add(speaker)
            draft.add(", " if "," in speaker else " ")
            cue = draft.add(self.words.verb(kind))
        else:
            cue = draft.add(self.words.rng.choice(("said", "says", "added")))
            draft.add(" ")
            source = draft.add(speaker)
        content = [first]
        if split:
            draft.add(", ")
            start = len(draft.text)
            draft.add("“and ")
            self._statement(draft, clause(self.words, self.pool), number, kind)
            draft.add(".”")
            content.append((start, len(draft.text)))
        else:
            draft.add(".")
        draft.acts[number] = Marked(source, cue, tuple(content), None, False, kind)
        return speaker

    def _placed(self, draft: Draft, words: str) -> str:
        """Capitalised where it opens a sentence."""
        return capital(words) if not draft.text or draft.text.endswith((". ", "\n", "” ")) else words
