"""Words of saying: verbs by how firmly they put things, in the tenses and with the manner news gives them."""

from __future__ import annotations

from dataclasses import dataclass

from training.invented.inflection import group
from training.invented.voices import Voice
from training.invented.words import Words

VERBS: dict[str, tuple[str, ...]] = {
    "reported": tuple(
        (
            "say say say say say say say report announce confirm add explain declare note insist stress acknowledge reveal "
            "argue observe remark emphasise write admit concede comment underline warn state affirm emphasize relate recount "
            "tweet reply respond testify caution point_out make_clear go_on_to_say disclose reiterate recall maintain "
            "mention let_it_be_known"
        ).split()
    ),
    "assessed": tuple(
        "believe think estimate expect conclude predict fear calculate judge forecast reason anticipate be_convinced "
        "be_confident consider assess suspect reckon be_certain infer assume find".split()
    ),
    "alleged": tuple("claim claim allege charge complain contend assert".split()),
    "planned": tuple("promise pledge threaten vow swear".split()),
    "speculated": tuple("suggest hint speculate suppose".split()),
    "denied": tuple("deny deny deny dispute".split()),
}
DOCUMENT_VERBS: dict[str, tuple[str, ...]] = {
    "reported": tuple("say say show reveal note state confirm warn disclose maintain".split()),
    "assessed": tuple("indicate conclude find estimate assess imply".split()),
    "alleged": tuple("claim allege assert".split()),
    "speculated": ("suggest",),
    "planned": ("say",),
    "denied": ("deny", "dispute"),
}
HELD_OUT_VERBS = frozenset("disclose reiterate recall maintain assess suspect reckon contend assert vow".split())
"""Base forms of verbs that are cues only where ``held_out`` is asked for."""

_SHORT = frozenset("say report announce explain add write insist claim warn confirm declare note predict".split())
_ADVERBS = (
    "repeatedly also later previously publicly privately again earlier initially consistently openly since".split()
)
_PAST_ONLY = frozenset("later previously again earlier initially first".split())
_MEDIA = (
    "in a statement|in a televised address|at a news conference|in an interview|on social media|in parliament|under oath"
    "|by telephone|in a post on its website|in a letter|in an email|in a report|in court|in a radio interview|in a speech"
    "|at a briefing|on state television|in a tweet|in a video message|in a press release|in written testimony"
    "|in a memo to staff|through a lawyer|in a brief statement|in an online post|during a visit"
).split("|")
_MANNER = "bluntly|flatly|in tears|angrily|with a smile|calmly|in no uncertain terms|without elaborating|curtly".split(
    "|"
)


@dataclass(frozen=True, slots=True)
class Saying:
    """A cue's words, how firmly it puts things, and whether it stands in the past (what follows is shifted back)."""

    words: str
    commitment: str
    past: bool


class Sayings:
    """Draws cues that agree with who speaks."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def kind(self) -> str:
        """How firmly, plainly most often."""
        names = ("reported", "assessed", "alleged", "speculated")
        return self.words.rng.choices(names, (10, 4, 2.5, 0.6))[0]

    def verb(self, kind: str, voice: Voice) -> str:
        """A base form."""
        table = DOCUMENT_VERBS if voice.kind == "document" else VERBS
        held = [v for v in table[kind] if v in HELD_OUT_VERBS]
        if self.words.held_out and held and self.words.chance(0.6):
            return self.words.rng.choice(held)
        return self.words.rng.choice([v for v in table[kind] if v not in HELD_OUT_VERBS])

    def draw(self, voice: Voice, kind: str | None = None, tense: str | None = None) -> Saying:
        """A cue for a voice before its content or after it, with an adverb or the medium now and then."""
        kind = kind or self.kind()
        verb = self.verb(kind, voice)
        if tense is None:
            tense = self.words.rng.choices(("past", "perfect", "present"), (8, 1.5, 1.5))[0]
        if (verb.startswith(("be_", "go_")) or kind == "assessed") and tense == "perfect":
            tense = "past"
        adverb = self.words.rng.choice(_ADVERBS) if self.words.chance(0.1) and "_" not in verb else ""
        if adverb == "since" and tense != "perfect":
            adverb = "also"
        if tense == "present" and adverb in _PAST_ONLY:
            adverb = ""
        words = said_as(verb, tense, voice.plural, adverb)
        spoken = kind in ("reported", "alleged", "planned") and voice.kind in ("person", "body", "anonymous")
        if spoken and tense in ("past", "perfect") and self.words.chance(0.14):
            words += f" {self.words.of(_MEDIA if self.words.chance(0.8) else _MANNER)}"
            if self.words.chance(0.15) and tense == "past":
                words += f" on {self.words.day()}"
        return Saying(words, kind, tense in ("past", "pluperfect"))

    def short(self, voice: Voice, kinds: tuple[str, ...] = ("reported",)) -> Saying:
        """One bare verb that may stand before who speaks: "said the minister"."""
        kind = self.words.rng.choice(kinds)
        verb = self.words.rng.choice([v for v in VERBS[kind] if v in _SHORT])
        tense = "past" if self.words.chance(0.85) else "present"
        return Saying(said_as(verb, tense, voice.plural, ""), kind, tense == "past")

    def reporting(self, voice: Voice) -> Saying:
        """What agencies and papers do with news."""
        verb = self.words.rng.choice("report report report say say write reveal announce".split())
        tense = self.words.rng.choices(("past", "perfect", "present"), (8, 1, 1))[0]
        adverb = self.words.of(("", "", "", "", "", "earlier", "also", "first", "later"))
        adverb = "" if tense == "present" and adverb in _PAST_ONLY else adverb
        return Saying(said_as(verb, tense, voice.plural, adverb), "reported", tense == "past")


def said_as(verb: str, tense: str, plural: bool, adverb: str = "") -> str:
    """The verb group; "_" joins the words of longer verbs."""
    base, _, rest = verb.partition("_")
    return f"{group(base, tense, plural, adverb=adverb)} {rest.replace('_', ' ')}".rstrip()
