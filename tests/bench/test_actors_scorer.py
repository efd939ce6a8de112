"""The scorer of ``bench actors``: the measures on worked examples, and the gold brought to one form."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.actor_gold import Form, Gold, ecb, gum, laid_out, outermost
from bench.actors import read, shared, within
from bench.coreference import Groups, best_assignment
from bench.result import DataMissing
from rashomon.records import Span

# The example of Pradhan et al. 2014 in letters: gold {abc}{defg}, shown {ab}{cd}{fghi} without e; h, i left out here.
GOLD = dict.fromkeys("abc", 1) | dict.fromkeys("defg", 2)
SHOWN = {"a": "x", "b": "x", "c": "y", "d": "y", "f": "z", "g": "z"}


def test_the_worked_example() -> None:
    groups = Groups(GOLD, SHOWN)
    assert groups.muc().recall == pytest.approx(2 / 5)
    assert groups.muc().precision == pytest.approx(2 / 3)
    assert groups.b_cubed().recall == pytest.approx((4 / 3 + 1 / 3 + 1 / 4 + 1 / 4 + 4 / 4) / 7)
    assert groups.b_cubed().precision == pytest.approx((2 + 0.5 + 0.5 + 2 + 1) / 7)
    assert groups.ceaf_e().recall == pytest.approx((4 / 5 + 4 / 6) / 2)
    assert groups.ceaf_e().precision == pytest.approx((4 / 5 + 4 / 6) / 4)
    assert groups.merged() == (3, 1)
    assert groups.split() == (9, 7)
    assert groups.mixed() == (3, 1)


def test_all_right_all_apart_and_all_one() -> None:
    assert Groups(GOLD, GOLD).conll() == pytest.approx(1.0)
    apart, one = Groups(GOLD, {}), Groups(GOLD, dict.fromkeys(GOLD, 0))
    assert apart.b_cubed().precision == 1.0
    assert apart.merged() == (0, 0)
    assert one.b_cubed().recall == 1.0
    assert one.merged() == (21, 12)


@given(st.lists(st.lists(st.floats(0, 1), min_size=4, max_size=4), min_size=1, max_size=4))
def test_the_best_assignment_is_the_best_of_all(worth: list[list[float]]) -> None:
    best = max(sum(row[c] for row, c in zip(worth, order, strict=False)) for order in permutations(range(4)))
    assert best_assignment(worth) == pytest.approx(best)


def gold(start: int, end: int, group: str, form: Form = Form.NAME, kind: str = "person") -> Gold:
    return Gold(start, end, (start, end), kind, form, group)


def test_names_inside_names_and_second_mentions_of_one_core_are_left_out() -> None:
    kept = outermost(
        [gold(0, 20, "a"), gold(4, 9, "b"), gold(0, 20, "c"), gold(21, 30, "d"), gold(22, 23, "e", Form.NOUN)]
    )
    assert [m.group for m in kept] == ["a", "d", "e"]


def test_shared_characters() -> None:
    assert shared(Span(start=0, end=10), (5, 10)) == pytest.approx(0.5)
    assert shared(Span(start=0, end=5), (5, 10)) == 0.0


def test_tokens_laid_out_are_where_they_are_said_to_be() -> None:
    sentences = [["Ada", "Orl", "'s", "boat", "(", "old", ")", "sank", "."], ["It", "rained", "."]]
    text, places = laid_out(sentences)
    assert text == "Ada Orl's boat (old) sank.\n\nIt rained."
    assert [[text[s:e] for s, e in row] for row in places] == sentences


CONLLU = """# newdoc id = GUM_news_x
# newpar
# text = Ada Orl, a judge, left Karrow.
1\tAda\tAda\tPROPN\tNNP\t_\t6\tnsubj\t_\tEntity=(1-person-new-cf1-1-1,2-coref
2\tOrl\tOrl\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)|SpaceAfter=No
3\t,\t,\tPUNCT\t,\t_\t1\tpunct\t_\t_
4\ta\ta\tDET\tDT\t_\t5\tdet\t_\tEntity=(1-person-giv-cf1-1-2-appos
5\tjudge\tjudge\tNOUN\tNN\t_\t1\tappos\t_\tEntity=1)|SpaceAfter=No
6\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
7\tKarrow\tKarrow\tPROPN\tNNP\t_\t6\tobj\t_\tEntity=(2-place-new-cf2-1-1-sgl)|SpaceAfter=No

"""


def test_gum_is_read(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "GUM_news_x.conllu").write_text(CONLLU, encoding="utf-8")
    (document,) = gum(tmp_path, "dev")
    told = [(document.text[m.core[0] : m.core[1]], m.kind, m.form.value, m.group) for m in document.mentions]
    assert told == [
        ("Ada Orl", "person", "name", "1"),
        ("judge", "person", "noun", "1"),
        ("Karrow", "place", "name", "2"),
    ]


def test_ecb_is_read_and_title_case_makes_no_names(tmp_path: Path) -> None:
    (tmp_path / "sentences").mkdir()
    (tmp_path / "mentions").mkdir()
    rows = ["Woman Meets Orl", "Minister Ada Orl met the woman on Monday before Orl left ."]
    lines = [f"1_1ecb\t{s}\t{n}\t{t}\t-" for s, row in enumerate(rows) for n, t in enumerate(row.split())]
    (tmp_path / "sentences" / "dev.txt").write_text("\n".join(lines), encoding="utf-8")
    mentions = [("HUM1", 0, [0]), ("HUM2", 0, [2]), ("HUM2", 1, [1, 2]), ("HUM1", 1, [4, 5]), ("HUM2", 1, [9])]
    written = [
        f'{{"doc_id": "1_1ecb", "sent_id": {s}, "tokens_number": {t}, "mention_type": "HUM", "coref_chain": "{c}"}}'
        for c, s, t in mentions
    ]
    (tmp_path / "mentions" / "dev_entity.jsonl").write_text("\n".join(written), encoding="utf-8")
    (document,) = ecb(tmp_path, "dev")
    assert [(m.form.value, m.group) for m in document.mentions] == [
        ("noun", "HUM1"),
        ("name", "HUM2"),
        ("name", "HUM2"),
        ("noun", "HUM1"),
        ("name", "HUM2"),
    ]
    figures = within([read(document)])
    assert figures["person_b3"] == pytest.approx(100.0)
    assert figures["person_over_merge"] == 0.0


def test_missing_data_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataMissing):
        gum(tmp_path, "dev")
    with pytest.raises(DataMissing):
        ecb(tmp_path, "dev")
