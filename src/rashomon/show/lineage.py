"""What a report was made of and what changed on the way: views of its links, and the lines an editor reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from rashomon.records import (
    Capture,
    Link,
    LinkKind,
    Mutation,
    MutationKind,
    Origin,
    Published,
    Report,
    Statement,
)
from rashomon.records.descent import LIKELY, Descent, descent
from rashomon.show import wording
from rashomon.show.descents import ChangeView, DescentView, LinkView, MutationView, PieceView
from rashomon.show.faces import ReportLine
from rashomon.show.layout import EMPTY, Line, line
from rashomon.show.portraits import link_view, piece

HELD = 0.6  # coverage of the child from which it is called a shortened copy, not a report with passages of another
WHOLE = 0.8  # coverage of the parent from which nothing was cut
SHOWN = 12  # changes of one report listed; its link's card has them all
LONGEST = 110  # characters of the words shown on either side
BOLD, DIM, WARN = "bold", "dim", "yellow"
TEXTUAL = frozenset({LinkKind.EXACT, LinkKind.NEAR, LinkKind.PASSAGE, LinkKind.REWRITE})
_LOOSER = frozenset({LinkKind.COMMON, LinkKind.SHARED_ERROR, LinkKind.AGENCY})
_SERIOUS = tuple(
    MutationKind(kind)
    for kind in (
        "headline against the text", "quote altered", "number altered", "date altered", "name altered",
        "attribution dropped", "attribution replaced", "attribution added", "hedge dropped", "bound dropped",
        "bound changed", "hedge added", "put in", "left out",
    )
)  # fmt: skip


class Linked(Protocol):
    """What of the ledger this part asks."""

    def link(self, link_id: str) -> Link:
        """A link."""

    def links_of(self, report_id: str) -> tuple[Link, ...]:
        """All links of a report."""

    def published(self, report_id: str) -> Published:
        """When a report was published."""

    def captures(self, report_id: str) -> tuple[Capture, ...]:
        """When and where a report was seen."""

    def statements_of(self, report_id: str) -> tuple[Statement, ...]:
        """The statements of a report."""

    def circles(self, statement_ids: Iterable[str]) -> tuple[Origin, ...]:
        """`Findings.circles`."""


class Lineages:
    """The part of the views that asks for links."""

    def __init__(self, ledger: Linked) -> None:
        self._linked = ledger

    def _report(self, report_id: str) -> Report:
        raise NotImplementedError

    def _line(self, report_id: str) -> ReportLine:
        raise NotImplementedError

    def _link(self, link_id: str) -> LinkView:
        link = self._linked.link(link_id)
        child = self._report(link.child)
        parent = None if link.parent.startswith("outlet:") else self._report(link.parent)
        lines = self._line(child.id), self._line(parent.id) if parent else None
        mutations = () if parent is None else mutation_views(link, child, parent, (lines[0].outlet, lines[1]))
        return link_view(link, (child, parent), lines, mutations)

    def _descent(self, report_id: str, links: Iterable[Link]) -> DescentView:
        """What a report was made of, its family, and the other captures of its address."""
        held = tuple(links)
        ends = {e for ln in held for e in (ln.child, ln.parent) if not e.startswith("outlet:")} - {report_id}
        first = {e: lo.timestamp() for e in ends if (lo := self._linked.published(e).when.lo) is not None}
        found = descent(report_id, held, first)
        more = [ln for ln in held if ln.kind in _LOOSER and ln.probability > LIKELY]
        tied = (*found.others, *(ln for ln in more if ln.kind is not LinkKind.AGENCY))
        family = tuple(dict.fromkeys(_other(ln, report_id) for ln in tied))
        revised = [ln for ln in held if ln.kind is LinkKind.REVISES]
        return DescentView(
            words=self._made_of(found),
            parents=tuple(self._link(ln.id) for ln in found.parents),
            sure=found.sure,
            ordered=found.ordered,
            family=family,
            family_words=self._family_words(report_id, found, more),
            revisions=tuple(self._link(ln.id) for ln in sorted(revised, key=self._captured)),
        )

    def _descended(self, report_id: str, links: Iterable[Link]) -> DescentView:
        """The same with the circles that the report is part of: it rests on reports that rest on it."""
        text = self._report(report_id).text
        found: dict[str, str] = {}  # by claim, told by its first statement here
        own = sorted(self._linked.statements_of(report_id), key=lambda s: (s.headline, s.span))
        for origin in self._linked.circles(said.id for said in own):
            said = next((said for said in own if said.id in origin.statements), None)
            if said is not None:
                words = f"{origin.name} rest on each other for “{_clipped(said.span.of(text))}”"
                found.setdefault(origin.claim_id, f"{words}: who was first is unresolved; {origin.claim_id}")
        return replace(self._descent(report_id, links), circles=tuple(sorted(found.values())))

    def _family_words(self, report_id: str, found: Descent, looser: Sequence[Link]) -> str:
        """ "The same text later in the Coast Herald, 3 Mar 2031; bears the mark of Osprey": each report once."""
        told: dict[str, dict[str, None]] = {}
        seen: set[str] = set()
        for link in (*found.others, *(ln for ln in looser if ln.kind is not LinkKind.AGENCY)):
            other = _other(link, report_id)
            if other not in seen:
                told.setdefault(family_relation(link, report_id), {})[self._outlet_and_day(other)] = None
            seen.add(other)
        made = found.parents[0] if found.parents else None
        if made is not None and made.kind is LinkKind.REWRITE and made.child == report_id:
            for link in self._linked.links_of(made.parent):
                beside = link.kind is LinkKind.REWRITE and link.directed and link.parent == made.parent
                if beside and link.probability > LIKELY and link.child != report_id and link.child not in seen:
                    told.setdefault("also rewritten from the same text by", {})[self._outlet_and_day(link.child)] = None
        named = {f"outlet:{m.key}": m.name for m in self._report(report_id).marks}
        for link in looser:
            if link.kind is LinkKind.AGENCY and link.child == report_id:
                told.setdefault("bears the mark of", {})[named.get(link.parent, link.parent)] = None
        words = "; ".join(f"{relation} {wording.and_list(names)}" for relation, names in told.items())
        return words[:1].upper() + words[1:]

    def _outlet_and_day(self, report_id: str) -> str:
        one = self._line(report_id)
        return f"{one.outlet}, {one.published.words}"

    def _captured(self, link: Link) -> tuple[str, str]:
        seen = [min(c.seen for c in self._linked.captures(e)).isoformat() for e in (link.child, link.parent)]
        return max(seen), link.id

    def _made_of(self, found: Descent) -> str:
        """ "abridged copy of the Harrow Courier, 3 Mar 2031"; two parents joined."""
        return " and ".join(
            f"{relation_words(link, found.report)} {self._outlet_and_day(_other(link, found.report))}"
            for link in found.parents
        )

    def _changes(self, reports: Iterable[str], limit: int) -> tuple[int, tuple[ChangeView, ...]]:
        """Of these reports those that tell things otherwise than what they were made of, most serious first."""
        found = []
        for one in sorted(set(reports)):
            view, shown = self._descent(one, self._linked.links_of(one)), self._line(one)
            for k in (*view.parents, *view.revisions):
                if k.mutations and one == k.child:
                    again = k.kind == LinkKind.REVISES.value
                    mutations = by_gravity(k.mutations)
                    words = f"captured again at {shown.url}" if again else view.words
                    found.append(
                        ChangeView(
                            report=one, outlet=shown.outlet, published=shown.published.words, words=words, link=k.id,
                            mutations=mutations,
                        )
                    )  # fmt: skip
        found.sort(key=lambda c: ([_gravity(m) for m in c.mutations][:1], -len(c.mutations), c.report))
        return len(found), tuple(found[:limit] if limit else found)


def _other(link: Link, report: str) -> str:
    return link.parent if link.child == report else link.child


def by_gravity(mutations: Iterable[MutationView]) -> tuple[MutationView, ...]:
    """The gravest first, then by place."""
    return tuple(sorted(mutations, key=_gravity))


def _gravity(m: MutationView) -> tuple[int, int]:
    place = m.child or m.parent
    return _SERIOUS.index(MutationKind(m.kind)), place.start if place else 0


def relation_words(link: Link, report: str) -> str:
    """How a report depends on the other end of a link, in words before that end's name."""
    if link.kind is LinkKind.CITES:
        return "cites"
    if not link.directed:
        return {LinkKind.EXACT: "the same text as", LinkKind.NEAR: "nearly the same text as"}.get(
            link.kind, "shares text (which was first is not known) with"
        )
    ours, theirs = link.coverage if link.child == report else link.coverage[::-1]
    agency = any(r.feature == "agency" for r in link.reasons)
    if link.kind is LinkKind.EXACT:
        return "copy of"
    if link.kind is LinkKind.NEAR:
        return "copy, with changes, of"
    if link.kind is LinkKind.PASSAGE and ours >= HELD:
        return "copy, with changes, of" if theirs >= WHOLE else "shortened copy of"
    if link.kind is LinkKind.PASSAGE:
        return "takes passages from"
    return "shares agency text with" if agency else "rewritten from"


