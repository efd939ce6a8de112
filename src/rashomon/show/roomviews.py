"""Views of one report, of two, and of the ways a question's answers took: what a reading room shows beyond a card.

The second part of `views.Views`, in its own file for its length: still the only reader of the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rashomon.errors import UnknownIdentifier
from rashomon.records import BlockKind, LinkKind, Moment, Report, Span, Statement, VoiceKind
from rashomon.show import answers as building
from rashomon.show import portraits, sidebyside, wording
from rashomon.show.answers import Answers
from rashomon.show.faces import AccountView, ClaimView, OriginView, QuestionView, StatementView
from rashomon.show.judged import JudgementView
from rashomon.show.portraits import Numbers
from rashomon.show.roomfaces import (
    ArcView,
    CompareView,
    MarkView,
    NodeView,
    PointView,
    QuestionPage,
    ReadingView,
    SourceBytesView,
    WaysView,
)
from rashomon.show.views import Views

WINDOW = 24_000  # code points of a report's text on one page: 5 MB are 200 pages, not one
BYTES = 4_000  # bytes of an original shown before and after the marked ones
POINTS = 400  # marks on a chart
GRAPH = 36  # reports drawn in an origins graph; the table beside it has all
_COPIES = frozenset({LinkKind.EXACT, LinkKind.NEAR, LinkKind.PASSAGE, LinkKind.REWRITE})


class RoomViews(Views):
    """`Views`, and what is read in the room."""

    def question_page(self, question_id: str, *, per_claim: int = 6) -> QuestionPage:
        """A question with at most ``per_claim`` statements of each claim quoted, its chart's marks and its ways.

        Raises UnknownIdentifier.
        """
        full = self._ledger.resolve(question_id)
        found = self._answers(self._ledger.question(full))
        numbers = Numbers()
        view = building.question_view(found, numbers)
        wanted = {s for c in view.claims for s in _first_said(c.accounts, per_claim)}
        said = self._ledger.statements(wanted)
        points = [p for c in view.claims for p in self._points(c, found, view)]
        points.sort(key=lambda p: (str(p.published.lo), p.letter, p.id))
        page = QuestionPage(
            question=view,
            quoted=tuple(self._statement(said[i], n) for i, n in numbers.given() if i in wanted),
            points=tuple(points[:POINTS]),
            points_found=len(points),
            ways=self.ways(view),
        )
        return self._renamed(page)

    def _points(self, claim: ClaimView, found: Answers, view: QuestionView) -> Iterable[PointView]:
        numbered = {
            s: n
            for n, key in enumerate(origin_keys(view))
            for o in claim.origins
            if _key(o) == key
            for s in o.statements
        }
        for key in (*claim.supports, *claim.denies):
            statement, line = found.places[key]
            low, high, low_open, high_open = _interval(claim, statement)
            yield PointView(
                id=key,
                report=line.id,
                start=statement.span.start,
                words=self._words(statement)[:200],
                outlet=line.outlet,
                published=line.published,
                letter=claim.letter,
                denies=key in claim.denies,
                low=low,
                high=high,
                low_open=low_open,
                high_open=high_open,
                origin=numbered.get(key),
            )

    def _words(self, statement: Statement) -> str:
        text = self._report(statement.report_id).text
        return " … ".join(s.of(text) for s in statement.content)

    def claim(self, claim_id: str) -> tuple[str, ClaimView]:
        """The words of a question and one answer to it, its statements by identifier. Raises UnknownIdentifier."""
        claim = self._ledger.claim(self._ledger.resolve(claim_id))
        found = self._answers(self._ledger.question(claim.question_id))
        return found.question.words, self._renamed(building.claim_view(found, claim, Numbers()))

    def claim_statements(self, claim_id: str, *, start: int, limit: int) -> tuple[int, tuple[StatementView, ...]]:
        """How many statements a claim rests on, and some of them in full, by publication."""
        claim = self._ledger.claim(self._ledger.resolve(claim_id))
        ids = list(dict.fromkeys((*claim.supports, *claim.denies)))
        if not ids:
            ids = list(self._ledger.question(claim.question_id).statements)
        return len(ids), self._in_full(ids, start, limit)

    def _in_full(
        self, ids: Iterable[str], start: int, limit: int, number: int | None = None
    ) -> tuple[StatementView, ...]:
        """Some of these statements by publication; numbered from their place, or from one after ``number``."""
        said = self._ledger.statements(ids)
        ordered = sorted(said.values(), key=lambda s: (str(self._line(s.report_id).published.lo), s.report_id, s.span))
        first = 1 + (start if number is None else number)
        views = tuple(self._statement(s, n) for n, s in enumerate(ordered[start : start + limit], start=first))
        return self._renamed(views)

    def reading(self, report_id: str, *, at: int = 0) -> ReadingView:
        """The stretch of a report's text that holds the place ``at``, with all that was read in it.

        Raises UnknownIdentifier.
        """
        full = self._ledger.resolve(report_id)
        if self._ledger.kind_of(full) != "report":
            raise UnknownIdentifier(f"{report_id} is no report: rashomon show {report_id} says what it is")
        report = self._report(full)
        head = replace(self._report_card(full, Numbers()), blocks=())
        start, end = _window(report, at)
        said = sorted(self._ledger.statements_of(full), key=lambda s: (s.span.start, s.span.end, s.id))
        here = [(n, s) for n, s in enumerate(said, start=1) if start <= s.span.start < end]
        title = [b.span for b in report.blocks if b.kind in (BlockKind.TITLE, BlockKind.HEADING)]
        view = ReadingView(
            head=head,
            start=start,
            end=end,
            length=len(report.text),
            text=report.text[start:end],
            headings=tuple(portraits.piece(report, s) for s in title if start <= s.start < end),
            statements=tuple(self._statement(s, n) for n, s in here),
            statements_found=len(said),
            marks=tuple(_marks(report, [s for _, s in here])),
        )
        return self._renamed(view)

    def judged_report(self, report_id: str) -> tuple[JudgementView, ...]:
        """All judgements on a report and its outlet, undone ones too."""
        return self._judged_thing("report", report_id)

    def source(self, report_id: str, *, first: int = 0, last: int = 0) -> SourceBytesView:
        """Bytes of a report's archived original around ``[first, last)``. Raises LedgerDamaged, UnknownIdentifier."""
        report = self._report(self._ledger.resolve(report_id))
        original = self._ledger.original(report.original_id)
        payload = self._ledger.payload(report.original_id)
        first = max(0, min(first, len(payload)))
        last = max(first, min(last, len(payload), first + 4 * BYTES))
        low, high = max(0, first - BYTES), min(len(payload), max(last + BYTES, first + 2 * BYTES))
        before, marked, after = (_decoded(payload[a:b]) for a, b in ((low, first), (first, last), (last, high)))
        return SourceBytesView(
            original_id=original.id,
            media_type=original.media_type,
            size=original.size,
            first=low,
            last=high,
            before=before,
            marked=marked,
            after=after,
        )

    def archived(self, original_id: str) -> tuple[str, bytes]:
        """An original's whole identifier and its bytes as captured. Raises LedgerDamaged, UnknownIdentifier."""
        full = self._ledger.resolve(original_id)
        return full, self._ledger.payload(full)

    def compare(self, left: str, right: str) -> CompareView:
        """Two reports side by side with the links between them and the questions both answer."""
        one, other = (self._report(self._ledger.resolve(i)) for i in (left, right))
        links = [k for k in self._ledger.links_of(one.id) if {k.child, k.parent} == {one.id, other.id}]
        rows = sidebyside.rows(_paragraphs(one), _paragraphs(other))
        shared = self._asked(one.id) & self._asked(other.id)
        questions = sorted((self._ledger.question(q) for q in shared), key=lambda q: (q.words, q.id))
        view = CompareView(
            left=self._line(one.id),
            right=self._line(other.id),
            links=tuple(self._link(k.id) for k in sorted(links, key=lambda k: (k.kind.value, k.id))),
            rows=rows,
            rows_found=max(len(_paragraphs(one)), len(_paragraphs(other))),
            questions=tuple((q.id, q.words) for q in questions),
        )
        return self._renamed(view)

    def _asked(self, report_id: str) -> set[str]:
        said = (s.id for s in self._ledger.statements_of(report_id))
        return {q for asked in self._ledger.asked_by(said).values() for q in asked}

    def ways(self, view: QuestionView) -> WaysView:
        """The ways the answers of a question took from their origins through conduits and outlets into copies."""
        origins = [o for c in view.claims for o in c.origins]
        keys = origin_keys(view)
        statements = self._ledger.statements(s for o in origins for s in o.statements)
        reports = list(dict.fromkeys(s.report_id for s in statements.values()))
        reports.sort(key=lambda r: (str(self._line(r).published.lo), r))
        drawn = set(reports[:GRAPH])
        parents = self._parents(drawn)
        nodes: dict[str, NodeView] = {}
        arcs: dict[tuple[str, str], ArcView] = {}
        for origin in origins:
            number = keys.index(_key(origin))
            for statement in (statements[s] for s in origin.statements):
                if statement.report_id in drawn:
                    steps = self._steps(statement, number, origin.name, origin.kind, parents)
                    _add(nodes, arcs, steps)
        shown = WaysView(
            nodes=tuple(nodes.values()), arcs=tuple(arcs.values()), left_out=max(0, len(reports) - len(drawn))
        )
        return self._renamed(shown)

    def _parents(self, reports: set[str]) -> Mapping[str, tuple[str, str]]:
        """For each report that copies another of these: the one it depends on most surely, and how."""
        found: dict[str, tuple[str, str]] = {}
        for link in sorted(self._ledger.links_among(sorted(reports)), key=lambda k: (k.probability, k.id)):
            if link.kind in _COPIES and link.child in reports and link.parent in reports:
                child, parent = link.child, link.parent
                if (str(self._line(parent).published.lo), parent) > (str(self._line(child).published.lo), child):
                    child, parent = parent, child  # undirected: the earlier stands first
                found[child] = (parent, link.kind.value)
        return found

    def _steps(
        self, said: Statement, number: int, name: str, kind: str, parents: Mapping[str, tuple[str, str]]
    ) -> list[tuple[NodeView, str]]:
        """The nodes of one statement's way, origin first, each with the words of the step that leads to it."""
        line = self._line(said.report_id)
        steps = [(NodeView(id=f"o{number}", kind="origin", words=f"{name} ({kind})", of=None, origin=number), "")]
        conduits = [v for v in said.chain[1:-1] if v.kind is VoiceKind.CONDUIT and wording.voice_words(v) != name]
        for voice in reversed(conduits):
            words = wording.voice_words(voice)
            steps.append((NodeView(id=f"c:{voice.key}", kind="conduit", words=words, of=None, origin=None), "through"))
        copied = parents.get(said.report_id)
        words = f"{line.outlet}, {line.published.words}"
        node = NodeView(id=line.id, kind="copy" if copied else "report", words=words, of=line.id, origin=number)
        if copied is None:
            return [*steps, (node, "reported by")]
        held = self._line(copied[0])
        parent = NodeView(
            id=held.id,
            kind="copy" if held.id in parents else "report",
            words=f"{held.outlet}, {held.published.words}",
            of=held.id,
            origin=number,
        )
        return [(parent, ""), (node, copied[1])]


