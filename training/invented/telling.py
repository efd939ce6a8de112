"""The forms in which somebody is said to say something; each gives a phrase without its stop, its act marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from training.invented.clauses import Clauses, Mood
from training.invented.cues import Saying, Sayings
from training.invented.phrases import Act, Claim, Phrase, capital, content, cue, plain, said, source
from training.invented.voices import Voice, Voices
from training.invented.words import Words

Body = Callable[[Mood], Phrase]
"""What is said, in the mood that the words before it ask for."""
_BARE = frozenset(
    "said say says added adds claimed claims believed believes believe thought thinks think reported insisted noted announced".split()
)
"""Cues that news lets go without "that"."""
_SMALL = frozenset("of the a an in on at to from for by than and million billion per cent with".split())
"""Words no partial quotation begins with."""


@dataclass(frozen=True, slots=True)
class Told:
    """A phrase with the acts in it from the outermost to the innermost, and who speaks last."""

    phrase: Phrase
    acts: tuple[Act, ...]
    voice: Voice


class Teller:
    """Writes acts of reporting."""

    def __init__(self, words: Words, clauses: Clauses) -> None:
        self.words, self.clauses = words, clauses
        self.voices, self.sayings = Voices(words), Sayings(words)
        self.marks, self.inside = ("“", "”"), True

    def turn(self) -> None:
        """Choose the domain and the marks of quotation of the next example; commas within them or without."""
        self.clauses.turn()
        self.marks = self.words.rng.choice((("“", "”"), ("“", "”"), ('"', '"'), ('"', '"'), ("‘", "’")))
        self.inside = self.words.chance(0.75)

    def clause(self, mood: Mood) -> Phrase:
        """One to three predicates."""
        return self.clauses.some(mood)

    def that_clause(self, mood: Mood) -> Phrase:
        """The same where "that" has gone before."""
        return self.clauses.some(mood, that=True)

    def _dated(self, saying: Saying) -> str:
        """A plain time between cue and content, outside both."""
        fits = saying.past and " in " not in saying.words and " on " not in saying.words
        if not fits or not self.words.chance(0.1):
            return ""
        return f" {self.words.of(('on ', 'on ', '')) if self.words.chance(0.6) else 'late on '}{self.words.day()}"

    def front(
        self, body: Body | None = None, voice: Voice | None = None, saying: Saying | None = None, act: Act | None = None
    ) -> Told:
        """ "The minister said that ..."."""
        voice = voice or self.voices.any()
        saying = saying or self.sayings.draw(voice)
        act = act or Act(saying.commitment)
        dated = self._dated(saying)
        bare = saying.words.split()[-1] in _BARE and not dated
        that = "" if bare and self.words.chance(0.35) else "that "
        own = body or (self.that_clause if that else self.clause)
        said_so = content(act, that, own("shifted" if saying.past else "plain"))
        return Told((source(act, voice.words), voice.stop, cue(act, saying.words), dated, " ", said_so), (act,), voice)

    def told(self, body: Body | None = None, voice: Voice | None = None, act: Act | None = None) -> Told:
        """ "Officials told the agency that ..."; who is told is in no span."""
        voice = voice or self.voices.speaking()
        act = act or Act("reported")
        who = self.words.of(
            (
                "reporters", "journalists", "parliament", "a news conference", "the court", "lawmakers", "police", "investors",
                "{outlet}", "{outlet}", "{agency}", "{agency}", "local media", "{demonym} media", "the Security Council",
                "state television", "a briefing in {city}", "supporters",
            )
        )  # fmt: skip
        verb = self.words.of(("told", "told", "told", "later told", "has told", "informed", "also told", "assured"))
        verb = verb.replace("has", "have") if voice.plural else verb
        dated = f" on {self.words.day()}" if self.words.chance(0.1) and "ha" not in verb else ""
        that = "that " if dated or verb in ("informed", "assured") or self.words.chance(0.75) else ""
        mood: Mood = "plain" if verb.startswith("ha") else "shifted"
        own = (body or (self.that_clause if that else self.clause))(mood)
        phrase = (source(act, voice.words), voice.stop, cue(act, verb), f" {who}{dated} ", content(act, that, own))
        return Told(phrase, (act,), voice)

    def back(self, body: Body | None = None, voice: Voice | None = None, act: Act | None = None) -> Told:
        """ "..., the minister said", "..., said the minister"."""
        voice = voice or self.voices.any()
        own = (body or self.clause)("plain")
        if self.words.chance(0.3) and voice.kind != "document":
            saying = self.sayings.short(voice)
            act = act or Act(saying.commitment)
            tail: Phrase = (cue(act, saying.words), " ", source(act, voice.words))
        else:
            saying = self.sayings.draw(
                voice, self.words.of(("reported", "reported", "reported", "assessed", "alleged"))
            )
            act = act or Act(saying.commitment)
            tail = (source(act, voice.words), voice.stop, cue(act, saying.words))
        if self.words.chance(0.12):
            tail = (*tail, f" on {self.words.day()}") if saying.past and " on " not in saying.words else tail
        return Told((content(act, own), ", ", tail), (act,), voice)

    def according(self, body: Body | None = None, voice: Voice | None = None, place: str = "") -> Told:
        """ "According to the agency, ...", "..., according to the agency", or in the middle of the clause."""
        voice = voice or (self.voices.passing() if self.words.chance(0.4) else self.voices.any())
        act = Act("reported")
        place = place or self.words.of(("first", "first", "last", "last", "middle"))
        lead = cue(act, self.words.of(("according to", "according to", "according to", "as per"))
                   if place == "last" else "according to")  # fmt: skip
        stop = "," if place != "last" else ""
        named: Phrase = (lead, " ", source(act, voice.words))
        if place == "first":
            return Told((named, stop, " ", content(act, (body or self.clause)("plain"))), (act,), voice)
        if place == "middle" and body is None:
            claim, subject, rest = self.clauses.put(self.clauses.event(), "plain")
            first, last = content(act, said(claim, subject)), content(act, said(claim, rest))
            return Told((first, ", ", named, ", ", last), (act,), voice)
        return Told((content(act, (body or self.clause)("plain")), ", ", named), (act,), voice)

    def viewed(self, body: Body | None = None) -> Told:
        """ "In the view of analysts, ...", "For the opposition, ...", "As the minister put it, ..."."""
        voice = self.voices.person() if self.words.chance(0.4) else self.voices.speaking()
        form, verb = self.words.rng.random(), "have" if voice.plural else "has"
        if form < 0.35:
            act = Act("assessed")
            lead: Phrase = (cue(act, self.words.of(("in the view of", "in the opinion of", "in the eyes of"))), " ")
            head: Phrase = (*lead, source(act, voice.words))
        else:
            act = Act("reported")
            end = self.words.of(("put it", "explained", f"{verb} pointed out", "noted", f"{verb} said", "reported"))
            head = ("as ", source(act, voice.words), voice.stop, cue(act, end))
        return Told((head, ", ", content(act, (body or self.clause)("plain"))), (act,), voice)

    def noun(self, body: Body | None = None, voice: Voice | None = None) -> tuple[Told, bool]:
        """ "Claims by the army that ...", "the minister's assertion that ..."; and whether it is plural."""
        voice = voice or self.voices.speaking()
        many = voice.open or len(voice.words.split()) > 4 or self.words.chance(0.5)
        names = {
            "claim": "alleged", "allegation": "alleged", "statement": "reported", "report": "reported", "warning": "reported",
            "assessment": "assessed", "prediction": "assessed", "suggestion": "speculated", "accusation": "alleged",
            "announcement": "reported", "admission": "reported",
        }  # fmt: skip
        name = self.words.of(list(names))
        act = Act(names[name])
        said_so = content(act, "that ", (body or self.clause)("shifted"))
        if many:
            joint = self.words.of((" by ", " from "))
            return Told(
                (cue(act, f"{name}s"), joint, source(act, voice.words), voice.stop, said_so), (act,), voice
            ), True
        owner = f"{voice.words}’" if voice.plural and voice.words.endswith("s") else f"{voice.words}’s"
        return Told((source(act, owner), " ", cue(act, name), " ", said_so), (act,), voice), False

    def passive(self, voice_in: bool = False) -> Told:
        """ "The ship is believed to have sunk", "it was reported that ...", "the ship reportedly sank"."""
        form, words = self.words.rng.random(), self.words
        verbs = {
            "believed": "assessed", "thought": "assessed", "said": "alleged", "reported": "alleged", "alleged": "alleged",
            "feared": "assessed", "understood": "assessed", "known": "reported", "claimed": "alleged", "presumed": "assessed",
            "estimated": "assessed", "expected": "assessed", "rumoured": "speculated", "suspected": "assessed",
        }  # fmt: skip
        verb = words.of([v for v in verbs if v != "suspected" or words.held_out])
        act = Act(verbs[verb])
        voice = Voice("", "", "they", True, "anonymous")
        if form < 0.3:
            be = words.of(("is", "was", "has been", "is widely", "is now", "had been"))
            mood: Mood = "shifted" if be in ("was", "had been") else "plain"
            return Told(("it ", cue(act, f"{be} {verb}"), " ", content(act, "that ", self.clause(mood))), (act,), voice)
        event = self.clauses.event()
        if form < 0.75:
            be = words.of(("are", "are", "were") if event.plural else ("is", "is", "was"))
            if verb in ("reported", "alleged", "claimed", "said") and words.chance(0.3):
                be = "have been" if event.plural else "has been"
            ahead = verb in ("expected", "feared", "estimated") and words.chance(0.6)
            claim = Claim("planned" if ahead else "asserted")
            rest = f"to {event.verb} {event.rest}" if ahead else f"to have {event.perfect} {event.rest}"
            middle: Phrase = (" ", cue(act, f"{be} {words.of(('', '', '', 'also ', 'widely '))}{verb}"), " ")
            first = content(act, said(claim, event.subject))
            return Told((first, middle, content(act, said(claim, rest))), (act,), voice)
        act, claim = Act("alleged"), Claim()
        adverb = words.of(("reportedly", "reportedly", "allegedly", "purportedly", "supposedly"))
        head, _, tail = event.predicate(self.clauses.tense("past", event), adverb="§").partition("§")
        subject = f"{event.subject} {head}".strip()
        first, last = content(act, said(claim, subject)), content(act, said(claim, tail.strip()))
        return Told((first, " ", cue(act, adverb), " ", last), (act,), voice)

    def quotation(self, voice: Voice | None = None, sentences: int = 1, act: Act | None = None) -> Told:
        """ "“...,” the minister said": one or more sentences, then who speaks."""
        voice = voice or self.voices.speaking()
        saying = self._quoting(voice)
        act = act or Act(saying.commitment)
        first = [(capital(self.clauses.one("direct")), ". ") for _ in range(sentences - 1)]
        last = capital(self.clauses.one("direct"))
        body = (self.marks[0], *first, last, "," if self.inside else "", self.marks[1])
        between = " " if self.inside else ", "
        return Told((content(act, body), between, self._speaker(act, voice, saying)), (act,), voice)

    def split_quotation(self, voice: Voice | None = None) -> Told:
        """ "“A,” she said, “B.”", the second piece a clause of its own or the rest of the first; with its stop."""
        voice = voice or self.voices.speaking()
        saying = self._quoting(voice)
        act = Act(saying.commitment)
        begin, end = self.marks
        comma: Phrase = (f",{end}" if self.inside else end,)
        gap = " " if self.inside else ", "
        speaker = self._speaker(act, voice, saying)
        if self.words.chance(0.5):
            join = self.words.of(("and ", "but ", "so ", "because ", "although "))
            first = content(act, begin, capital(self.clauses.one("direct")), comma)
            second = content(act, begin, join, self.clauses.one("direct"), ".", end)
            return Told((first, gap, speaker, ", ", second), (act,), voice)
        claim, subject, rest = self.clauses.put(self.clauses.event(), "direct")
        first = content(act, begin, said(claim, capital((subject,))), comma)
        second = content(act, begin, said(claim, rest), ".", end)
        return Told((first, gap, speaker, ", ", second), (act,), voice)

    def led_quotation(self, voice: Voice | None = None, sentences: int = 1) -> Told:
        """ "The minister said: “...”", with its stop."""
        voice = voice or self.voices.speaking()
        saying = self.sayings.draw(voice, "reported")
        act = Act(saying.commitment)
        colon = self.words.of((": ", ": ", ", "))
        body = [(capital(self.clauses.one("direct")), "." if n == sentences - 1 else ". ") for n in range(sentences)]
        quotation = content(act, self.marks[0], *body, self.marks[1])
        return Told((source(act, voice.words), voice.stop, cue(act, saying.words), colon, quotation), (act,), voice)

    def partial(self, voice: Voice | None = None) -> Told:
        """Some words of the content in marks: "said the deal was “a turning point”"."""
        voice = voice or self.voices.speaking()
        saying = self.sayings.draw(voice, "reported")
        act = Act(saying.commitment)
        claim, subject, rest = self.clauses.put(self.clauses.event(), "shifted" if saying.past else "plain")
        words = rest.split(" ")
        cut = max(1, len(words) - self.words.rng.randint(2, 5))
        while cut > 1 and words[cut] in _SMALL:
            cut -= 1
        begin, end = self.marks
        marked = f"{' '.join(words[:cut])} {begin}{' '.join(words[cut:])}{end}"
        that = self.words.of(("that ", ""))
        body = content(act, that, said(claim, f"{subject} {marked}"))
        return Told((source(act, voice.words), voice.stop, cue(act, saying.words), " ", body), (act,), voice)

    def _quoting(self, voice: Voice) -> Saying:
        if self.words.chance(0.5):
            return self.sayings.short(voice, ("reported", "reported", "alleged"))
        return self.sayings.draw(voice, "reported")

    def _speaker(self, act: Act, voice: Voice, saying: Saying) -> Phrase:
        if self.words.chance(0.3) and " " not in saying.words and voice.pronoun != voice.words:
            return (cue(act, saying.words), " ", source(act, voice.words))
        who: Phrase = (source(act, voice.words), voice.stop, cue(act, saying.words))
        told = self.words.chance(0.12) and plain((saying.words,)) in ("said", "added", "explained")
        return (*who, f" {self.words.day()}") if told else who
