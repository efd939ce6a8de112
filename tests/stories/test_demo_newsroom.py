"""The demo newsroom must yield what docs/newsroom.md promises a reader: every answer of demo_answers.toml is a test.

Both readers must give them. An answer with a key ``unmet`` (of one reader: ``unmet_rules``, ``unmet_trained``) names a
known shortcoming: its test must fail, and the key goes when it passes.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any

import pytest

from rashomon import intake, verification
from rashomon.records import FlagKind, LinkKind, Statement, VoiceKind
from rashomon.show.lone import lone_speakers
from rashomon.understand import Reader
from tests.stories.desk import ANSWERS, SEEN, Desk, files, ids

Answer = dict[str, Any]
TEXTUAL = {LinkKind.EXACT, LinkKind.NEAR, LinkKind.PASSAGE, LinkKind.REWRITE}


@cache
def _read(reader: str) -> Desk:
    return Desk.read(files(), reader)


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Desk:
    return _read(getattr(request, "param", Reader.TRAINED))


def answers(kind: str) -> pytest.MarkDecorator:
    """One test for each answer of a kind and each reader; those marked unmet must fail."""
    cases = []
    for reader in Reader:
        for answer in ANSWERS[kind]:
            why = answer.get("unmet") or answer.get(f"unmet_{reader}")
            marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
            cases.append(pytest.param(reader, answer, id=f"{reader}: {_label(answer)}", marks=marks))
    return pytest.mark.parametrize(("desk", "answer"), cases, indirect=["desk"])


def _label(answer: Answer) -> str:
    for key in ("name", "file", "why", "child"):
        if key in answer:
            return str(answer[key])
    if "files" in answer:
        return " ".join(f[:2] for f in answer["files"])
    places = answer["sides"] if "sides" in answer else [answer[k] for k in ("place", "earlier", "later") if k in answer]
    return " | ".join(f"{file[:2]} {words}" for file, words in places)


def test_every_file_is_read(desk: Desk) -> None:
    run = ANSWERS["run"]
    assert len(desk.summary.new) == run["reports"] == len(files())
    assert len(desk.summary.not_read) == run["not_read"], desk.summary.not_read
    assert desk.summary.not_understood == sum(not r.get("understood", True) for r in ANSWERS["report"])


@answers("report")
def test_who_published_what_and_when(desk: Desk, answer: Answer) -> None:
    report = desk.report(answer["file"])
    assert report.title == answer["title"]
    assert report.language == answer.get("language", "en")
    if "outlet" in answer:
        assert report.outlet.name == answer["outlet"]
    when = desk.ledger.published(report.id).when
    noon = datetime.combine(answer["published"], time(12), tzinfo=UTC)
    assert when.lo is not None
    assert when.hi is not None
    assert when.lo - timedelta(hours=14) <= noon < when.hi + timedelta(hours=14)
    assert when.hi - when.lo <= timedelta(days=3)
    understanding = desk.ledger.understanding(report.id)
    assert understanding.understood is answer.get("understood", True)
    if not understanding.understood:
        assert not understanding.statements
        assert understanding.note
        assert report.id in {hit.report_id for hit in desk.ledger.search("bomberos")}


@pytest.mark.parametrize("words", ANSWERS["furniture"]["words"])
def test_page_furniture_never_becomes_a_statement(desk: Desk, words: str) -> None:
    for report in desk.ledger.reports():
        for s in desk.ledger.statements_of(report.id):
            assert not any(words in part.of(report.text) for part in s.content), report.url


@answers("copies")
def test_one_text_under_several_mastheads(desk: Desk, answer: Answer) -> None:
    group = [desk.ids[f] for f in answer["files"]]
    kinds = {LinkKind(k) for k in answer["kinds"]}
    joined = {group[0]}
    links = [k for k in desk.ledger.links_among(group) if k.kind in kinds]
    for _ in group:
        joined |= {end for k in links if joined & {k.child, k.parent} for end in (k.child, k.parent)}
    assert joined == set(group)


def _known_as(desk: Desk, file: str) -> set[str]:
    """The keys under which the outlet of a report may be cited: its address, or its name without the article."""
    outlet = desk.report(file).outlet
    return {outlet.key, outlet.name.casefold().removeprefix("the ")}


@answers("link")
def test_what_depends_on_what(desk: Desk, answer: Answer) -> None:
    child = desk.ids[answer["child"]]
    parents = {desk.ids[f] for f in answer["parents"]}
    outlets = {f"outlet:{name}" for f in answer["parents"] for name in _known_as(desk, f)}
    kinds = {LinkKind(k) for k in answer["kinds"]}
    found = [k for k in desk.ledger.links_of(child) if k.kind in kinds]
    assert any(
        (k.child == child and k.parent in parents | outlets) or (not k.directed and k.child in parents) for k in found
    ), [(k.kind.value, k.child, k.parent) for k in desk.ledger.links_of(child)]


@answers("unlinked")
def test_what_does_not_share_its_text(desk: Desk, answer: Answer) -> None:
    assert not [k for k in desk.ledger.links_among([desk.ids[f] for f in answer["files"]]) if k.kind in TEXTUAL]


@answers("chain")
def test_chains_of_attribution(desk: Desk, answer: Answer) -> None:
    seen = []
    for s in desk.statements(answer["place"]):
        chain = [v for v in s.chain if v.kind is not VoiceKind.OUTLET]
        if answer.get("outlet_may_lead") and len(chain) > len(answer["voices"]):
            chain = chain[1:]
        seen.append([v.name for v in chain])
    assert any(
        len(names) == len(answer["voices"])
        and all(want.casefold() in name.casefold() for want, name in zip(answer["voices"], names, strict=True))
        for names in seen
    ), seen


@answers("claim")
def test_claims_and_their_origins(desk: Desk, answer: Answer) -> None:
    value = answer.get("value")
    attribute = answer["attribute"]
    cited = [desk.claims(place, attribute, value) for place in answer["cited"]]
    shared = set.intersection(*(set(c) for c in cited))
    assert shared, [(p, sorted(c)) for p, c in zip(answer["cited"], cited, strict=True)]
    trouble = []
    for claim_id in sorted(shared):
        try:
            _check_claim(desk, claim_id, answer)
        except AssertionError as error:
            trouble.append(str(error))
        else:
            return
    pytest.fail("\n".join(trouble))


def _check_claim(desk: Desk, claim_id: str, answer: Answer) -> None:
    claim = desk.ledger.claim(claim_id)
    for name in ("least", "expected", "most"):
        low, high = answer[name]
        assert low - 1e-9 <= getattr(claim.fact, name) <= high + 1e-9, (name, claim.fact)
    question = desk.ledger.question(claim.question_id)
    told = " ".join((question.words, question.predicate, question.item or "", *question.about)).casefold()
    assert any(word in told for word in answer["question"]), told
    for place in answer.get("denied", []):
        assert ids(desk.statements(place)) & set(claim.denies), place
    if "status" in answer:
        assert claim.status.value in answer["status"], claim.status
    if "reports" in answer:
        assert len({desk.ledger.statement(s).report_id for s in claim.supports}) == answer["reports"]
    origins = " ".join(o.name for o in desk.ledger.origins_of(claim_id)).casefold()
    for speaker in answer.get("speakers", []):
        assert speaker.casefold() in origins, origins


@answers("apart")
def test_what_must_not_answer_one_question(desk: Desk, answer: Answer) -> None:
    values = answer.get("values", [None, None])
    first, second = (_answered(desk, place, value) for place, value in zip(answer["places"], values, strict=True))
    assert not first & second, [desk.ledger.question(q).words for q in first & second]


def _answered(desk: Desk, place: list[str], value: float | None) -> set[str]:
    """Questions answered at a place; with a value, those answered by that number."""
    assert desk.statements(place), place
    if value is None:
        return desk.questions(place)
    claims = desk.claims(place, "count", value)
    assert claims, [desk.told(s) for s in desk.statements(place)]
    return {claim.question_id for claim in claims.values()}


@answers("together")
def test_what_must_answer_one_question(desk: Desk, answer: Answer) -> None:
    sets = [desk.questions(place, answer.get("attribute")) for place in answer["places"]]
    assert set.intersection(*sets), [[desk.ledger.question(q).words for q in sorted(questions)] for questions in sets]


@answers("quantity")
def test_numbers_and_their_bounds(desk: Desk, answer: Answer) -> None:
    span = desk.span(answer["place"])
    found = [
        q
        for s in desk.statements(answer["place"], answer["written"])
        for q in s.quantities
        if q.written == answer["written"] and q.span.overlap(span)
    ]
    assert found, [desk.told(s) for s in desk.statements(answer["place"])]
    assert {q.bound.value for q in found} == {answer.get("bound", found[0].bound.value)}
    assert {q.kind.value for q in found} == {answer.get("kind", found[0].kind.value)}


def _sides(desk: Desk, answer: Answer) -> tuple[set[str], set[str]]:
    a, b = (ids(desk.statements(place)) for place in answer["sides"])
    assert a, answer["sides"][0]
    assert b, answer["sides"][1]
    return a, b


def _conflicts(desk: Desk, a: set[str], b: set[str]) -> list[str]:
    """Kinds of conflicts that stand between two sets of statements."""
    return [
        conflict.kind.value
        for question in desk.ledger.questions()
        for conflict in desk.ledger.conflicts_of(question.id)
        for one, other in (conflict.statements, conflict.statements[::-1])
        if a & set(one) and b & set(other)
    ]


@answers("conflict")
def test_conflicts_that_must_be_shown(desk: Desk, answer: Answer) -> None:
    kinds = _conflicts(desk, *_sides(desk, answer))
    assert set(kinds) & set(answer["kinds"]), kinds


@answers("no_conflict")
def test_conflicts_that_must_not_be_shown(desk: Desk, answer: Answer) -> None:
    assert not _conflicts(desk, *_sides(desk, answer))


@answers("supersession")
def test_what_replaces_what(desk: Desk, answer: Answer) -> None:
    earlier, later = (ids(desk.statements(answer[side])) for side in ("earlier", "later"))
    kinds = [
        s.kind.value
        for question in desk.ledger.questions()
        for s in desk.ledger.supersessions_of(question.id)
        if earlier & desk.supported(s.earlier) and later & desk.supported(s.later)
    ]
    assert set(kinds) & set(answer["kinds"]), kinds


def _flagged(desk: Desk, answer: Answer) -> list[str]:
    statements = ids(desk.statements(answer["place"]))
    assert statements, desk.ids[answer["place"][0]]
    if answer["kind"] == FlagKind.LONE_SPEAKER.value:
        return _lone(desk, statements)
    return [f.words for f in desk.ledger.flags_of(statements) if f.kind.value == answer["kind"]]


def _lone(desk: Desk, statements: set[str]) -> list[str]:
    """Who is known from one report only hangs on the whole ledger: it is no flag of a block but told by the faces."""

    def copies(report_id: str) -> frozenset[str]:
        links = [k for k in desk.ledger.links_of(report_id) if k.kind in TEXTUAL]
        return frozenset({end for k in links for end in (k.child, k.parent)} - {report_id})

    every = [s for report in desk.ledger.reports() for s in desk.ledger.statements_of(report.id)]
    found = lone_speakers(every, desk.ledger.naming, copies)
    return [voice.name for voice, said in found if statements & ids(said)]


@answers("flag")
def test_warnings_that_must_be_given(desk: Desk, answer: Answer) -> None:
    flagged = _flagged(desk, answer)
    assert flagged
    assert all(any(word in words for words in flagged) for word in answer.get("words", []))


@answers("no_flag")
def test_warnings_that_must_not_be_given(desk: Desk, answer: Answer) -> None:
    assert not _flagged(desk, answer)


@answers("commitment")
def test_how_firmly_it_is_said(desk: Desk, answer: Answer) -> None:
    statements: list[Statement] = desk.statements(answer["place"])
    assert statements
    assert statements[0].commitment.value in answer["commitments"]


def test_the_order_of_arrival_changes_nothing(desk: Desk) -> None:
    backwards = Desk.read(reversed(files()))
    assert backwards.ledger.digest() == desk.ledger.digest()
    backwards.ledger.close()


def test_reading_again_adds_nothing(desk: Desk) -> None:
    fresh = Desk.read(files())
    before = fresh.ledger.digest()
    again = intake.read_into(fresh.ledger, files(), seen=SEEN)
    assert not again.new
    assert again.held == len(files())
    assert fresh.ledger.digest() == before == desk.ledger.digest()
    fresh.ledger.close()


def test_every_cell_verifies(desk: Desk) -> None:
    assert verification.verify(desk.ledger) == ()
