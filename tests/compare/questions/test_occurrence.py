"""Did it happen: statements of one way are put together, and what denies is put to what it denies."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from rashomon.compare.claims.forming import NOT_SO, SO, stands
from rashomon.compare.questions.evidence import Dated
from rashomon.compare.questions.forming import questions, with_denials
from rashomon.compare.questions.scores import Likely, Scores
from rashomon.records import Attribute, Commitment, Polarity, Question, Report, Statement
from tests.compare.facts import report, statement

HERE, THERE, BEYOND = report("here.example"), report("there.example"), report("beyond.example")
SAYS: dict[str, object] = {}
NOT: dict[str, object] = {"polarity": Polarity.NEGATIVE}
DENIES: dict[str, object] = {"commitment": Commitment.DENIED, "polarity": Polarity.NEGATIVE}


class Given(Scores):
    """Every two statements are as likely one happening as given."""

    def __init__(self, event: float) -> None:
        super().__init__()
        self._event = event

    def of(self, a: Dated, b: Dated) -> Likely:
        return Likely(self._event, 0.0, 0.0, 0.0, apart=False)

    def among(self, dated: Mapping[str, Dated]) -> Callable[[str, str], Likely]:
        return lambda a, b: self.of(dated[a], dated[b])


def asked(event: float, *told: tuple[Report, dict[str, object]]) -> tuple[list[Question], dict[str, Statement]]:
    held = [statement(where, place, **more) for place, (where, more) in enumerate(told)]
    by_id = {s.id: s for s in held}
    dated = {s.id: Dated(s, None) for s in held}
    reports = {r.id: r for r, _ in told}
    found = questions(by_id, dated, reports, Given(event))
    return [q for q in found if q.attribute is Attribute.OCCURRENCE], by_id


@pytest.mark.parametrize(
    ("event", "other", "together"),
    [
        (0.56, SAYS, True),
        (0.49, SAYS, False),  # as likely as not in main sentences, less in whole reports
        (0.85, NOT, False),  # "nobody should come near the quay" is no denial of a search there
        (0.95, NOT, True),  # much the same words with "not" in them
        (0.35, DENIES, True),  # a denial answers what was said
        (0.25, DENIES, False),
    ],
)
def test_what_is_one_question(event: float, other: dict[str, object], together: bool) -> None:
    found, _ = asked(event, (HERE, SAYS), (THERE, other))
    assert (len(found) == 1) is together


def test_two_that_say_not_are_one_question_which_says_not_and_it_is_so() -> None:
    found, by_id = asked(0.8, (HERE, NOT), (THERE, NOT))
    (question,) = found
    (claim,) = stands(question, by_id, {r.id: r for r in (HERE, THERE)})
    assert (claim.value.words, set(claim.supports), claim.denies) == (SO, set(by_id), ())


def test_what_was_said_words_the_question_and_what_says_not_stands_against_it() -> None:
    found, by_id = asked(0.95, (HERE, NOT), (THERE, NOT), (BEYOND, SAYS))
    (question,) = found
    claims = {c.value.words: set(c.supports) for c in stands(question, by_id, {r.id: r for r in (HERE, THERE, BEYOND)})}
    not_so = {i for i, s in by_id.items() if s.polarity is Polarity.NEGATIVE}
    assert claims == {SO: set(by_id) - not_so, NOT_SO: not_so}
    assert question.words == "Is it so: " + next(
        BEYOND.text[s.content[0].start : s.content[0].end].strip() for s in by_id.values() if s.report_id == BEYOND.id
    )


def test_words_that_are_denied_say_no_such_thing_themselves() -> None:
    """Of "they denied that boats sailed" the content is "boats sailed": it is not so."""
    found, by_id = asked(0.8, (HERE, DENIES), (THERE, DENIES))
    (question,) = found
    (claim,) = stands(question, by_id, {r.id: r for r in (HERE, THERE)})
    assert claim.value.words == NOT_SO
    words = {"terms": ("deny", "part", "attack")}
    found, by_id = asked(0.8, (HERE, DENIES | words), (THERE, DENIES | words))
    (claim,) = stands(found[0], by_id, {r.id: r for r in (HERE, THERE)})
    assert claim.value.words == SO  # "they denied any part in the attack"


def flat(p: float) -> Callable[[str, str], float | None]:
    return lambda a, b: p


def test_a_denial_joins_nothing_else_and_goes_to_one_only() -> None:
    said = [statement(HERE, 0), statement(THERE, 1)]
    denial = statement(BEYOND, 2, **DENIES)
    by_id = {s.id: s for s in (*said, denial)}
    events = sorted([(s.id,) for s in by_id.values()])
    found = with_denials(events, by_id, flat(0.5))
    assert sorted(map(len, found)) == [1, 2]
    assert with_denials(events, by_id, lambda a, b: None) == events
