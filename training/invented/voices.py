"""Those who speak and those who pass words on: how they are named at first, named again, and agree with a verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from training.invented.words import Words

Kind = Literal["person", "anonymous", "body", "document", "outlet", "agency"]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks. ``open``: the words end in an apposition that a comma must close."""

    words: str
    again: str
    pronoun: str
    plural: bool
    kind: Kind
    open: bool = False

    @property
    def stop(self) -> str:
        """What stands between the voice and a verb after it."""
        return ", " if self.open else " "


class Voices:
    """Draws voices."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def any(self) -> Voice:
        """Anyone who speaks, a document now and then."""
        draw = self.words.rng.random()
        if draw < 0.42:
            return self.person()
        if draw < 0.62:
            return self.body()
        return self.anonymous() if draw < 0.9 else self.document()

    def speaking(self) -> Voice:
        """Anyone but a document."""
        draw = self.words.rng.random()
        return self.person() if draw < 0.5 else self.body() if draw < 0.75 else self.anonymous()

    def passing(self) -> Voice:
        """An agency or outlet."""
        return self.agency() if self.words.chance(0.5) else self.outlet()

    def person(self) -> Voice:
        """A named person with a title, a role or neither."""
        words = self.words
        woman = words.chance(0.45)
        first, last = words.person(woman).rsplit(" ", 1)
        full, form, pronoun = f"{first} {last}", words.rng.random(), "she" if woman else "he"
        again = words.of((last, last, f"{'Ms' if woman else 'Mr'} {last}", full))
        if form < 0.2:
            title = self._fit(words.some("title"), woman)
            return Voice(f"{title} {full}", again, pronoun, False, "person")
        if form < 0.28:
            title = self._fit(words.some("title"), woman)
            return Voice(f"{title} {last}", f"{title} {last}" if words.chance(0.4) else last, pronoun, False, "person")
        if form < 0.58:
            role = self._fit(words.some("role"), woman)
            return Voice(f"{full}, {role}", again, pronoun, False, "person", True)
        if form < 0.7:
            role = self._fit(words.some("role"), woman)
            if not role.startswith("who "):
                return Voice(f"{role}, {full}", again, pronoun, False, "person", True)
        if form < 0.8:
            body = words.of(("{ministry}", "{demonym} {ministry}", "{firm}", "government", "army", "{city} police"))
            role = words.of(("spokeswoman" if woman else "spokesman", "spokesperson", "official", "chief"))
            return Voice(f"{body} {role} {full}", again, pronoun, False, "person")
        if form < 0.86:
            return Voice(f"{full}, {words.rng.randint(18, 88)}", again, pronoun, False, "person", True)
        return Voice(full if form < 0.95 else last, again, pronoun, False, "person")

    @staticmethod
    def _fit(role: str, woman: bool) -> str:
        """The role in the gender of the name."""
        if woman:
            return role.replace("spokesman", "spokeswoman").replace("chairman", "chairwoman")
        return role.replace("spokeswoman", "spokesman")

    def body(self) -> Voice:
        """An institution, or a country or capital that speaks for one."""
        words = self.words
        if words.chance(0.13):
            name = words.some("country") if words.chance(0.5) else words.city()
            return Voice(name, name, "it", False, "body")
        name = words.some("body")
        head = name.split(" (")[0]
        again = next((f"the {n}" for n in ("ministry", "agency", "council", "army", "navy", "university", "police",
                     "institute", "government", "court", "bank", "service") if n in head.lower().split()), head)  # fmt: skip
        if "Joint Chiefs" in name:
            return Voice(name, "the JCS" if "(" in name else again, "it", words.chance(0.5), "body")
        if "(" in name and words.chance(0.6):
            again = "the " + name.split("(")[1].rstrip(")")
        police = "police" in head or head.endswith("forces")
        if words.chance(0.12) and not police:
            post = words.of(
                ("a spokesman for", "a spokeswoman for", "a spokesperson for", "the head of", "an official at")
            )
            return Voice(
                f"{post} {name}", "the spokesman" if "man" in post else "the official", "he", False, "anonymous"
            )
        return Voice(name, again, "they" if police else "it", police, "body")

    def anonymous(self) -> Voice:
        """Unnamed people, one or many."""
        words = self.words
        if words.chance(0.4):
            name = words.some("anon_one")
            last = (
                name.split(" who ")[0]
                .split(" with ")[0]
                .split(" of ")[0]
                .split(" in ")[0]
                .split(" to ")[0]
                .split(" on ")[0]
            )
            known = last.split(" ", 1)[1] if last.startswith(("a ", "an ")) else "source"
            return Voice(name, f"the {known}", words.of(("he", "she")), False, "anonymous")
        name = words.some("anon_many")
        again = name if name.startswith("the ") else f"the {name.split(' who ')[0].split()[-1]}"
        simple = len(name.split()) < 3 and not name.startswith("the ")
        return Voice(name, again if not simple else "they", "they", True, "anonymous")

    def document(self) -> Voice:
        """Something written that says things."""
        name = self.words.some("document")
        many = name.split(" by ")[0].split(" seen ")[0].split(" obtained ")[0].split(" from ")[0]
        many = many.split(" of ")[0]
        plural = many.endswith(("s", "data", "images")) and not many.endswith(("ss", "analysis"))
        again = "the report" if not plural else "the documents"
        return Voice(name, again, "they" if plural else "it", plural, "document")

    def agency(self) -> Voice:
        """A news agency."""
        name = self.words.some("agency")
        return Voice(name, "the agency", "it", False, "agency")

    def outlet(self) -> Voice:
        """A paper, station or site, named or not."""
        if self.words.chance(0.22):
            name = self.words.some("loose_outlet")
            many = name.startswith("+")
            return Voice(
                name.removeprefix("+"),
                "the reports" if many else "the report",
                "they" if many else "it",
                many,
                "outlet",
            )
        name = self.words.some("outlet")
        again = (
            "the paper" if not any(w in name for w in ("TV", "Radio", "broadcast", "Channel")) else "the broadcaster"
        )
        return Voice(name, again, "it", False, "outlet")