def _add(nodes: dict[str, NodeView], arcs: dict[tuple[str, str], ArcView], steps: list[tuple[NodeView, str]]) -> None:
    before: str | None = None
    for node, words in steps:
        nodes.setdefault(node.id, node)
        if before is not None and before != node.id:
            arcs.setdefault((before, node.id), ArcView(tail=before, head=node.id, words=words))
        before = node.id


def origin_keys(view: QuestionView) -> list[tuple[str, str]]:
    """The origins of a question, each once, in the order of its claims: their place is their number."""
    return list(dict.fromkeys(_key(o) for c in view.claims for o in c.origins))


def _key(origin: OriginView) -> tuple[str, str]:
    return origin.kind, origin.name


def _interval(claim: ClaimView, said: Statement) -> tuple[float | None, float | None, bool, bool]:
    """What a statement itself answers: to how many, its own number where one lies in the claim's interval, else the
    claim's. The numbers beside another answer ("it is so") are of many things and no answer.
    """
    if claim.attribute == "date" and claim.when is not None:
        lo, hi = claim.when.lo, claim.when.hi
        return lo.timestamp() if lo else None, hi.timestamp() if hi else None, False, True
    if claim.attribute != "count":
        return claim.low, claim.high, claim.low_open, claim.high_open
    floor = float("-inf") if claim.low is None else claim.low
    ceiling = float("inf") if claim.high is None else claim.high
    for q in said.quantities:
        low = float("-inf") if q.low is None else q.low
        high = float("inf") if q.high is None else q.high
        if low <= ceiling and floor <= high and not q.earlier:
            return q.low, q.high, q.low_open, q.high_open
    return claim.low, claim.high, claim.low_open, claim.high_open


