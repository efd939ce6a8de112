"""Coarse word classes by closed lists, verb forms and neighbours: enough to see subjects, predicates and clauses.

One character a token, so that patterns over a sentence are regular expressions over a string. No parser.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from rashomon.understand.parts import Token, TokenKind
from rashomon.understand.verbs import Form, forms, nouns_too

DETERMINER, SUBJECT, OBJECT, PREPOSITION, COORDINATOR, SUBORDINATOR = "d", "p", "o", "i", "c", "s"
TO, MODAL, HAVE, BE, ADVERB, NUMBER, NOUN, PROPER = "t", "m", "h", "b", "r", "0", "n", "P"
FINITE, PARTICIPLE, ING, BASE = "V", "N", "G", "I"
COMMA, MARK, QUOTE, POSSESSIVE, CONTRACTED = ",", ".", '"', "'", "K"

_FINITE_AFTER = frozenset("VbhmK")


@cache
def words(name: str) -> frozenset[str]:
    """A closed class of rules/grammar.toml."""
    text = files("rashomon.understand").joinpath("rules/grammar.toml").read_text(encoding="utf-8")
    return frozenset(str(tomllib.loads(text)[name]).split())


@cache
def _closed() -> dict[str, str]:
    table: dict[str, str] = {}
    for name, tag in (
        ("adverb", ADVERB),
        ("preposition", PREPOSITION),
        ("determiner", DETERMINER),
        ("subject", SUBJECT),
        ("object", OBJECT),
        ("coordinator", COORDINATOR),
        ("subordinator", SUBORDINATOR),
        ("modal", MODAL),
        ("have", HAVE),
        ("be", BE),
        ("subject_contraction", CONTRACTED),
    ):
        for word in words(name):
            table.setdefault(word, tag)
    table["her"] = DETERMINER
    table["to"] = TO
    return table


def tag(tokens: Sequence[Token]) -> str:
    """One class for each token, as a string of the same length."""
    closed, readings, out = _closed(), forms(), list[str]()
    for number, token in enumerate(tokens):
        lower = token.lower.replace("’", "'")
        if token.kind is TokenKind.NUMBER:
            out.append(NUMBER)
        elif token.kind is TokenKind.QUOTE:
            out.append(POSSESSIVE if _owns(tokens, number) else QUOTE)
        elif token.kind is TokenKind.PUNCTUATION:
            shortened = lower == "." and number + 1 < len(tokens) and bool(out) and out[-1] in "Pn"
            out.append(COMMA if lower == "," else PROPER if shortened and _is_short(tokens, number) else MARK)
        elif lower == "'s":
            out.append(BE if number and tokens[number - 1].lower in words("be_contracted") else POSSESSIVE)
        elif lower in closed and lower not in words("between") and not (lower == "may" and _is_month(tokens, number)):
            out.append(closed[lower])
        elif lower in words("between") and _left(out) in (HAVE, BE):
            out.append(ADVERB)
        elif lower in readings and (lower not in words("not_verbs") or _is_verb(tokens, number, out)):
            out.append(_verb(tokens, number, out))
        elif lower in closed and lower != "may":
            out.append(closed[lower])
        else:
            out.append(_open(token, lower, out))
    return _reduced(tokens, _completed(tokens, out))


def _completed(tokens: Sequence[Token], out: list[str]) -> list[str]:
    """The classes with a verb found where a sentence's first clause was read without one: "Most people here | live in".

    Only in a sentence that ends in a stop: headlines and labels need no verb.
    """
    if not tokens or tokens[-1].kind not in (TokenKind.PUNCTUATION, TokenKind.QUOTE):
        return out
    end = next((n for n in range(len(out)) if _parts(out, n)), len(out))
    if end >= _CLAUSE and not any(seen in _FINITE_AFTER for seen in out[:end]):
        place = next((n for n in range(1, end) if _might_be(tokens, out, n)), None)
        if place is not None:
            out[place] = FINITE
    return out


def _parts(out: Sequence[str], place: int) -> bool:
    """Whether a clause ends here: at a comma before "and" or "but", or where a second predicate is joined on."""
    if out[place] != COORDINATOR or place == 0:
        return False
    return out[place - 1] == COMMA or (place + 1 < len(out) and out[place + 1] in (FINITE, BE, HAVE, MODAL))


def _might_be(tokens: Sequence[Token], out: Sequence[str], place: int) -> bool:
    """Whether a word read otherwise can be the missing verb: behind a noun, before what a verb takes."""
    kinds = {form for _, form in forms().get(tokens[place].lower, ())}
    left, after = out[place - 1], out[place + 1] if place + 1 < len(out) else ""
    before = tokens[place - 1].lower
    if before in _ONE and out[place] == NOUN:  # no plural stands behind "this": "This imperils the plan"
        return Form.PAST in kinds or (tokens[place].lower.endswith("s") and after != PREPOSITION)
    if left not in (NOUN, PROPER, COMMA, POSSESSIVE) or not tokens[place].text[0].islower():
        return False
    if out[place] == PARTICIPLE and after == PREPOSITION:
        return Form.PAST in kinds and out[place + 2 : place + 3] == [ING]  # "retaliated by firing"
    if out[place] not in (NOUN, BASE) or not kinds & {Form.BASE, Form.THIRD}:
        return False
    plural = before.endswith("s") or left == COMMA or before in _MANY
    if Form.THIRD in kinds:
        return not plural and left in (NOUN, PROPER) and after in _OPENS_OBJECT  # "The plane promises increased ..."
    return (plural or out[place] == BASE) and after in _OPENS_OBJECT


_CLAUSE = 5
"""Words from which a stretch is expected to have a verb."""
_ONE = frozenset(("this", "that"))
_OPENS_OBJECT = (DETERMINER, PREPOSITION, NOUN, PROPER, TO, NUMBER, OBJECT)
_MANY = frozenset("people police men women children world country".split())


def _owns(tokens: Sequence[Token], number: int) -> bool:
    """Whether the mark is a plural's possessive ("the workers' union") and closes no quotation."""
    if tokens[number].text not in ("'", "’") or not number or number + 1 >= len(tokens):
        return False
    before, after = tokens[number - 1], tokens[number + 1]
    joined = before.span.end == tokens[number].span.start and before.lower.endswith("s")
    opened = any(t.text in ("'", "‘") for t in tokens[max(0, number - 40) : number])
    return joined and not opened and after.kind is TokenKind.WORD and after.span.start > tokens[number].span.end