def family_relation(link: Link, report: str) -> str:
    """How the other end of a link stands to a report whose parent it is not, in words before that end's name."""
    if link.kind is LinkKind.COMMON:
        return "text of a third, as an agency's or a release, also in"
    if link.kind is LinkKind.SHARED_ERROR:
        return "the same slip of the pen in"
    if not link.directed:
        return relation_words(link, report)
    when = "before" if link.child == report else "later"
    if link.kind is LinkKind.PASSAGE:
        part = "shortened" if link.parent == report and link.coverage[0] >= HELD else "passages of it"
        return f"{part} {when} in"
    told = {LinkKind.EXACT: "the same text", LinkKind.NEAR: "nearly the same text"}.get(link.kind)
    return f"{told} {when} in" if told else f"told {when}, in other words, by"


def mutation_views(
    link: Link, child: Report, parent: Report, named: tuple[str, ReportLine | None]
) -> tuple[MutationView, ...]:
    """What the child of a link tells otherwise, each in one sentence. ``named``: child's outlet, parent's line."""
    outlets = named[0], named[1].outlet if named[1] else ""
    return tuple(
        MutationView(
            kind=m.kind.value,
            words=_words(m, *outlets, directed=link.directed),
            child=_piece(child, m),
            parent=piece(parent, m.parent) if m.parent else None,
            child_words=m.child_words,
            parent_words=m.parent_words,
            statements=m.statements,
        )
        for m in link.mutations
    )


