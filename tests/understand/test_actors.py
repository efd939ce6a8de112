"""Who is who within a report: one key for a person's or body's names, and two keys for two. All names are invented."""

from __future__ import annotations

from functools import partial

import pytest
from test_name_rules import in_pieces, names_of

from rashomon.records import BlockKind, NameKind, Span, VoiceKind
from rashomon.understand.names import find_names
from rashomon.understand.parts import Sentence
from rashomon.understand.reader import Named
from rashomon.understand.tokens import tokenize
from tests.growth import assert_linear

# Text, and the keys of its names in order. One line, since the texts' sentences are cut at full stops.
KEYS = [
    ("Donald J Orl spoke. Donald Orl left.", "donald orl, donald orl"),
    ("Lawrence Oster spoke. Larry Oster left. Oster slept.", "larry oster, larry oster, larry oster"),
    ("Minister Emil Orl and Minister Ada Orl met.", "emil orl, ada orl"),
    ("Mrs Ada Orl met Mr Emil Orl. Mrs Orl left. Mr Orl stayed.", "ada orl, emil orl, ada orl, emil orl"),
    ("David Orl met Susan Orl. Mr Orl left. Ms Orl stayed.", "david orl, susan orl, david orl, susan orl"),
    ("Marshal Kim Do Ren met Marshal Kim Do Tal.", "kim do ren, kim do tal"),
    ("Minister Jim O'Ralt spoke. O'Ralt left.", "jim o'ralt, jim o'ralt"),
    ("Valeria Paris spoke. Paris left. She fled to Paris.", "valeria paris, valeria paris, france"),
    ("Steve Marl, MD, spoke. Marl left.", "steve marl, steve marl"),
    ("Hey Carl Oster, wait.", "carl oster"),
    (
        "The Harrow Workers Union (HWU) struck. The HWU won.",
        "harrow workers union, harrow workers union, harrow workers union",
    ),
    ("The Halden Steel Company fell. Halden rose.", "halden steel company, halden steel company"),
    ("The Ralt Group fell. The Ralt Bank rose. Ralt said no.", "ralt group, ralt bank, ralt"),
    (
        "France's Joint Chiefs of Staff met. The Joint Chiefs left.",
        "france, france joint chiefs of staff, france joint chiefs of staff",
    ),
    ("The Church of the Lake spoke. The Church left.", "church of the lake, church of the lake"),
    ("The Office for the Coordination of Humanitarian Affairs came.", "coordination of humanitarian affairs office"),
    ("The Bureau of Alcohol, Tobacco and Firearms came.", "alcohol tobacco and firearms bureau"),
    ("Human Rights Watch said so.", "human rights watch"),
    ("The Teachers' Union struck.", "teachers' union"),
    ("Mt Teral fell. Mount Teral rose.", "mount teral, mount teral"),
    ("Why do I say so? He and I know.", ""),
    ("Minister Ada \u200fOrl\u200f spoke. \u200eOrl left.", "ada orl, ada orl"),
    ("German Halden Motors Company fell.", "germany, halden motors company"),
    ("Orl Co. met Velm (PLC) and U.S. capital.", None),
]


@pytest.mark.parametrize(("text", "keys"), [k for k in KEYS if k[1] is not None], ids=lambda v: str(v)[:50])
def test_keys(text: str, keys: str) -> None:
    assert ", ".join(n.key for n in names_of(text).mentions) == keys


def voice_of(text: str, words: str) -> tuple[VoiceKind, str]:
    start = text.rindex(words)
    said = names_of(text).voice(Span(start=start, end=start + len(words)), None)
    return said.kind, said.key


@pytest.mark.parametrize(
    ("text", "words", "kind", "key"),
    [
        ("Defence Minister Aron Velk left. The minister wept.", "The minister", VoiceKind.PERSON, "aron velk"),
        (
            "Aron Velk, the defence minister, left. The defence minister wept.",
            "The defence minister",
            VoiceKind.PERSON,
            "aron velk",
        ),
        (
            "Education Minister Ada Orl left. The prime minister wept.",
            "The prime minister",
            VoiceKind.UNNAMED,
            "unnamed:ministers",
        ),
        ("Minister David Orl met Susan Velm. Then she wept.", "she", VoiceKind.PERSON, "susan velm"),
        ("Susan Velm met David Orl. Then he wept.", "he", VoiceKind.PERSON, "david orl"),
        ("Minister Ada Orl left. Orl's statement followed.", "Orl's statement", VoiceKind.PERSON, "ada orl"),
        ("Minister Ada Orl left. A photo of Orl followed.", "A photo of Orl", VoiceKind.DOCUMENT, "document:photo"),
        (
            "Minister Ada Orl left. A statement from Orl's fire service came.",
            "A statement from Orl's fire service",
            VoiceKind.INSTITUTION,
            "fire service",
        ),
        ("A letter by Ada Orl came.", "A letter by Ada Orl", VoiceKind.PERSON, "ada orl"),
        ("The Halden Church fell. The church denied it.", "The church", VoiceKind.INSTITUTION, "halden church"),
    ],
)
def test_descriptions_resolve_to_names(text: str, words: str, kind: VoiceKind, key: str) -> None:
    assert voice_of(text, words) == (kind, key)