def _first_said(accounts: Iterable[AccountView], most: int) -> list[str]:
    """Statements of a claim's accounts, one of each account in turn, ``most`` at most; 0 for all."""
    queues = [list(a.statements) for a in accounts]
    turn = [q[n] for n in range(max(map(len, queues), default=0)) for q in queues if n < len(q)]
    return turn[:most] if most else turn


def _window(report: Report, at: int) -> tuple[int, int]:
    """The stretch of about `WINDOW` code points that holds a place, cut between blocks where there are any."""
    length = len(report.text)
    at = max(0, min(at, length - 1))
    starts = [b.span.start for b in report.blocks if b.span.start > 0]
    cuts = [0]
    for begin in starts:
        if begin - cuts[-1] >= WINDOW:
            cuts.append(begin)
    start = max(c for c in cuts if c <= at)
    end = min((c for c in cuts if c > at), default=length)
    if end - start > 2 * WINDOW:  # one block longer than a page
        start += (at - start) // WINDOW * WINDOW
        end = min(end, start + WINDOW)
    return start, end


def _marks(report: Report, said: Iterable[Statement]) -> list[MarkView]:
    found: dict[tuple[str, int, int], MarkView] = {}

    def mark(kind: str, span: Span | None, words: str) -> None:
        if span is not None:
            found.setdefault(
                (kind, span.start, span.end), MarkView(kind=kind, start=span.start, end=span.end, words=words)
            )

    for statement in said:
        for quantity in statement.quantities:
            unit = f" {quantity.unit}" if quantity.unit else ""
            counted = f" {quantity.item}" if quantity.item else ""
            words = (
                f"{interval_words(quantity.low, quantity.high, quantity.low_open, quantity.high_open)}{unit}{counted}"
            )
            own = wording.own_words(quantity, {p.key: p.name for p in statement.frame.located})
            told = f"{quantity.bound.value}, {quantity.kind.value}{f'; {own}' if own else ''}"
            mark("figure", quantity.span, f"{words} ({told})")
        for what, moment in (("said", statement.said), ("happened", statement.happened)):
            if isinstance(moment, Moment):
                mark("date", moment.words, f"{what} {wording.moment_words(moment)} ({moment.basis})")
    return sorted(found.values(), key=lambda m: (m.start, -m.end, m.kind))


def interval_words(low: float | None, high: float | None, low_open: bool, high_open: bool) -> str:
    """An interval as people read it: "31", "more than 3,000", "24 to 99", "at most 12"."""
    if low is not None and low == high:
        return number_words(low)
    if low is None and high is None:
        return "any number"
    if high is None and low is not None:
        return f"{'more than' if low_open else 'at least'} {number_words(low)}"
    if low is None and high is not None:
        return f"{'less than' if high_open else 'at most'} {number_words(high)}"
    assert low is not None and high is not None  # noqa: PT018, S101
    return f"{number_words(low)} to {number_words(high)}"


def number_words(value: float) -> str:
    """A number with thousands parted, without needless decimals."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def _paragraphs(report: Report) -> list[str]:
    return [b.span.of(report.text) for b in report.blocks if b.kind is not BlockKind.BOILERPLATE] or [report.text]


def _decoded(payload: bytes) -> str:
    return payload.decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
