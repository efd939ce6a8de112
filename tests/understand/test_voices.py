"""Who bare words mean: "the service", "Minister: ...", "the mayor's office", "a third"."""

from __future__ import annotations

import pytest
from test_chains import statement_with
from test_sentences import report_of

from rashomon.records import BlockKind
from rashomon.understand import Reader, understand

# Each: a text, words of the statement meant, and the key of its speaker.
CASES: list[tuple[str, str, str]] = [
    (
        "The national fire service said 9 ships burned. The service said 40 crews had left.",
        "40 crews",
        "national fire service",
    ),
    (
        "The fire service counts ships. The rescue service is small. The service said 40 crews had left.",
        "40 crews",
        "service",
    ),
    ("The mayor's office said 40 crews had left.", "40 crews", "mayor office"),
    ("The regional governor's office said 40 crews had left.", "40 crews", "governor office"),
    (
        "The State Labour Inspectorate came in May. The pier had 3 faults, according to the inspectorate's register.",
        "3 faults",
        "state labor inspectorate",
    ),
    ("Two drivers said 40 crews had left. A third said 50 crews had stayed.", "50 crews", "unnamed"),
]


@pytest.mark.parametrize(("text", "words", "key"), CASES, ids=[c[0][:50] for c in CASES])
def test_speaker(text: str, words: str, key: str) -> None:
    assert statement_with(text, words).speaker.key == key


def test_a_role_before_a_headlines_colon_is_its_holder() -> None:
    page = report_of(
        ("Minister: 40 ships were lost at the quay", BlockKind.TITLE),
        ("Interior Minister Mara Lint said the quay was closed.", BlockKind.PARAGRAPH),
    )
    assert [s.speaker.key for s in understand(page, reader=Reader.RULES).statements] == ["mara lint", "mara lint"]


def test_the_outlet_told_is_not_the_speakers_employer() -> None:
    text = "The pier is safe, Mara Lint, the chief inspector, told the Vale Courier."
    assert statement_with(text, "safe").speaker.institution is None


def test_an_apposition_gives_the_institution() -> None:
    text = "“The pier in Orl is a danger to ships,” said Dr Mara Lint, senior fellow at the Institute for Harbours."
    assert statement_with(text, "danger").speaker.institution == "institute for harbours"


# Each: a text, words of the statement meant, and the body its speaker speaks for.
SERVED: list[tuple[str, str, str | None]] = [
    ("Navy Ministry spokesman Joan Vell said 40 were held. The spokesman said 12 had left.", "12", "navy ministry"),
    ("Interior Ministry spokesman Joan Vell said 40 men were held. He said 12 had left.", "12", "interior ministry"),
    ("Petro Lint, a member of the Ukrainian parliament, said 12 ships had left.", "12", "ukraine parliament"),
    ("Kai Roth, a doctor at the city hospital, said 12 people were hurt.", "12", "city hospital"),
    ("KVD director Ilse Marr said 12 had left. She will rest.", "12", "kvd"),
    ("UK director Ilse Marr said 12 had left. She will rest.", "12", None),
    ("Ilse Marr, a former head of the Halden Institute, said 12 dams were old.", "12", None),
    ("Finn Oyle, a critic of the Halden Institute, said 12 dams were old.", "12", None),
    ("Vera Lunt, whose brother works at the Halden Institute, said 12 dams were old.", "12", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "body"), SERVED, ids=[c[0][:50] for c in SERVED])
def test_whom_a_person_speaks_for(text: str, words: str, body: str | None) -> None:
    assert statement_with(text, words).speaker.institution == body
