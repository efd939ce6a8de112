"""Judgements through the whole line: they outrank the machine, overwrite nothing, and come in any order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bench.worlds import WorldReport, generate
from rashomon.errors import UnknownIdentifier, UsageError
from rashomon.intake import carry, judge
from rashomon.ledger import Ledger
from rashomon.records import Claim, FlagKind, Judgement, JudgementKind, Question, SubjectKind
from rashomon.verification import verify
from tests.stories.rigs import differences, held, put, records
from tests.strategies import TROUBLED, examples, newsrooms

AT = datetime(2031, 3, 5, 12, tzinfo=UTC)
SAME, NOT_SAME, REJECT = JudgementKind.SAME, JudgementKind.NOT_SAME, JudgementKind.REJECT
TEXTS = {
    "Bay Mirror": "The ferry Osprey sank off Velmora on Monday, the port office said.",
    "Strait Herald": "The ferry Osprey sank off Velmora on Monday after a fire, Admiral Ivo Darsi said.",
    "Vale Post": "A vessel of the line went down near the cape at night, fishermen said.",
}


def told(outlet: str, **fields: str) -> bytes:
    import json

    name = outlet.lower().replace(" ", "")
    record = {
        "url": f"https://{name}.example/2031/03/04/a",
        "outlet": outlet,
        "date": "2031-03-04",
        "language": "en",
        "title": "At the quay",
        "text": TEXTS.get(outlet, ""),
    }
    return json.dumps({**record, **fields}).encode()


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with held([told(outlet) for outlet in TEXTS]) as found:
        yield found


def asked(ledger: Ledger, words: str) -> Question:
    """The occurrence question with a statement of these words."""
    (found,) = (
        q
        for q in ledger.questions()
        if q.attribute == "occurrence"
        and any(
            words in " ".join(x.of(ledger.report(s.report_id).text) for x in s.content)
            for s in ledger.statements(q.statements).values()
        )
    )
    return found


def claims(ledger: Ledger) -> list[Claim]:
    return [c for q in ledger.questions() for c in ledger.claims_of(q.id)]


def by(
    ledger: Ledger, kind: JudgementKind, *names: str, who: str = "Ada Brandt", hours: int = 0, **more: str
) -> Judgement:
    return judge(ledger, kind, names, by=who, at=AT + timedelta(hours=hours), **more)


def test_a_merge_makes_two_questions_one_and_its_undoing_two_again(ledger: Ledger) -> None:
    before = set(ledger.rows())
    one, other = asked(ledger, "Osprey sank"), asked(ledger, "vessel of the line")
    assert one.id != other.id
    merged = by(ledger, SAME, one.id, other.id)
    joined = asked(ledger, "vessel of the line")
    assert set(joined.statements) == {*one.statements, *other.statements}
    assert before - set(ledger.rows()), "the questions were settled anew"
    kinds = {"report", "statement", "understanding", "pair", "link"}
    kept = {r for r in before if r[0] in kinds}
    assert kept <= set(ledger.rows()), "what is recorded and the machine's own scores stay"
    assert verify(ledger) == ()
    by(ledger, JudgementKind.UNDO, merged.id, hours=1)
    after = {r for r in ledger.rows() if r[0] not in {"judgement", "ruling"}}
    assert after == before
    assert verify(ledger) == ()


def test_an_undone_undoing_brings_the_judgement_back(ledger: Ledger) -> None:
    one, other = asked(ledger, "Osprey sank"), asked(ledger, "vessel of the line")
    merged = by(ledger, SAME, one.id, other.id)
    undone = by(ledger, JudgementKind.UNDO, merged.id, hours=1)
    assert asked(ledger, "vessel of the line").statements == other.statements
    by(ledger, JudgementKind.UNDO, undone.id, hours=2)
    assert set(one.statements) <= set(asked(ledger, "vessel of the line").statements)
    assert verify(ledger) == ()


def test_a_split_puts_a_statement_out_of_its_question(ledger: Ledger) -> None:
    one = asked(ledger, "after a fire")
    assert len(one.statements) > 1
    out = next(s for s in one.statements if ledger.report(ledger.statement(s).report_id).outlet.name == "Strait Herald")
    by(ledger, NOT_SAME, out, one.id)
    assert asked(ledger, "after a fire").statements == (out,)
    assert verify(ledger) == ()


def test_of_contradictory_judgements_the_later_holds_and_a_line_says_so(ledger: Ledger) -> None:
    one, other = asked(ledger, "Osprey sank"), asked(ledger, "vessel of the line")
    (s,) = other.statements
    by(ledger, SAME, one.id, other.id)
    by(ledger, NOT_SAME, s, one.statements[0], who="Bo Lind", hours=2)
    found = asked(ledger, "vessel of the line")
    assert found.statements == (s,)
    (flag,) = (f for f in ledger.flags_of([s]) if f.kind is FlagKind.JUDGEMENTS_APART)
    assert "Ada Brandt" in flag.words
    assert "Bo Lind" in flag.words
    assert "the later holds" in flag.words
    assert len(list(ledger.judgements())) == 2
    by(ledger, SAME, one.statements[0], s, hours=3)
    assert s in asked(ledger, "Osprey sank").statements
    assert verify(ledger) == ()


def test_a_machine_proposes_and_a_person_outranks_it_however_early(ledger: Ledger) -> None:
    one, other = asked(ledger, "Osprey sank"), asked(ledger, "vessel of the line")
    by(ledger, SAME, one.id, other.id, who="machine:judge-1", hours=9)
    assert set(other.statements) <= set(asked(ledger, "Osprey sank").statements)
    person = by(ledger, NOT_SAME, *one.statements[:1], *other.statements)
    assert asked(ledger, "vessel of the line").statements == other.statements
    by(ledger, JudgementKind.UNDO, person.id, who="machine:judge-1", hours=10)
    assert asked(ledger, "vessel of the line").statements == other.statements, "no machine undoes a person's"
    assert verify(ledger) == ()


@pytest.mark.parametrize("what", ["statement", "claim", "question", "report"])
def test_what_is_rejected_supports_nothing_and_stays_recorded(ledger: Ledger, what: str) -> None:
    (claim,) = (c for c in claims(ledger) if c.question_id == asked(ledger, "vessel of the line").id)
    (s,) = claim.supports
    report = ledger.statement(s).report_id
    name = {"statement": s, "claim": claim.id, "question": claim.question_id, "report": report}[what]
    rejected = by(ledger, REJECT, name)
    assert all(s not in (*c.supports, *c.denies) for c in claims(ledger))
    assert ledger.statement(s).report_id == report
    assert verify(ledger) == ()
    by(ledger, JudgementKind.UNDO, rejected.id)
    assert claim in claims(ledger)


def test_a_rejected_conflict_disputes_nothing() -> None:
    pair = [
        told("Bay Mirror", text="The fire killed 12 sailors, the port office said on Tuesday."),
        told("Vale Post", text="The fire killed 31 sailors, Admiral Ivo Darsi said on Tuesday.", title="Quay"),
    ]
    with held(pair) as ledger:
        found = [c for q in ledger.questions() for c in ledger.conflicts_of(q.id)]
        if not found:
            pytest.skip("the reader sees no conflict here any more")
        by(ledger, REJECT, found[0].id)
        left = [c for q in ledger.questions() for c in ledger.conflicts_of(q.id)]
        assert [c for c in left if c.id == found[0].id] == []
        assert not {c.status for c in claims(ledger) if c.id in found[0].claims} & {"disputed"}
        assert verify(ledger) == ()


def test_rejected_links_count_no_more_and_stay_recorded() -> None:
    with held(records(generate(11, 9, profile=TROUBLED))) as ledger:
        links = {k.id: k for r in ledger.reports() for k in ledger.links_of(r.id) if not k.parent.startswith("outlet:")}
        before = {c.id: c.said.expected for c in claims(ledger)}
        for link in links.values():
            by(ledger, REJECT, link.id)
        assert {i: ledger.link(i) for i in links} == links
        after = {c.id: c.said.expected for c in claims(ledger)}
        assert [i for i in before if after.get(i, 0.0) > before[i]]
        assert verify(ledger) == ()


def test_judgements_are_carried_to_a_ledger_read_anew_even_before_its_reports(ledger: Ledger) -> None:
    one, other = asked(ledger, "Osprey sank"), asked(ledger, "vessel of the line")
    by(ledger, SAME, one.id, other.id)
    by(ledger, JudgementKind.NOTE, one.id, value="ask the port office")
    by(ledger, REJECT, next(iter(ledger.reports())).id)
    with Ledger.open(None) as fresh:
        assert carry(fresh, ledger.judgements()) == 3
        assert carry(fresh, ledger.judgements()) == 0
        put(fresh, [told(outlet) for outlet in TEXTS])
        assert differences(ledger, fresh) == []


def test_what_says_nothing_is_refused_in_one_line(ledger: Ledger) -> None:
    one = asked(ledger, "Osprey sank")
    for kind, names, value in (
        (SAME, [one.id], ""),
        (JudgementKind.GRADE, [one.id], "G7"),
        (JudgementKind.GRADE, [one.id], ""),
        (JudgementKind.NOTE, [one.id], "  "),
        (JudgementKind.UNDO, [one.id], ""),
        (REJECT, [one.id], "why"),
    ):
        with pytest.raises(UsageError) as error:
            judge(ledger, kind, names, value=value, by="Ada Brandt", at=AT)
        assert "\n" not in str(error.value)
    with pytest.raises(UsageError):
        by(ledger, SAME, one.id, one.statements[0], who="  ")
    with pytest.raises(UnknownIdentifier):
        by(ledger, REJECT, "0123456789abcdef")
    assert list(ledger.judgements()) == []


def test_questions_that_ask_different_things_are_not_merged() -> None:
    text = "The ferry Osprey sank off Velmora on Monday. The fire killed 12 sailors, the port office said."
    with held([told("Bay Mirror", text=text)]) as ledger:
        kinds = {q.attribute: q.id for q in ledger.questions()}
        with pytest.raises(UsageError, match="different things"):
            by(ledger, SAME, *sorted(kinds.values()))


@settings(
    max_examples=examples(8), deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(st.data())
def test_i2_the_ledger_is_a_function_of_reports_and_judgements_in_any_order(data: st.DataObject) -> None:
    world = data.draw(newsrooms(most=6))
    with held(records(world)) as ledger:
        made = _random_judgements(data, ledger)
        assert verify(ledger) == ()
        steps: list[Judgement | WorldReport] = data.draw(st.permutations([*made, *world]))
        with Ledger.open(None) as other:
            for step in steps:
                if isinstance(step, Judgement):
                    carry(other, [step])
                else:
                    put(other, [step.payload])
            assert differences(ledger, other) == []


def _random_judgements(data: st.DataObject, ledger: Ledger) -> list[Judgement]:
    """Some judgements, many of them contradictory, each made on what the ones before left standing."""
    made: list[Judgement] = []
    for _ in range(data.draw(st.integers(1, 6))):
        kind = data.draw(st.sampled_from([SAME, SAME, NOT_SAME, REJECT, JudgementKind.UNDO]))
        who = data.draw(st.sampled_from(["Ada Brandt", "Bo Lind", "machine:m"]))
        if kind is JudgementKind.UNDO:
            names = [data.draw(st.sampled_from(made)).id] if made else []
        else:
            questions = sorted(ledger.questions(), key=lambda q: q.id)
            if kind is SAME:
                chosen = data.draw(st.sampled_from(questions))
                questions = [
                    q
                    for q in questions
                    if (q.attribute, q.item, q.scope) == (chosen.attribute, chosen.item, chosen.scope)
                ]
            names = data.draw(st.lists(st.sampled_from([q.id for q in questions]), min_size=1, max_size=3, unique=True))
            if kind is NOT_SAME:
                names = list(ledger.question(names[0]).statements[:2])
            names = names[:1] if kind is REJECT else names
        try:
            made.append(judge(ledger, kind, names, by=who, at=AT + timedelta(hours=data.draw(st.integers(0, 3)))))
        except UsageError:
            assert len(names) < 2 or kind is JudgementKind.UNDO
    return made


def test_subjects_are_named_by_content_and_not_by_identifiers(ledger: Ledger) -> None:
    one = asked(ledger, "vessel of the line")
    (s,) = one.statements
    made = by(ledger, REJECT, s)
    (subject,) = made.subjects
    (spot,) = subject.spots
    report = ledger.report(ledger.statement(s).report_id)
    assert subject.kind is SubjectKind.STATEMENT
    assert spot.original == report.original_id
    assert "vessel of the line" in spot.words
