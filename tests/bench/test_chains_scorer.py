"""Chains are scored by gold-format.md: hand-made rows and statements, both sides of every rule."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bench import chains, gold
from bench.chains import Pair, compare, failures_of, figures_of, kind_of, read, right_chain, right_speaker
from bench.gold import Annotated, best_first, row_of
from bench.result import DataMissing
from rashomon.records import Commitment, Frame, Polarity, QuoteKind, Span, Statement, Voice, VoiceKind

TEXT = "Velpress quoted Ana Roe as saying that the Joint Chiefs of Staff (JCS) saw ships. She denied it. It rained."
OUTLET = Voice(kind=VoiceKind.OUTLET, key="o", name="The Coast Standard")
ROE = Voice(kind=VoiceKind.PERSON, key="ana roe", name="Minister Ana Roe")
JCS = Voice(kind=VoiceKind.INSTITUTION, key="jcs", name="JCS")
VELPRESS = Voice(kind=VoiceKind.CONDUIT, key="velpress", name="Velpress")
OFFICIALS = Voice(kind=VoiceKind.UNNAMED, key="unnamed:officials", name="two officials")


def statement(*voices: Voice, at: tuple[int, int] = (71, 80), firm: Commitment = Commitment.ASSERTED) -> Statement:
    """``voices`` outermost first, without the outlet."""
    content = (Span(start=at[0], end=at[1]),)
    return Statement(
        id=Statement.identify("r", content),
        report_id="r",
        content=content,
        sentence=Span(start=0, end=len(TEXT)),
        chain=(OUTLET, *voices),
        quote=QuoteKind.INDIRECT,
        commitment=firm,
        polarity=Polarity.POSITIVE,
        frame=Frame(predicate="see", terms=()),
    )


def line(*chain: str, at: tuple[int, int] = (71, 80), **more: Any) -> dict[str, Any]:
    """A gold row, innermost first."""
    made = {"id": f"r{at[0]}", "doc": "a.txt", "start": at[0], "end": at[1], "quote": TEXT[at[0] : at[1]]}
    made |= {"speaker": chain[0], "chain": list(chain), "position": "in-sentence", "nested": len(chain) > 1}
    return made | {"modality": "reported", "polarity": "+"} | more


def annotated(*rows: dict[str, Any]) -> Annotated:
    return Annotated("a.txt", TEXT, tuple(row_of(r) for r in rows), ())


class Given:
    """A reader that states what it was given."""

    name = "given"

    def __init__(self, *made: Statement) -> None:
        self.made = made

    def statements(self, text: str) -> Sequence[Statement]:
        return self.made


@pytest.mark.parametrize(
    ("row", "shown", "speaker", "chain", "kind"),
    [
        (line("Ana Roe", "Velpress"), statement(VELPRESS, ROE), True, True, "right"),
        (line("Joint Chiefs of Staff"), statement(JCS), True, True, "right"),
        (line("unnamed officials"), statement(OFFICIALS), True, True, "right"),
        (line("outlet"), statement(), True, True, "right"),
        (line("Ana Roe", "Velpress"), statement(ROE), True, False, "missing conduit"),
        (line("Ana Roe"), statement(VELPRESS, ROE), True, False, "extra conduit"),
        (line("Ana Roe", "Velpress"), statement(JCS, ROE), True, False, "another conduit"),
        (line("Ana Roe", "Velpress"), statement(ROE, VELPRESS), False, False, "stopped at a conduit"),
        (line("Ana Roe", "Velpress"), statement(VELPRESS), False, False, "stopped at a conduit"),
        (line("Ana Roe"), statement(ROE, JCS), False, False, "went past the speaker"),
        (line("Ana Roe"), statement(), False, False, "outlet instead of speaker"),
        (line("outlet"), statement(ROE), False, False, "speaker instead of outlet"),
        (line("Ana Roe"), statement(JCS), False, False, "wrong name"),
        (line("Ana Roe"), statement(OFFICIALS), False, False, "unnamed instead of a name"),
        (line("Ana Roe"), None, False, False, "missed statement"),
        (line("Bel Orr", alt={"chain": ["Ana Roe", "Velpress"]}), statement(VELPRESS, ROE), True, True, "right"),
        (line("Bel Orr", "Velpress", alt={"speaker": "Ana Roe"}), statement(VELPRESS, ROE), True, True, "right"),
        (line("Bel Orr", alt=[{"start": 0}, {"speaker": "Roe"}]), statement(ROE), True, True, "right"),
    ],
)
def test_speaker_chain_and_what_is_wrong(
    row: dict[str, Any], shown: Statement | None, kind: str, *, speaker: bool, chain: bool
) -> None:
    pair = Pair(row_of(row), shown, TEXT)
    assert (right_speaker(pair), right_chain(pair), kind_of(pair)) == (speaker, chain, kind)


def test_a_row_takes_the_statement_that_fits_best_and_each_serves_once() -> None:
    rows = annotated(line("outlet", at=(0, 10)), line("outlet", at=(0, 12), id="b")).rows
    place = ((Span(start=0, end=12),), (Span(start=0, end=11),), (Span(start=30, end=40),))
    assert best_first(rows, place) == {1: 0, 0: 1}
    assert best_first(rows, ((Span(start=0, end=5),),)) == {0: 0}  # 5 of 10 is enough, 5 of 12 is not
    broken = ((Span(start=0, end=4), Span(start=6, end=10)),)
    assert best_first(rows[:1], broken) == {0: 0}
    other_end = annotated(line("outlet", at=(0, 40), alt={"end": 10})).rows
    assert best_first(other_end, ((Span(start=0, end=10),),)) == {0: 0}


def test_figures_by_hand() -> None:
    document = annotated(
        line("Ana Roe", "Velpress", modality="alleged"),  # found whole
        line("Ana Roe", at=(82, 95), position="out-of-sentence", modality="denied"),  # found, the outlet's
        line("outlet", at=(97, 106), position="outlet"),  # missed
        line("outlet", at=(0, 8), position="outlet", required=False),
    )
    shown = [
        statement(VELPRESS, ROE, firm=Commitment.ALLEGED),
        statement(at=(82, 95), firm=Commitment.DENIED),
        statement(at=(0, 8)),  # optional: neither right nor false
        statement(at=(0, 7)),  # lies on the optional row too
        statement(at=(20, 40)),  # false
    ]
    figures = figures_of(read(Given(*shown), [document]))  # type: ignore[arg-type]
    assert figures["statement_precision"] == figures["statement_recall"] == pytest.approx(100 * 2 / 3)
    assert figures["statement_f1"] == pytest.approx(100 * 2 / 3)
    assert figures["speaker_accuracy"] == figures["chain_exact"] == pytest.approx(100 / 3)
    assert figures["commitment_accuracy"] == pytest.approx(100 * 2 / 3)
    assert [figures[f"{part}_exact"] for part in ("in_sentence", "nested", "out_of_sentence", "outlet")] == [
        0.0,
        100.0,
        0.0,
        0.0,
    ]
    assert [figures[f"n_{part}"] for part in ("chain", "nested", "out_of_sentence", "outlet")] == [3, 1, 1, 1]


def test_gold_against_gold_is_all_right() -> None:
    document = annotated(line("Ana Roe", "Velpress"), line("outlet", at=(97, 106), position="outlet"))
    figures = figures_of(read(Given(statement(VELPRESS, ROE), statement(at=(97, 106))), [document]))  # type: ignore[arg-type]
    assert {v for k, v in figures.items() if k in {"statement_f1", "chain_exact", "nested_exact", "outlet_exact"}} == {
        100
    }


def test_failures_name_rows_and_never_their_words() -> None:
    pairs, _ = compare(annotated(*(line("Ana Roe", at=(n, n + 1), id=f"row-{n}") for n in range(20))), [])
    (told,) = failures_of(pairs)
    assert told.startswith("missed statement: 20, such as row-0, row-1")
    assert told.count("row-") == chains.EXAMPLES


def test_a_folder_of_ones_own_is_read_whole_and_one_with_splits_by_split(tmp_path: Path) -> None:
    folder = tmp_path / "chains"
    folder.mkdir()
    (folder / "a.txt").write_bytes(TEXT.encode())
    rows = [line("outlet", at=(97, 106)), line("Ana Roe", quote="elsewhere"), line("outlet", at=(0, 5), split="dev")]
    (folder / "gold.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (document,) = gold.load(tmp_path, "dev")  # the default: rows without a split, and those of "test"
    assert [row.id for row in document.rows] == ["r71", "r97"]
    assert document.misplaced == ("r71",)
    assert [len(d.rows) for d in gold.load(tmp_path, "development")] == [3]


def test_without_any_gold_the_bench_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gold, "CASES", tmp_path / "none.jsonl")
    with pytest.raises(DataMissing, match="--data"):
        chains.run(tmp_path, "dev", False)
