"""PolNeAR files are read right, and acts of reporting are scored by hand-computed cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import attribution, polnear
from bench.attribution import Score, Tally, as_acts, flat, iou, pair, same_ends, why_unfound
from bench.polnear import Act, Article, acts, trimmed
from bench.result import DataMissing
from rashomon.records import QuoteKind, Span
from rashomon.understand.parts import Attribution

#       0         1         2         3         4         5
#       0123456789012345678901234567890123456789012345678901234567
TEXT = "“It rains,” said Roe. “It pours.”\n\nOne hopes that it ends."
BRAT = "\n".join(
    [
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
        "T1\tSource 17 20\tRoe",
        "T2\tCue 12 16\tsaid",
        "T3\tContent 0 11;21 33\t“It rains,” “It pours.”",
        "T4\tAttribution 12 16\tsaid",
        "T5\tCue 39 44\thopes",
        "T6\tContent 45 49\tthat",
        "T7\tContent 49 57\t it ends",
        "E2\tAttribution-no-source:T8 Cue:T5 Content:T6 Content2:T7",
        "T8\tAttribution 39 44\thopes",
        "E3\tAttribution:T4",
        "a line of text that broke off a T line",
        "",
    ]
)


def spans(*places: tuple[int, int]) -> tuple[Span, ...]:
    return tuple(Span(start=s, end=e) for s, e in places)


RAINS = Act(spans((17, 20)), spans((12, 16)), spans((0, 11), (22, 33)))
ENDS = Act((), spans((39, 44)), spans((45, 57)))


def found(act: Act) -> Attribution:
    source = act.source[0] if act.source else None
    return Attribution(source, act.cue[0] if act.cue else None, act.content, QuoteKind.INDIRECT, 0)


class Given:
    """A reader that finds what it was given."""

    name = "given"

    def __init__(self, *made: Attribution) -> None:
        self.made = made

    def attributions(self, text: str) -> Sequence[Attribution]:
        return self.made


def test_brat_files_join_discontinuous_and_numbered_spans_in_any_order_of_lines() -> None:
    assert acts(BRAT, TEXT) == (RAINS, ENDS)


def test_pieces_lose_their_space_and_those_parted_by_space_alone_are_one() -> None:
    text = "one two\n\nthree, four"
    assert trimmed(spans((0, 8), (9, 14)), text) == spans((0, 14))
    assert trimmed(spans((3, 7), (9, 14), (16, 20)), text) == spans((4, 14), (16, 20))
    assert trimmed(spans((7, 9)), text) == ()


def test_articles_are_read_with_all_their_annotators(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / "dev" / folder).mkdir(parents=True)
    (tmp_path / "dev" / "text" / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "dev" / "text" / "unread.txt").write_bytes(b"nobody read this")
    for annotator, lines in (("2", ""), ("1", BRAT)):
        (tmp_path / "dev" / "attributions" / f"a_{annotator}.ann").write_bytes(lines.encode())
    assert polnear.load(tmp_path, "dev") == [Article("a", TEXT, ((RAINS, ENDS), ()))]
    with pytest.raises(DataMissing, match="--data"):
        polnear.load(tmp_path, "test")
    with pytest.raises(DataMissing, match="--data"):
        attribution.run(tmp_path, "dev", False)


def test_gold_against_gold_is_all_right() -> None:
    score = Score()
    score.add([RAINS, ENDS], [ENDS, RAINS])
    assert set(score.figures().values()) == {100.0}
    assert not score.unfound


@pytest.mark.parametrize(
    ("shown", "exact", "matched", "whole"),
    [
        (RAINS, (1, 1, 1), 1, 1),
        (Act(RAINS.source, RAINS.cue, spans((0, 11))), (1, 1, 0), 1, 1),  # 11 of 22 characters: just enough
        (Act(RAINS.source, RAINS.cue, spans((0, 10))), (1, 1, 0), 0, 0),
        (Act(RAINS.source, RAINS.cue, spans((0, 33))), (1, 1, 0), 1, 1),  # one span over the gap: another span
        (Act((), RAINS.cue, RAINS.content), (0, 1, 1), 1, 0),  # a missing source is no overlap with one that is there
        (Act(spans((12, 20)), RAINS.cue, RAINS.content), (0, 1, 1), 1, 1),
        (Act(RAINS.source, spans((22, 24)), RAINS.content), (1, 0, 1), 1, 0),
    ],
)
def test_one_act(shown: Act, exact: tuple[int, int, int], matched: int, whole: int) -> None:
    score = Score()
    score.add([RAINS], [shown])
    figures = score.figures()
    assert tuple(figures[f"{role}_exact_f1"] // 100 for role in attribution.ROLES) == exact
    assert (figures["match_f1"], figures["end_to_end_f1"]) == (100 * matched, 100 * whole)
    assert sum(score.unfound.values()) == 1 - whole


def test_characters_are_counted_once_and_over_articles() -> None:
    score = Score()
    score.add([ENDS], [Act((), spans((39, 42)), spans((45, 57)))])
    assert score.figures()["cue_char_f1"] == pytest.approx(100 * 2 * 1 * 0.6 / 1.6)
    score.add([ENDS], [])
    assert score.figures()["cue_char_f1"] == pytest.approx(100 * 2 * 1 * 0.3 / 1.3)
    assert score.figures()["source_char_f1"] == 0.0
    assert Tally(right=1, gold=2, shown=2).percent == 50.0


def test_both_sources_missing_are_equal_and_pairs_are_one_to_one_best_first() -> None:
    assert same_ends(ENDS, ENDS)
    wide = Act((), ENDS.cue, spans((40, 57)))
    assert pair([ENDS], [wide, ENDS], same_ends) == {0: 1}
    assert pair([ENDS, wide], [ENDS], same_ends) == {0: 0}
    assert iou(RAINS.content, ENDS.content) == 0.0


def test_acts_inside_a_content_and_inherited_ones_are_left_out() -> None:
    inside = Act((), spans((45, 49)), spans((50, 57)))
    assert flat([ENDS, inside]) == [ENDS]
    assert flat([inside, RAINS]) == [inside, RAINS]  # nothing holds it here
    between = Act((), spans((12, 16)), spans((34, 57)))
    assert flat([RAINS, between]) == [RAINS, between]  # between the pieces of a content is not inside
    one, other = Act((), spans((0, 2)), spans((5, 20))), Act((), spans((6, 8)), spans((0, 3)))
    assert flat([one, other]) == [one]  # each in the other's content: the wider stays
    heir = Attribution(Span(start=17, end=20), None, spans((45, 57)), QuoteKind.NONE, 1, inherited_from=0)
    assert as_acts([heir, found(ENDS)], TEXT) == [ENDS]


def test_a_reader_is_scored_against_the_first_annotator_and_people_against_each_other() -> None:
    article = Article("a", TEXT, ((RAINS, ENDS), (RAINS,)))
    figures = attribution.measure(Given(found(RAINS)), [article]).figures()  # type: ignore[arg-type]
    assert (figures["end_to_end_precision"], figures["end_to_end_recall"]) == (100.0, 50.0)
    assert attribution.people([article]).figures("people_")["people_end_to_end_f1"] == pytest.approx(100 * 2 / 3)


@pytest.mark.parametrize(
    ("shown", "kind"),
    [
        (None, "no such content"),
        (Act(RAINS.source, spans((0, 1)), RAINS.content), "another cue"),
        (Act((), RAINS.cue, RAINS.content), "source not found"),
        (Act(spans((0, 1)), RAINS.cue, RAINS.content), "another source"),
        (RAINS, "the better match served another"),
    ],
)
def test_what_is_not_found_is_told_by_kind(shown: Act | None, kind: str) -> None:
    assert why_unfound(RAINS, shown) == kind
    assert why_unfound(ENDS, Act(spans((17, 20)), ENDS.cue, ENDS.content)) == "source where there is none"
