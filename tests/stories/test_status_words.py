"""Status words and denials, read through the real pipeline. Every name is invented."""

from __future__ import annotations

import json

from rashomon.ledger import Ledger
from rashomon.records import Claim, ConflictKind, Question, Status, SupersessionKind
from tests.stories.rigs import held

DAY, LATER = "2031-03-01", "2031-03-05"


def told(name: str, text: str, day: str = DAY) -> bytes:
    return json.dumps({"url": f"https://{name}.example/1", "title": "Notes", "text": text, "date": day}).encode()


SENT = "Arda sent 300 soldiers to the border town of Orvo on Sunday"


def occurrence(ledger: Ledger, words: str) -> list[tuple[Question, tuple[Claim, ...]]]:
    """The occurrence questions with a statement that has these words, and their claims."""
    found = []
    for question in ledger.questions():
        texts = (
            " ".join(span.of(ledger.report(s.report_id).text) for span in s.content)
            for s in ledger.statements(question.statements).values()
        )
        if question.attribute == "occurrence" and any(words in text for text in texts):
            found.append((question, ledger.claims_of(question.id)))
    return found


def test_a_denial_stands_with_what_it_denies_and_disputes_it() -> None:
    said = told("a", f"{SENT}, Defence Minister Ana Roe said.")
    denial = told("b", "General Ben Marr denied that Arda sent soldiers to the border town of Orvo on Sunday.")
    with held([said, denial]) as ledger:
        [(question, claims)] = occurrence(ledger, "border town of Orvo")
        assert {c.status for c in claims} == {Status.DISPUTED}
        assert {c.kind for c in ledger.conflicts_of(question.id)} == {ConflictKind.POLARITY}


def test_what_nobody_could_confirm_is_no_denial() -> None:
    said = told("a", f"{SENT}, Defence Minister Ana Roe said.")
    unsure = told(
        "b", "The United Watch could not confirm that Arda sent soldiers to the border town of Orvo on Sunday."
    )
    with held([said, unsure]) as ledger:
        for question, claims in occurrence(ledger, "border town of Orvo"):
            assert ledger.conflicts_of(question.id) == ()
            assert Status.DISPUTED not in {c.status for c in claims}
            assert not any(c.denies for c in claims)


def test_what_nobody_says_or_confirms_is_unsupported() -> None:
    asked = "The United Watch could not confirm that Arda sent soldiers to the border town of Orvo on Sunday."
    with held([told("a", asked)]) as ledger:
        [(_, claims)] = occurrence(ledger, "border town of Orvo")
        assert [(c.status, c.because) for c in claims] == [(Status.UNSUPPORTED, "only asked, or not confirmed")]


def test_what_is_denied_by_one_and_said_by_nobody_is_one_origins_denial() -> None:
    denial = "General Ben Marr denied that Arda sent soldiers to the border town of Orvo on Sunday."
    with held([told("a", denial)]) as ledger:
        [(_, claims)] = occurrence(ledger, "border town of Orvo")
        assert [(c.value.words, c.status) for c in claims] == [("it is not so", Status.SINGLE)]


def test_a_speaker_who_denies_later_what_he_said_takes_it_back() -> None:
    said = told("a", "General Ben Marr said Arda sent soldiers to the border town of Orvo.")
    denial = told("b", "General Ben Marr denied that Arda sent soldiers to the border town of Orvo.", LATER)
    with held([said, denial]) as ledger:
        [(question, claims)] = occurrence(ledger, "border town of Orvo")
        assert Status.RETRACTED in {c.status for c in claims}
        assert [s.kind for s in ledger.supersessions_of(question.id)] == [SupersessionKind.RETRACTION]
        assert ledger.conflicts_of(question.id) == ()
