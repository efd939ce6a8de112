"""The scorers of ``bench lineage`` and ``bench stories-lineage``: what counts as the parent, and as the mutation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import lineage, stories_lineage
from bench.measures import adjusted_rand
from bench.result import DataMissing
from bench.worlds import GoldMutation, Profile, generate
from rashomon.ledger import Ledger
from rashomon.records import Mutation, MutationKind, Span
from rashomon.understand import Reader
from tests.compare.origin_worlds import make_report

REPORT = make_report("a", "alpha", ["Nine people died.", "The road was wet."])


def mutation(kind: MutationKind, at: int) -> Mutation:
    place = Span(start=at, end=at + 4)
    return Mutation(kind=kind, child=place, parent=place, child_words="now", parent_words="was")


def gold(kind: str, sentence: str) -> GoldMutation:
    return GoldMutation(kind=kind, sentence=sentence, source="", now="", before="")


def test_a_mutation_is_the_gold_one_in_its_sentence_and_of_its_kind() -> None:
    hit = mutation(MutationKind.NUMBER_ALTERED, 0)
    assert lineage._meets(hit, gold("number altered", "Nine people died."), REPORT)
    assert not lineage._meets(hit, gold("number altered", "The road was wet."), REPORT)
    assert not lineage._meets(hit, gold("date altered", "Nine people died."), REPORT)
    assert not lineage._meets(hit, gold("number altered", "Ten people died."), REPORT)
    vague = mutation(MutationKind.ATTRIBUTION_REPLACED, 0)
    assert lineage._meets(vague, gold("attribution dropped", "Nine people died."), REPORT)


def test_the_rand_index_of_equal_and_of_random_partitions() -> None:
    assert adjusted_rand(["a", "a", "b"], ["x", "x", "y"]) == 1.0
    assert adjusted_rand(["a", "a", "b", "b"], ["x", "y", "x", "y"]) < 0.0
    assert adjusted_rand(["a", "b"], ["x", "y"]) == 1.0


def test_a_world_is_scored_whole() -> None:
    profile = Profile(slips=0.5, affairs_per_day=24.0, largest=12, outlets=40)
    with Ledger.open(None) as ledger:
        found = lineage.read(ledger, generate(3, 30, profile=profile), Reader.RULES)
        figures, _ = lineage.related(found)
        assert 0.5 < figures["parent_accuracy"] <= figures["parent_accuracy_or_same_text"] <= 1.0
        assert figures["direction_accuracy"] == 1.0
        told, lines = lineage.changed(found)
        assert told["mutation_recall"] > 0.5
        assert any("wanted" in line for line in lines)
        counts = lineage.counted(found, 30)
        assert counts["origin_count_mae_30"] < counts["origin_count_mae_by_reports_30"]


def test_slips_are_true_of_their_reports() -> None:
    world = {r.url: r for r in generate(5, 200, profile=Profile(slips=0.6))}
    kinds = set()
    for report in world.values():
        for m in report.mutations:
            kinds.add(m.kind)
            assert m.sentence in f"{report.title}\n{report.text}"
            parent = world[report.parent or ""]
            assert m.source in parent.text
            assert m.sentence != m.source
    assert {"hedge dropped", "quote altered", "name altered", "bound dropped", "headline against the text"} <= kinds
    assert all(not r.mutations for r in generate(5, 200) if r.relation == "own")


def test_names_of_outlets_meet_in_their_forms() -> None:
    assert stories_lineage.same("Associated Press", "AP")
    assert stories_lineage.same("www.riverpost.example", "River Post")
    assert not stories_lineage.same("apple weekly", "AP")
    assert stories_lineage.names("He told the Associated Press so.", "AP")
    assert not stories_lineage.names("He mapped it.", "AP")


def test_a_story_is_scored_by_what_its_pages_name(tmp_path: Path) -> None:
    folder = tmp_path / "stories" / "ferry"
    (folder / "reports").mkdir(parents=True)
    text = "VELDA (Harrow) — Nine people died when a ferry went down off Port Velda on Monday, the coast guard said."
    for n, parent in ((1, "Harrow 2031-03-01"), (2, "Nobody at all")):
        report = {
            "id": f"f-{n}",
            "title": "Ferry goes down",
            "date": "2031-03-02",
            "language": "en",
            "text": f"{text} {n}",
        }
        (folder / "reports" / f"{n}.json").write_text(json.dumps(report), encoding="utf-8")
        row = {"id": f"f-{n}", "relation": "copy", "parent": parent, "parent_basis": "named in page"}
        with (folder / "ferry_lineage.jsonl").open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(row) + "\n")
    result = stories_lineage.run(tmp_path, "dev", full=False)
    assert result.n == 1  # the second names no party of its gold
    assert result.figures["relation_accuracy_all_copies"] == 1.0
    with pytest.raises(DataMissing):
        stories_lineage.run(tmp_path / "none", "dev", full=False)
