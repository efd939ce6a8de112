"""Which report another was made of: the nearest text, then the fewest slips, then the earliest."""

from __future__ import annotations

from dataclasses import replace

from rashomon.records import Link, LinkKind, Mutation, MutationKind, Reason, Span, digest
from rashomon.records.descent import descent

WHEN = {"a": 1.0, "b": 2.0, "c": 3.0}


def link(child: str, parent: str, kind: LinkKind = LinkKind.NEAR, **more: object) -> Link:
    given: dict[str, object] = {"probability": 0.97, "directed": True, "coverage": (0.95, 0.95), "told": (1.0, 1.0)}
    return Link(
        id=digest(child, parent, kind.value),
        child=child,
        parent=parent,
        kind=kind,
        reasons=(Reason(feature="invented", weight=0.0, words="set by the test"),),
        **(given | more),  # type: ignore[arg-type]
    )


def slip(at: int = 0) -> Mutation:
    place = Span(start=at, end=at + 2)
    return Mutation(kind=MutationKind.NUMBER_ALTERED, child=place, parent=place, child_words="46", parent_words="64")


def parents(report: str, *links: Link) -> list[str]:
    return [ln.parent if ln.child == report else ln.child for ln in descent(report, links, WHEN).parents]


def test_of_texts_that_say_the_same_the_first_is_the_parent_and_it_is_less_sure() -> None:
    both = (link("c", "b"), link("c", "a"))
    assert parents("c", *both) == ["a"]
    assert descent("c", both, WHEN).sure < descent("c", both[1:], WHEN).sure


def test_a_copy_inherits_the_slips_of_its_parent() -> None:
    assert parents("c", link("c", "a", mutations=(slip(),)), link("c", "b")) == ["b"]


def test_what_tells_more_of_its_sentences_comes_before_chance_words() -> None:
    retold = link("c", "a", LinkKind.REWRITE, coverage=(0.3, 0.3), told=(0.95, 0.7))
    words = link("c", "b", LinkKind.PASSAGE, coverage=(0.6, 0.6), told=(0.7, 0.7))
    assert parents("c", words, retold) == ["a"]


def test_a_report_that_surely_follows_is_no_parent_and_one_of_unknown_order_may_be() -> None:
    assert parents("a", link("b", "a")) == []
    found = descent("a", [link("b", "a", directed=False)], WHEN)
    assert [ln.id for ln in found.parents] == [link("b", "a").id]
    assert not found.ordered


def test_a_mixture_has_two_parents_and_a_copy_of_a_copy_one() -> None:
    def runs(lo: int, hi: int) -> tuple[tuple[Span, Span], ...]:
        return ((Span(start=lo, end=hi), Span(start=0, end=hi - lo)),)

    share = {"kind": LinkKind.PASSAGE, "coverage": (0.5, 0.9), "told": (0.5, 0.9)}
    first, second = link("c", "a", runs=runs(0, 600), **share), link("c", "b", runs=runs(600, 1100), **share)  # type: ignore[arg-type]
    assert sorted(parents("c", first, second)) == ["a", "b"]
    assert parents("c", first, replace(second, runs=runs(0, 600))) == ["a"]


def test_of_the_reports_of_an_outlet_cited_the_one_that_tells_most_and_no_outlet_that_is_not_held() -> None:
    spans = tuple((Span(start=n, end=n + 1), Span(start=n, end=n + 1)) for n in range(2))
    cites = [
        link("c", "a", LinkKind.CITES, runs=spans),
        link("c", "b", LinkKind.CITES, runs=spans[:1]),
        link("c", "outlet:wire", LinkKind.CITES),
    ]
    assert parents("c", *cites) == ["a"]
    assert parents("c", cites[2]) == []


def test_an_unlikely_link_makes_no_parent() -> None:
    assert parents("c", link("c", "a", LinkKind.REWRITE, probability=0.4)) == []
