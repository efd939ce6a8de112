"""One recorded thing as text: what it is, what it rests on, where to look next."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.records import Original, Reason
from rashomon.show import wording
from rashomon.show.briefing import (
    BOLD,
    CITE,
    DIM,
    WARN,
    asked_words,
    claim_lines,
    clip,
    evidence_lines,
    in_quotes,
    question_lines,
    report_words,
)
from rashomon.show.descents import LinkView, PieceView
from rashomon.show.faces import (
    CardView,
    ClaimView,
    ConflictView,
    CorroborationView,
    FlagView,
    OriginView,
    QuestionView,
    ReportView,
    StatementPlace,
    StatementView,
    SupersessionView,
)
from rashomon.show.judged import JudgementView, judgement_lines
from rashomon.show.layout import EMPTY, Line, line
from rashomon.show.lineage import descent_lines, mutation_lines
from rashomon.show.lists import QuestionsView, SearchView

RUN = 240  # characters of a shared passage shown


def card_lines(view: CardView) -> list[Line]:
    """The card of one recorded thing with the words it rests on."""
    item = view.item
    judged = judgement_lines(view.judgements)
    if isinstance(item, StatementPlace):
        return [*_statement(item, view.evidence[0]), *judged]
    lines = [line((f"{view.of.upper()}", BOLD), f"  {item.line.id if isinstance(item, ReportView) else item.id}")]
    if view.question and not isinstance(item, QuestionView):
        lines.append(line("answers: ", view.question))
    if isinstance(item, ReportView):
        return [*lines, *_report(item, view.evidence), *judged]
    if isinstance(item, QuestionView):
        lines += question_lines(item, "")
    elif isinstance(item, ClaimView):
        lines += _claim(item)
    elif isinstance(item, OriginView):
        lines += _origin(item)
    elif isinstance(item, ConflictView):
        lines += _conflict(item)
    elif isinstance(item, SupersessionView):
        lines += _supersession(item)
    elif isinstance(item, FlagView):
        lines.append(line((f"{item.kind}: ", WARN), item.words, (f" {wording.numbers(item.numbers)}", CITE)))
    elif isinstance(item, LinkView):
        lines += link_lines(item)
    elif isinstance(item, JudgementView):
        lines += judgement_lines([item])
    elif isinstance(item, Original):
        lines += [line(f"{item.size:,} bytes of {item.media_type}, kept as captured; the identifier is their SHA-256.")]
    if not isinstance(item, QuestionView):
        lines += judged
    if view.evidence:
        lines += [EMPTY, line(("EVIDENCE", BOLD)), *evidence_lines(view.evidence)]
    return lines


def questions_lines(view: QuestionsView) -> list[Line]:
    """The questions, one line each with its answers."""
    if not view.questions:
        selected = f" about “{view.about}”" if view.about else ""
        return [line(f"No question{selected}: rashomon read PATH adds reports, rashomon search WORDS looks in texts.")]
    lines = []
    for one in view.questions:
        bare = one.attribute == "occurrence" and len(one.values) == 1
        pairs = zip(one.values, one.statuses, strict=True)
        told = one.statuses if bare else (f"{value} ({status})" for value, status in pairs)
        answers = f"{' —' if bare else ''} {wording.and_list(told, most=6)}"
        facts = [wording.count_words(one.reports, "report")]
        if one.conflicts:
            facts.append(wording.count_words(one.conflicts, "conflict"))
        asked = asked_words(one.words, bare=bare)
        lines.append(
            line((f"{one.id}  ", DIM), (asked, BOLD), answers, (f" · {', '.join(facts)}", DIM), hang=18),
        )
    return lines


def search_lines(view: SearchView) -> list[Line]:
    """What a search found, each with its report."""
    if not view.hits:
        return [line(f"Nothing found for “{view.words}”: try fewer or other words, or ask less of a statement.")]
    lines = []
    for hit in view.hits:
        cite = report_words(hit.report)
        words = in_quotes(clip(hit.words, 300)) if hit.of == "statement" else clip(hit.words, 300)
        asked = f" · question {', '.join(hit.questions)}" if hit.questions else ""
        alike = f"{wording.percent(hit.likeness)} alike  " if hit.likeness is not None else ""
        lines.append(line((f"{alike}{hit.of} {hit.id}  ", DIM), words, f" — {cite}", (asked, DIM)))
    return lines


def link_lines(view: LinkView, *, changes: bool = True) -> list[Line]:
    """A link: which depends on which, how surely, why, the passages shared and (``changes``) what changed."""
    verb = {"cites": "cites", "agency mark": "carries the mark of", "revises": "revises"}.get(view.kind)
    relation = (
        f"{verb} "
        if verb
        else f"is {'a ' if view.directed else 'one text with, as '}{view.kind}{' of ' if view.directed else ': '}"
    )
    lines = [
        line(
            view.child_words,
            (f" [{view.child}] ", DIM),
            (relation, BOLD),
            view.parent_words,
            (f" [{view.parent}]", DIM),
        ),
        line(f"probability {wording.percent(view.probability)}{_way(view)}", indent=2),
    ]
    if any(view.coverage):
        lines.append(
            line(
                f"{wording.percent(view.coverage[0])} of the first's words are in the second, "
                f"{wording.percent(view.coverage[1])} of the second's in the first",
                indent=2,
            )
        )
    lines += _reasons(view.reasons)
    for ours, theirs in view.runs:
        shared = theirs is None or " ".join(ours.words.split()).lower() == " ".join(theirs.words.split()).lower()
        other = "" if shared or theirs is None else f" | “{clip(theirs.words, RUN)}”"
        lines.append(line(("shared: " if shared else "alike: ", DIM), f"“{clip(ours.words, RUN)}”{other}", indent=2))
    if changes and view.mutations:
        lines += [line(("WHAT CHANGED", BOLD)), *mutation_lines(view.mutations)]
    return lines


def _way(view: LinkView) -> str:
    """How sure the direction is, where it is less than certain."""
    return f", this way round {wording.percent(view.direction)}" if view.direction < 1.0 else ""


def _report(view: ReportView, evidence: Sequence[StatementView]) -> list[Line]:
    head = view.line
    lines = [
        line((head.title or "(no title)", BOLD)),
        line(
            f"{head.outlet} (outlet: {view.outlet_basis}) · published {head.published.words} (date: "
            f"{head.published.basis}) · language {head.language}"
        ),
    ]
    facts = {"byline": view.byline, "dateline": view.dateline, "address": head.url, "seen as": ", ".join(head.locators)}
    lines += [line((f"{name}: ", DIM), value) for name, value in facts.items() if value]
    lines.append(
        line((f"original {view.original_id}, {view.size:,} bytes of {view.media_type}; text by {view.extractor}", DIM))
    )
    if not view.understood:
        lines.append(line((f"not understood{': ' + view.note if view.note else ''}", WARN)))
    if told := [t for t in view.toll if t.told]:
        lines += [EMPTY, line(("TOLL OF ITS MAIN EVENT", BOLD))]
        lines += [line(f"{t.shown} {t.fate}: ", (in_quotes(clip("; ".join(t.words), 160)), DIM)) for t in told]
    lines += descent_lines(view.descent)
    said = {one.number: one for one in evidence}
    lines += [EMPTY, line(("TEXT", BOLD))]
    for block in view.blocks:
        style = DIM if block.kind in ("boilerplate", "mark", "byline") else ""
        lines.append(line((f"{block.kind:<12}", DIM), (block.words, style), hang=12))
        for number in block.numbers:
            one = said[number]
            lines.append(
                line(
                    (f"[{number}] ", CITE),
                    f"{one.chain_words}: {in_quotes(clip(one.words, 120))} ",
                    (f"({one.firmness}) · statement {one.id}", DIM),
                    indent=12,
                    hang=4,
                )
            )
    if view.links:
        lines += [EMPTY, line(("LINKS", BOLD))]
        for link in view.links:
            lines += [*link_lines(link, changes=False), line((f"link {link.id}", DIM), indent=2)]
    return lines


def _statement(place: StatementPlace, view: StatementView) -> list[Line]:
    head = view.report
    lines = [
        line(("STATEMENT", BOLD), f"  {view.id}"),
        line((view.before, DIM), ("»", CITE), *_gapped(view.pieces), ("«", CITE), (view.after, DIM)),
        EMPTY,
        line(("said through  ", DIM), view.chain_words, hang=14),
    ]
    for voice in view.chain[1:]:
        facts = [voice.kind, voice.commitment]
        facts += [f"by “{voice.cue}”"] if voice.cue else []
        facts += ["carried over from an earlier sentence"] if voice.inherited else []
        facts += [f"speaks for {voice.institution}"] if voice.institution else []
        lines.append(line(f"{voice.name}: ", (", ".join(facts), DIM), indent=14))
    firmness = f"{view.firmness}{', negative' if view.negative else ''}{', in the headline' if view.headline else ''}"
    lines.append(line(("firmness      ", DIM), f"{firmness}; {view.quote} words", hang=14))
    for name, time in (("said", view.said), ("happened", view.happened)):
        if time:
            lines.append(line((f"{name:<14}", DIM), time.words, (f" ({time.precision}; {time.basis})", DIM), hang=14))
    for quantity in view.quantities:
        counted = " ".join(filter(None, (quantity.unit, quantity.item)))
        own = f", {quantity.own}" if quantity.own else ""
        facts_words = f" = {_interval(quantity.low, quantity.high, quantity.low_open, quantity.high_open)} {counted}"
        lines.append(
            line(("quantity      ", DIM), f"“{quantity.words}”", f"{facts_words} ({quantity.kind}){own}", hang=14)
        )
    lines.append(line(("report        ", DIM), f"{report_words(head)}, {head.id}", hang=14))
    lines += [line(("seen as       ", DIM), where, hang=14) for where in (head.url, *head.locators) if where]
    if view.original:
        kind = "bytes" if view.original.exact else "within bytes"
        named = f"{view.original.place}: " if view.original.place else ""
        found = f"{named}{kind} {view.original.first:,} to {view.original.last:,} of {view.original.original_id}"
        lines.append(line(("original      ", DIM), found, hang=14))
    asked = zip(place.questions, place.question_words, strict=True)
    lines += [line(("answers       ", DIM), words, (f" (question {one})", DIM), hang=14) for one, words in asked]
    lines += [line(("in claim      ", DIM), one, hang=14) for one in place.claims]
    if not place.questions:
        lines.append(line(("answers       ", DIM), "no question: it has nothing to be compared by", hang=14))
    return lines


def _gapped(pieces: Sequence[PieceView]) -> list[tuple[str, str]]:
    parts: list[tuple[str, str]] = []
    for piece in pieces:
        parts += [(" … ", DIM)] if parts else []
        parts.append((piece.words, BOLD))
    return parts


def _claim(view: ClaimView) -> list[Line]:
    lines = claim_lines(view, alone=False)
    lines += [EMPTY, *_corroboration("Who knows it", view.fact), *_corroboration("That it was said", view.said)]
    if view.origins:
        lines += [EMPTY, line(("ORIGINS", BOLD))]
    for origin in view.origins:
        lines += [line((f"origin {origin.id}  ", DIM), f"{origin.name} ({origin.kind})"), *_origin(origin)[1:]]
    return lines


def _corroboration(title: str, view: CorroborationView) -> list[Line]:
    return [line((f"{title}: ", BOLD), view.count), *_reasons(view.reasons)]


def _origin(view: OriginView) -> list[Line]:
    cited = (f" {wording.numbers(view.numbers)}", CITE)
    return [line(view.name, f" ({view.kind}), claim {view.claim_id}", cited), *_reasons(view.reasons)]


def _conflict(view: ConflictView) -> list[Line]:
    told = "these two exclude each other" if view.disputes else "these two are counts of different wholes"
    lines = [line(f"{view.kind}: {told}")]
    for letter, value, claim, cited in zip(view.letters, view.values, view.claims, view.numbers, strict=True):
        lines.append(
            line((f"{letter}  {value}", BOLD), (f"  claim {claim} ", DIM), (wording.numbers(cited), CITE), indent=2)
        )
    return [*lines, *_reasons(view.reasons)]


def _supersession(view: SupersessionView) -> list[Line]:
    (earlier, later), (before, after) = view.values, view.numbers
    return [
        line(
            later, (f" [{after}]", CITE), " replaces ", earlier, (f" [{before}]", CITE), f" ({view.kind}, {view.as_of})"
        ),
        line((f"claim {view.later} replaces claim {view.earlier}", DIM), indent=2),
        *_reasons(view.reasons),
    ]


def _reasons(reasons: Sequence[Reason]) -> list[Line]:
    return [
        line(
            "• ",
            reason.words,
            (f"  {reason.feature}{f' {reason.weight:+.2f}' if reason.weight else ''}", DIM),
            indent=2,
        )
        for reason in reasons
    ]


def _interval(low: float | None, high: float | None, low_open: bool, high_open: bool) -> str:
    if low is not None and low == high:
        return f"{low:,g}" if abs(low) < 1e6 else f"{low:,.0f}"
    left = "any" if low is None else f"{'over ' if low_open else 'from '}{low:,.10g}"
    right = "" if high is None else f" {'to under' if high_open else 'to'} {high:,.10g}"
    return f"{left}{right}".strip()