def _is_verb(tokens: Sequence[Token], number: int, out: list[str]) -> bool:
    """Whether a word that is mostly no verb is one here: after an auxiliary, or between a name and a stop or object."""
    if _left(out) in (HAVE, BE):
        return True
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    ends = after is None or after.kind in (TokenKind.PUNCTUATION, TokenKind.QUOTE) or _takes_object(after)
    return ends and out[-1:] != [] and out[-1] in (PROPER, SUBJECT)


def _is_short(tokens: Sequence[Token], number: int) -> bool:
    """Whether the stop at ``number`` belongs to a shortened word: "Mr.", "Sen.", "J."."""
    before, after = tokens[number - 1], tokens[number + 1]
    touches = before.span.end == tokens[number].span.start
    return touches and before.text[0].isupper() and len(before.text) <= 6 and after.text[0].isupper()


def _open(token: Token, lower: str, out: list[str]) -> str:
    """A word in no list: by its ending, its capital and the word before."""
    number, left = len(out), _left(out)
    if token.text[0].islower() and number:
        if left == MODAL and out[-1] in (MODAL, ADVERB):
            return ADVERB if lower.endswith("ly") else BASE
        if left == SUBJECT and out[-1] in (SUBJECT, ADVERB) and lower.endswith(("s", "ed")):
            return FINITE
        if lower.endswith("ed") and len(lower) > 4 and lower not in words("not_verbs"):
            if left in (HAVE, BE):
                return PARTICIPLE
            return FINITE if left in (NOUN, PROPER, SUBJECT, COORDINATOR) and out[-1] != COMMA else NOUN
    if lower.endswith("ly") and len(lower) > 4 and token.text[0].islower():
        return ADVERB
    if lower.endswith("ing") and len(lower) > 5 and token.text[0].islower() and lower not in words("not_verbs"):
        return ING
    return PROPER if token.text[0].isupper() and number else NOUN


def _is_month(tokens: Sequence[Token], number: int) -> bool:
    """ "May" as a month: capital letter after a preposition or beside a number."""
    if tokens[number].text != "May" or number == 0:
        return False
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    return (
        tokens[number - 1].lower in words("preposition")
        or tokens[number - 1].kind is TokenKind.NUMBER
        or (after is not None and after.kind is TokenKind.NUMBER)
    )


