"""Forms of English verbs, and verb groups of the tenses that news and reported speech need."""

from __future__ import annotations

_IRREGULAR = {
    base: (past, participle)
    for base, past, participle in (
        row.split("/")
        for row in (
            "be/was/been have/had/had do/did/done go/went/gone say/said/said tell/told/told find/found/found "
            "think/thought/thought hold/held/held know/knew/known see/saw/seen write/wrote/written "
            "break/broke/broken fall/fell/fallen rise/rose/risen sink/sank/sunk shoot/shot/shot lose/lost/lost "
            "leave/left/left sell/sold/sold win/won/won fly/flew/flown show/showed/shown hit/hit/hit burst/burst/burst "
            "meet/met/met fight/fought/fought begin/began/begun draw/drew/drawn flee/fled/fled steal/stole/stolen "
            "plead/pleaded/pleaded pay/paid/paid put/put/put strike/struck/struck blow/blew/blown send/sent/sent "
            "cut/cut/cut run/ran/run beat/beat/beaten quit/quit/quit lead/led/led shrink/shrank/shrunk "
            "borrow/borrowed/borrowed spend/spent/spent grow/grew/grown stand/stood/stood buy/bought/bought "
            "hide/hid/hidden bring/brought/brought take/took/taken keep/kept/kept drive/drove/driven "
            "shut/shut/shut let/let/let cost/cost/cost sleep/slept/slept speak/spoke/spoken come/came/come let/let/let spread/spread/spread make/made/made give/gave/given set/set/set get/got/got "
            "feed/fed/fed upset/upset/upset swear/swore/sworn mean/meant/meant read/read/read "
            "foresee/foresaw/foreseen feel/felt/felt understand/understood/understood hear/heard/heard "
            "withdraw/withdrew/withdrawn retake/retook/retaken"
        ).split()
    )
}
_DOUBLED = frozenset(
    "stop drop admit ban plan commit rob spot step ship plot submit refer occur compel expel map infer control top acquit".split()
)  # and no others: "open", "visit"
_MODALS = {"will": "will", "would": "would", "may": "may", "might": "might", "could": "could", "should": "should"}


def past(base: str) -> str:
    """The simple past, "was" for "be"."""
    return _IRREGULAR[base][0] if base in _IRREGULAR else _regular(base)


def participle(base: str) -> str:
    """The past participle."""
    return _IRREGULAR[base][1] if base in _IRREGULAR else _regular(base)


def _regular(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    if base.endswith("c"):
        return base + "ked"
    return base + base[-1] + "ed" if base in _DOUBLED else base + "ed"


def third(base: str) -> str:
    """The present of "it"."""
    if base in ("be", "have", "do", "go"):
        return {"be": "is", "have": "has", "do": "does", "go": "goes"}[base]
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else base + "s"


def ing(base: str) -> str:
    """The present participle."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "be")):
        return base[:-1] + "ing"
    if base in _DOUBLED or base in ("get", "cut", "hit", "put", "set", "win", "run", "begin", "shut", "beat", "quit"):
        return base + ("" if base == "beat" else base[-1]) + "ing"
    return base + ing_tail(base)


def ing_tail(base: str) -> str:
    """What is added to a base form with nothing doubled."""
    return "king" if base.endswith("c") else "ing"


def present(base: str, plural: bool) -> str:
    """The present, agreeing."""
    if plural:
        return "are" if base == "be" else base
    return third(base)


def forms(base: str) -> frozenset[str]:
    """Every form of a verb."""
    return frozenset((base, past(base), participle(base), third(base), ing(base)))


def _finite(base: str, plural: bool) -> str:
    return ("were" if plural else "was") if base == "be" else past(base)


def group(base: str, tense: str, plural: bool, negated: bool = False, adverb: str = "") -> str:
    """The verb group of a tense: "had not been", "probably killed", "is to be"; the adverb where English puts it."""
    have, be = ("have", "are") if plural else ("has", "is")
    heads = {
        "perfect": (have, participle(base)),
        "pluperfect": ("had", participle(base)),
        "progressive": (be, ing(base)),
        "was_progressive": ("were" if plural else "was", ing(base)),
        "may_have": ("may", f"have {participle(base)}"),
        "to_be": (be, f"to {base}"),
        **{name: (modal, base) for name, modal in _MODALS.items()},
    }
    gap = f" {adverb}" if adverb else ""
    if tense in heads:
        head, rest = heads[tense]
        return f"{head}{' not' if negated else ''}{gap} {rest}"
    if tense not in ("past", "present"):
        raise ValueError(f"no such tense: {tense}")
    finite = _finite(base, plural) if tense == "past" else present(base, plural)
    if base == "be":
        return f"{finite}{' not' if negated else ''}{gap}"
    if negated:
        return f"{'did' if tense == 'past' else 'do' if plural else 'does'} not{gap} {base}"
    return f"{adverb} {finite}" if adverb else finite