def read_with(text: str, *named: tuple[str, str]) -> list[tuple[str, NameKind]]:
    span = Span(start=0, end=len(text))
    read = [Named(Span(start=text.index(w), end=text.index(w) + len(w)), kind) for w, kind in named]
    found = find_names(text, [Sentence(span, tokenize(text, span), BlockKind.PARAGRAPH, 0, 0)], read)
    return [(n.text, n.kind) for n in found.mentions]


@pytest.mark.parametrize(
    ("text", "named", "found"),
    [
        ("Then came Pam Orl Bram Oster.", (("Pam Orl", "PERSON"), ("Bram Oster", "PERSON")), ["Pam Orl", "Bram Oster"]),
        ("He left Belport This morning.", (("Belport", "PLACE"),), ["Belport"]),
        ("It hit North Korean troops.", (("North", "PLACE"), ("Korean", "NATIONALITY")), ["North Korean"]),
        ("It hit General Ada Orl there.", (("Ada", "PERSON"), ("Orl", "PERSON")), ["Ada Orl"]),
        ("The Royal Danish Air Force came.", (("Royal Danish Air Force", "ORGANISATION"),), ["Royal Danish Air Force"]),
        ("Some Senator came.", (("Senator", "PERSON"),), []),
        ("Chargers won.", (("Chargers", "ORGANISATION"),), ["Chargers"]),
        (
            "Denmark's Joint Chiefs of Staff came.",
            (("Denmark's Joint Chiefs of Staff", "ORGANISATION"),),
            ["Denmark", "Joint Chiefs of Staff"],
        ),
    ],
)
def test_the_readers_bounds_hold_where_they_mend(
    text: str, named: tuple[tuple[str, str], ...], found: list[str]
) -> None:
    assert [words for words, _ in read_with(text, *named)] == found


def test_what_the_reader_sees_no_name_in_needs_more_evidence() -> None:
    assert read_with("An XQZ fell on Bram Oster.", ("Bram Oster", "PERSON"))[0] == ("XQZ", NameKind.OTHER)
    assert read_with("An XQZ fell.")[0] == ("XQZ", NameKind.ORGANISATION)


def letters(number: int) -> str:
    """A different word for every number."""
    word = ""
    for _ in range(5):
        number, rest = divmod(number, 20)
        word += "bcdfghjklmnpqrstvwxz"[rest] + "a"
    return word.capitalize()


@pytest.mark.parametrize(
    "made",
    [
        lambda n: " ".join(f"Minister {letters(i)} Orl spoke. Orl left." for i in range(n)),  # one surname of many
        lambda n: " ".join(f"Minister {letters(i)} {letters(i)[::-1].capitalize()} spoke." for i in range(n)),
        lambda n: "Minister A" + "b" * 20 * n + " Orl spoke.",
        lambda n: "Ministry of " + " and ".join(["Food"] * 2 * n) + " spoke.",
        lambda n: "Halden Institute " + "(HI) " * n,
        lambda n: " ".join(f"The {letters(i)} Group fell. {letters(i)} rose." for i in range(n)),
    ],
)
def test_time_grows_with_the_length_of_hostile_names_only(made) -> None:  # type: ignore[no-untyped-def]
    assert_linear(lambda n: partial(find_names, made(n), in_pieces(made(n))), 250, 2000)


def test_two_hundred_of_one_surname_stay_apart() -> None:
    found = names_of(" ".join(f"Minister {letters(i)} Orl spoke." for i in range(200)))
    assert len({n.key for n in found.mentions}) == 200


def test_a_name_of_ten_thousand_letters_is_a_name() -> None:
    assert len(names_of("Minister A" + "b" * 10_000 + " Orl spoke.").mentions[0].key) == 10_005