def _verb(tokens: Sequence[Token], number: int, before: list[str]) -> str:
    """The class of a word that can be a verb, from what stands around it."""
    lower = tokens[number].lower
    kinds = {form for _, form in forms()[lower]}
    left = _left(before)
    following = tokens[number + 1].lower if number + 1 < len(tokens) else ""
    if left == TO and Form.BASE in kinds:
        return BASE
    if left == MODAL and Form.BASE in kinds:
        return BASE
    if left == HAVE and Form.PARTICIPLE in kinds:
        return PARTICIPLE
    if left in (BE, CONTRACTED) and Form.PARTICIPLE in kinds:
        return PARTICIPLE
    if Form.ING in kinds:
        return NOUN if before[-1:] == [DETERMINER] and following in ("of", "in") else ING
    if before and before[-1] in (DETERMINER, POSSESSIVE, PREPOSITION) and lower not in ("said", "told"):
        return NOUN
    if Form.PAST in kinds or Form.PARTICIPLE in kinds:
        return _past(lower, kinds, left, following, tokens[number])
    return _present(tokens, number, kinds, before)


def _left(before: list[str]) -> str:
    """The class to the left, adverbs between a verb group's words skipped."""
    for seen in reversed(before):
        if seen != ADVERB:
            return seen
    return ""


def _past(lower: str, kinds: set[Form], left: str, following: str, token: Token) -> str:
    if Form.PAST not in kinds:
        return PARTICIPLE
    if following == "by" and left not in (SUBJECT, "") and lower in ("said", "told"):
        return FINITE  # "said by telephone"
    if following == "by" and left != SUBJECT and Form.PARTICIPLE in kinds:
        return PARTICIPLE
    if not left:
        return PARTICIPLE if Form.PARTICIPLE in kinds else FINITE
    return FINITE


def _present(tokens: Sequence[Token], number: int, kinds: set[Form], before: list[str]) -> str:
    """Third person or base form: a verb or a noun."""
    token = tokens[number]
    left = _left(before)
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    noun_too = token.lower in nouns_too()
    named = following is not None and following.text[0].isupper() and token.text[0].islower() and before[-1:] != [NOUN]
    if number == 1 and following is not None and following.text[0].isupper() and token.text[0].islower():
        named = True
    if noun_too and not _takes_object(following) and left != SUBJECT and not named:
        return NOUN
    if Form.THIRD in kinds:
        if not before:
            return NOUN if noun_too else FINITE
        return (
            FINITE
            if left in (NOUN, PROPER, SUBJECT, SUBORDINATOR, ADVERB, COMMA, MARK, QUOTE, COORDINATOR, NUMBER)
            else NOUN
        )
    if left == SUBJECT or (left == NOUN and _is_plural(tokens, number, before)):
        return FINITE
    if left == COORDINATOR and not noun_too:
        return FINITE if FINITE in before else BASE
    if token.text[0].isupper() and before:
        return PROPER
    return NOUN if noun_too or not before else BASE


def _takes_object(following: Token | None) -> bool:
    """Whether the next word opens an object, a clause or an adverbial: then a noun reading is unlikely."""
    if following is None:
        return False
    tag_ = _closed().get(following.lower, "")
    return tag_ in (DETERMINER, SUBJECT, OBJECT, SUBORDINATOR) or following.kind is TokenKind.NUMBER


def _is_plural(tokens: Sequence[Token], number: int, before: list[str]) -> bool:
    for place in range(number - 1, -1, -1):
        if before[place] != ADVERB:
            word = tokens[place].lower
            return (word.endswith("s") and not word.endswith("ss")) or word in (
                "media",
                "people",
                "police",
                "men",
                "women",
            )
    return False


def _reduced(tokens: Sequence[Token], out: list[str]) -> str:
    """A past form with another finite verb after it in one stretch is a reduced relative ("arms sent north fell")."""
    readings = forms()
    for number, seen in enumerate(out):
        if seen != FINITE or tokens[number].lower in words("bare_saying"):
            continue
        kinds = {form for _, form in readings.get(tokens[number].lower, ())}
        if Form.PAST not in kinds or Form.PARTICIPLE not in kinds or not number or out[number - 1] not in "nP)":
            continue
        for place in range(number + 1, len(out)):
            later = out[place]
            if later in (COMMA, MARK, QUOTE, COORDINATOR, SUBORDINATOR, SUBJECT, POSSESSIVE):
                break
            if later == DETERMINER and (out[place - 1] in (NOUN, PROPER) or place == number + 1):
                break
            if later in _FINITE_AFTER and out[place - 1] != TO:
                out[number] = PARTICIPLE
                break
    return "".join(out)