def _piece(child: Report, m: Mutation) -> PieceView | None:
    return piece(child, m.child) if m.child else None


def _words(m: Mutation, child: str, parent: str, *, directed: bool) -> str:
    now, before = (_clipped(words) for words in (m.child_words, m.parent_words))
    if m.kind is MutationKind.ATTRIBUTION_DROPPED:
        return f"{child} says it in its own voice; {parent} names {before}"
    if m.kind is MutationKind.ATTRIBUTION_REPLACED:
        return f"{child} lays it to “{now}”; {parent} names {before}"
    if m.kind is MutationKind.ATTRIBUTION_ADDED:
        return f"{child} names {now}; {parent} names nobody"
    if m.kind is MutationKind.HEDGE_DROPPED:
        return f"{child} says it as fact; {parent} has it as {before}"
    if m.kind is MutationKind.HEDGE_ADDED:
        return f"{child} has it as {now}; {parent} says it as fact"
    if m.kind is MutationKind.HEADLINE:
        return f"the headline of {child} says “{now}”; the text of {parent} says “{before}”"
    if m.kind is MutationKind.LEFT_OUT:
        return f"only in {parent}: “{before}”"
    if m.kind is MutationKind.PUT_IN:
        return f"only in {child}: “{now}”"
    inside = "inside quotation marks, " if m.kind is MutationKind.QUOTE_ALTERED else ""
    return f"{inside}“{before}” became “{now}”" if directed else f"{inside}“{now}” here, “{before}” there"


def _clipped(words: str) -> str:
    folded = " ".join(words.split())
    return folded if len(folded) <= LONGEST else f"{folded[: LONGEST - 1].rstrip()}…"


def mutation_lines(views: Sequence[MutationView], *, most: int = 0, indent: int = 2) -> list[Line]:
    """What changed, one line each, with the words of both reports under those that concern whole statements."""
    lines = []
    for view in views[: most or None]:
        lines.append(line("• ", (f"{view.kind}: ", WARN), view.words, indent=indent, hang=2))
        if view.kind == MutationKind.ATTRIBUTION_DROPPED.value and view.child:
            lines.append(line((f"“{_clipped(view.child.words)}”", DIM), indent=indent + 2, hang=2))
        if view.kind.startswith("hedge") and view.child and view.parent:
            both = f"“{_clipped(view.parent.words)}” → “{_clipped(view.child.words)}”"
            lines.append(line((both, DIM), indent=indent + 2, hang=2))
    left = len(views) - most if most else 0
    if left > 0:
        lines.append(
            line((f"{wording.count_words(left, 'more change')}: the link's own card has all.", DIM), indent=indent)
        )
    return lines


def descent_lines(view: DescentView) -> list[Line]:
    """What a report was made of, what changed, its family and its revisions; nothing where nothing is known."""
    lines: list[Line] = []
    if view.words:
        order = "" if view.ordered else "; which was first is not known"
        lines.append(
            line(
                (view.words[:1].upper() + view.words[1:], BOLD),
                f" ({wording.percent(view.sure)} sure{order})",
            )
        )
    for link in view.parents:
        ordered = sorted(link.mutations, key=_gravity)
        if ordered:
            lines.append(line(f"What changed (link {link.id}):", indent=2))
            lines += mutation_lines(ordered, most=SHOWN, indent=2)
    for link in view.revisions:
        silent = any(r.feature == "silent edit" for r in link.reasons)
        head = ("Silently edited: ", WARN) if silent else ("Edited: ", BOLD)
        told = f"{wording.count_words(len(link.mutations), 'change')} (link {link.id})"
        lines.append(line(head, f"one address, other content: {link.child_words} and {link.parent_words}; {told}"))
        lines += mutation_lines(sorted(link.mutations, key=_gravity), most=SHOWN, indent=2)
    lines += [line(("Circular: ", WARN), words) for words in view.circles]
    if view.family:
        lines.append(line(view.family_words))
    return [EMPTY, line(("LINEAGE", BOLD)), *lines] if lines else []


def change_lines(views: Sequence[ChangeView], found: int) -> list[Line]:
    """The changes of a briefing: report by report, a few each."""
    lines = []
    for view in views:
        made = f", {view.published}: {view.words} "
        lines.append(line((view.outlet, BOLD), made, (f"link {view.link}", DIM), indent=2, hang=2))
        lines += mutation_lines(view.mutations, most=SHOWN // 2, indent=4)
    if found > len(views):
        more = wording.count_words(found - len(views), "more report")
        lines.append(line((f"{more}: rashomon show REPORT.", DIM), indent=2))
    return lines
