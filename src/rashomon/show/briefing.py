"""A briefing as an editor reads it: what to look at first, then question by question, then the words it all rests on.

Every line that depends on a report carries its evidence number (ICD 206). Nothing is called true or false.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from rashomon.records import Reason
from rashomon.show import wording
from rashomon.show.faces import (
    AccountView,
    BriefView,
    ClaimView,
    ConflictView,
    FlagView,
    QuestionView,
    ReportLine,
    StatementView,
    StoryPart,
    SupersessionView,
)
from rashomon.show.judged import judgement_lines
from rashomon.show.layout import EMPTY, Line, columns, harmless, line
from rashomon.show.lineage import change_lines

FIRST = 6  # lines of each kind under "Look here first"
STEPS = 3  # steps of a revision shown there, the latest
LONGEST = 600  # characters of a statement's words in a briefing; `rashomon show` gives all
VALUE = 28  # columns of a value in the table of rival answers

_QUOTES = frozenset("\"“”„«»‘’'")

BOLD, DIM, CITE, WARN, GOOD = "bold", "dim", "cyan", "yellow", "green"
STATUS = {"disputed": "bold red", "superseded": "dim", "retracted": "dim", "corroborated": GOOD, "unsupported": WARN}


def brief_lines(view: BriefView) -> list[Line]:
    """The whole briefing."""
    lines = [*_head(view), EMPTY]
    if not view.questions and not view.single:
        return [*lines, line(_nothing(view))]
    first = _first(view)
    if first:
        lines += [line(("LOOK HERE FIRST", BOLD)), *first, EMPTY]
    if view.questions:
        lines += [line(("QUESTIONS", BOLD)), EMPTY]
    opens = {part.questions[0]: part for part in view.stories}
    for number, question in enumerate(view.questions, start=1):
        if question.id in opens:
            lines += [_story_line(opens[question.id]), EMPTY]
        lines += [*question_lines(question, f"{number}."), EMPTY]
    if len(view.questions) < view.questions_found:
        left = view.questions_found - len(view.questions)
        lines += [line((f"{wording.count_words(left, 'more question')} not shown: --limit 0 shows all.", DIM)), EMPTY]
    if view.single:
        lines += [line(("ANSWERED BY ONE REPORT ONLY", BOLD)), *(_single(one) for one in view.single)]
        if len(view.single) < view.single_found:
            left = view.single_found - len(view.single)
            lines.append(line((f"{left:,} more not shown: rashomon questions lists all.", DIM), indent=2))
        lines.append(EMPTY)
    if view.changes:
        lines += [line(("CHANGED ON THE WAY", BOLD)), *change_lines(view.changes, view.changes_found), EMPTY]
    return [*lines, line(("EVIDENCE", BOLD)), *evidence_lines(view.evidence)]


def _head(view: BriefView) -> list[Line]:
    outlets = wording.count_words(view.outlets, "outlet")
    period = f", published {view.period.words}" if view.period else ", none of them dated"
    lines = [
        line(("BRIEFING", BOLD), f"  {wording.count_words(view.reports, 'report')} from {outlets}{period}"),
    ]
    asked = [f"about “{view.about}”"] if view.about else []
    asked += [f"published on or after {view.since}, or possibly so"] if view.since else []
    total = view.questions_found + view.single_found
    lines.append(
        line(
            f"{wording.count_words(total, 'question')}{' ' + ', '.join(asked) if asked else ''}: ",
            f"{view.questions_found:,} with several reports or rival answers, {view.single_found:,} answered by one "
            f"report only; {wording.count_words(view.conflicts_found, 'conflict')}",
        )
    )
    if view.unread:
        count = wording.count_words(sum(len(unread.reports) for unread in view.unread), "report")
        languages = wording.and_list((f"“{unread.language}”" for unread in view.unread), most=12)
        lines.append(line((f"{count} in {languages} not understood: kept and searchable, without statements", WARN)))
    return lines


def _story_line(part: StoryPart) -> Line:
    facts = [wording.count_words(part.reports, "report")] + ([part.period.words] if part.period else [])
    return line(("STORY  ", BOLD), (part.words, BOLD), (f" · {', '.join(facts)} · story {part.id}", DIM), hang=7)


def _nothing(view: BriefView) -> str:
    if not view.reports:
        return "The ledger holds no report yet: rashomon read PATH takes files and folders."
    if view.about or view.since:
        return "No question matches this selection: rashomon questions lists all, rashomon search WORDS looks in texts."
    return "No statements were found in the reports held: rashomon show ID shows how a report was read."


def _first(view: BriefView) -> list[Line]:
    """What a reader must not miss: conflicts, revisions, many reports on one origin, warnings."""
    asked = list(enumerate(view.questions, start=1))
    conflicts = [
        _must("Conflict", "bold red", place, question, *_rivals(question))
        for place, question in asked
        if any(c.disputes for c in question.conflicts)
    ]
    revised = [
        _must("Revised", WARN, place, question, *_revisions(question))
        for place, question in asked
        if question.supersessions
    ]
    one_origin = [
        _must(
            "1 origin",
            WARN,
            place,
            question,
            f"{claim.value}: {wording.count_words(len(claim.reports), 'report')}, all from {_origin_names(claim)} ",
            (wording.numbers(n for a in claim.accounts if not a.denies for n in a.numbers), CITE),
        )
        for place, question in asked
        for claim in question.claims
        if len(claim.reports) > 1 and claim.fact.most == 1 and claim.supports
    ]
    flags = {(f.kind, f.words): f for q in (*view.questions, *view.single) for f in q.flags}
    warned = [_flag(flag, indent=2) for flag in flags.values()]
    lone = _lone(view.lone_speakers, view.lone_found)
    return [shown for part in (conflicts, revised, one_origin, warned, lone) for shown in _some(part)]


def _must(kind: str, style: str, place: int, question: QuestionView, *what: str | tuple[str, str]) -> Line:
    return line((f"{kind:<10}", style), (f"{place}. {question.words} — ", DIM), *what, indent=2, hang=10)


def _rivals(view: QuestionView) -> list[str | tuple[str, str]]:
    """All answers in conflict, with what they rest on, in the order of their values."""
    cited: dict[str, set[int]] = {}
    disputes = [c for c in view.conflicts if c.disputes]
    for conflict in disputes:
        for identifier, told in zip(conflict.claims, conflict.numbers, strict=True):
            cited.setdefault(identifier, set()).update(told)
    parts: list[str | tuple[str, str]] = []
    for claim in (c for c in view.claims if c.id in cited):
        parts += [" against "] if parts else []
        parts += [f"{claim.value} ", (wording.numbers(cited[claim.id]), CITE)]
    return [*parts, f" ({wording.and_list(dict.fromkeys(c.kind for c in disputes))})"]


def _steps(replaced: Sequence[SupersessionView]) -> list[SupersessionView]:
    """The steps of a revision without its leaps: 9 to 23 and 23 to 31, but not 9 to 31."""
    known = {(one.earlier, one.later) for one in replaced}
    between = {claim for pair in known for claim in pair}
    return [
        one
        for one in replaced
        if not any((one.earlier, claim) in known and (claim, one.later) in known for claim in between)
    ]


def _revisions(view: QuestionView) -> list[str | tuple[str, str]]:
    parts: list[str | tuple[str, str]] = []
    steps = _steps(view.supersessions)
    for one in steps[::-1][:STEPS]:
        parts += ["; "] if parts else []
        parts += _replaced(one, letters=False)
    return [*parts, f"; and {len(steps) - STEPS} earlier"] if len(steps) > STEPS else parts


def _lone(flags: Sequence[FlagView], found: int) -> list[Line]:
    """All speakers known from one report only, in one line."""
    if not flags:
        return []
    parts: list[str | tuple[str, str]] = [(f"{flags[0].kind.capitalize()}: ", WARN)]
    for flag in flags:
        parts += [flag.words, (f" {wording.numbers(flag.numbers)}", CITE), "; "]
    if found > len(flags):
        parts += [f"and {found - len(flags)} more: --limit 0 shows all", ""]
    return [line(*parts[:-1], indent=2, hang=10)]


def _some(lines: Sequence[Line]) -> list[Line]:
    more = len(lines) - FIRST
    return (
        [*lines[:FIRST], line((f"          and {more} more of this kind below", DIM), indent=2)]
        if more > 0
        else [*lines]
    )


def question_lines(view: QuestionView, heading: str) -> list[Line]:
    """One question: rival answers side by side, the accounts under each, what conflicts and what replaced what."""
    facts = [wording.count_words(len(view.reports), "report"), wording.count_words(len(view.outlets), "outlet")]
    if view.when:
        facts.append(view.when.words)
    lines = [
        line((f"{heading} ", BOLD), (view.words, BOLD), hang=len(heading) + 1),
        line((f"{' · '.join(facts)} · question {view.id}", DIM), indent=3),
    ]
    if len(view.claims) > 1:
        lines += _table(view.claims)
    for one in view.conflicts:
        opening = ("Conflict: ", "bold red") if one.disputes else ("No conflict: ", DIM)
        lines.append(line(opening, *_conflict(one), _why(one.reasons), indent=3))
    for replaced in _steps(view.supersessions):
        lines.append(line(("Revised: ", WARN), *_replaced(replaced), _why(replaced.reasons), indent=3))
    lines += [_flag(flag, indent=3) for flag in view.flags]
    lines += judgement_lines(view.judgements, indent=3)
    for claim in view.claims:
        lines += claim_lines(claim, alone=len(view.claims) == 1)
    return lines


def _table(claims: Sequence[ClaimView]) -> list[Line]:
    """The rival answers, one row each, in columns that line up."""
    rows = [_row(claim) for claim in claims]
    widths = [max(columns(row[at]) for row in rows) for at in range(5)]
    lines = []
    for claim, row in zip(claims, rows, strict=True):
        cells = [cell + " " * (width - columns(cell) + 2) for cell, width in zip(row, widths, strict=True)]
        parts: list[str | tuple[str, str]] = [
            (cells[0], BOLD),
            (cells[1], BOLD),
            (cells[2], STATUS.get(claim.status, "")),
            cells[3],
            cells[4],
        ]
        lines.append(line(*parts, (wording.numbers(claim.numbers), CITE), indent=3, hang=6))
    return lines


def _row(view: ClaimView) -> tuple[str, ...]:
    least, most = view.fact.least, view.fact.most
    origins = (
        f"{least}–{most} origins ({view.fact.expected:.1f})" if least < most else wording.count_words(most, "origin")
    )
    reports = wording.count_words(len(view.reports), "report")
    return view.letter, clip(harmless(view.value), VALUE), view.status, f"{origins}, grade {view.grade}", reports


def claim_lines(view: ClaimView, *, alone: bool) -> list[Line]:
    """One answer: its status, grade and corroboration, each with why, and who gives it."""
    mark = "" if alone else f"{view.letter}  "
    cited = (wording.numbers(view.numbers), CITE)
    lines = [
        line(
            (f"{mark}{view.value}", BOLD),
            " — ",
            (view.status, STATUS.get(view.status, "")),
            f", as of {view.as_of}" if view.as_of else "",
            f": {view.because} " if view.because else " ",
            cited,
            (f"  claim {view.id}", DIM),
            indent=3,
            hang=3,
        ),
        line(view.fact.words, " ", cited, indent=6, hang=3),
    ]
    if levels := wording.levels_words(view.levels):
        lines.append(line(("Named: ", DIM), levels, " ", cited, indent=6, hang=3))
    fact, said = ((c.least, c.expected, c.most) for c in (view.fact, view.said))
    if said != fact:
        lines.append(line(("That it was said: ", DIM), view.said.words, " ", cited, indent=6, hang=3))
    if view.grade_words:
        told = f"{view.grade}, {wording.GRADES[view.grade]}: {view.grade_words}"
        lines.append(line(("Information: ", DIM), told, " ", cited, indent=6, hang=3))
    if view.judged_grade:
        lines.append(line(("Graded ", GOOD), view.judged_grade, " ", cited, indent=6, hang=3))
    if view.fragile:
        lines.append(line(("Fragile: ", WARN), view.fragile, " ", cited, indent=6, hang=3))
    dated = len({account.happened for account in view.accounts}) > 1
    return [*lines, *(_account(account, dated=dated) for account in view.accounts)]


def _account(view: AccountView, *, dated: bool) -> Line:
    count = f"{wording.count_words(view.reports, 'report')}, " if view.reports > len(view.outlets) else ""
    who = f"{wording.and_list(view.outlets)} ({count}{_day_of(view.published.words)})"
    chain = f" ← {view.through}" if view.through else ", naming nobody"
    details = [f"{view.commitment}, against it" if view.denies else view.commitment]
    details += [view.outlook] if view.outlook else []
    if view.headline:
        details.append("in the headline")
    if view.quote in ("direct", "partial"):
        details.append("quoted" if view.quote == "direct" else "partly quoted")
    if view.said:
        details.append(f"said {view.said}")
    if dated and view.happened:
        details.append(f"of {view.happened}")
    return line("• ", who, chain, f" — {', '.join(details)}", (f" {wording.numbers(view.numbers)}", CITE), indent=6)


def _conflict(view: ConflictView) -> list[str | tuple[str, str]]:
    ours, theirs = _values(view.letters, view.values, lettered=True)
    left, right = view.numbers
    times = [f"as of {day}" if day else "" for day in view.as_of]
    return [
        f"{ours} ",
        (wording.numbers(left), CITE),
        f" {times[0]} against {theirs} ".replace("  ", " "),
        (wording.numbers(right), CITE),
        f" {times[1]} ({view.kind})".replace("  ", " "),
    ]


def _replaced(view: SupersessionView, *, letters: bool = True) -> list[str | tuple[str, str]]:
    earlier, later = _values(view.letters, view.values, lettered=letters)
    before, after = view.numbers
    return [
        f"{later} ",
        (wording.numbers([after]), CITE),
        f" {'is closer than' if view.kind == 'refinement' else 'replaces'} {earlier} ",
        (wording.numbers([before]), CITE),
        f" ({view.kind}, {view.as_of})",
    ]


def _values(letters: tuple[str, str], values: tuple[str, str], *, lettered: bool) -> tuple[str, str]:
    (a, b), (first, second) = letters, (words.partition(" / ")[0] for words in values)
    return (f"{a}, {first}", f"{b}, {second}") if lettered else (first, second)


def _flag(view: FlagView, *, indent: int) -> Line:
    cited = (f" {wording.numbers(view.numbers)}", CITE)
    return line((f"{view.kind.capitalize()}: ", WARN), view.words, cited, indent=indent, hang=10)


def _why(reasons: Iterable[Reason]) -> str:
    words = "; ".join(dict.fromkeys(reason.words for reason in reasons))
    return f": {words}" if words else ""


def _origin_names(claim: ClaimView) -> str:
    return wording.and_list(dict.fromkeys(f"{o.name} ({o.kind})" for o in claim.origins)) or "one origin"


def _single(view: QuestionView) -> Line:
    """A question only one report answers, in one line."""
    answers: list[str | tuple[str, str]] = []
    plain = view.attribute == "occurrence" and len(view.claims) == 1 and not view.claims[0].denies
    for claim in view.claims:
        account = claim.accounts[0]
        chain = " ← ".join(filter(None, (account.outlets[0], account.through)))
        said = "" if plain else f" {claim.value}"
        answers += [said, (f" — {chain}, {account.commitment}", DIM)]
        answers += [(f" {wording.numbers(claim.numbers)}", CITE), ";"]
    return line("• ", (asked_words(view.words, bare=plain), BOLD), *answers[:-1], indent=2)


def asked_words(words: str, *, bare: bool) -> str:
    """A question with what parts it from its answers; ``bare`` where no answer in words follows."""
    return words if bare or words.endswith("?") else f"{words}:"


def evidence_lines(views: Sequence[StatementView]) -> list[Line]:
    """The numbered list of exact words; words already quoted in another report are not quoted again."""
    seen: dict[str, int] = {}
    lines = []
    for view in views:
        words = view.words
        if words in seen:
            quoted = f"the same words as [{seen[words]}]"
        else:
            seen[words] = view.number
            quoted = in_quotes(clip(words, LONGEST))
        cite = report_words(view.report)
        where = view.report.url or ", ".join(PurePath(one).name for one in view.report.locators[:1])
        ids = " · ".join(filter(None, (f"statement {view.id}", f"report {view.report.id}", where)))
        number = f"[{view.number}] "
        lines.append(line((number, CITE), quoted, f" — {cite}", hang=len(number)))
        lines.append(line((ids, DIM), indent=len(number), hang=0))
    return lines


def report_words(report: ReportLine) -> str:
    """A report as cited: its outlet, its date, and by what the date is known where it is not declared."""
    graded = f", graded {report.grade}" if report.grade else ""
    return f"{report.outlet}, {report.published.words}{wording.basis_words(report.published.basis)}{graded}"


def _day_of(words: str) -> str:
    """A publication without its minute: the minute stands in the evidence."""
    return re.sub(r", \d\d:\d\d UTC$", "", words)


def in_quotes(words: str) -> str:
    """Exact words in quotation marks, unless they bring their own."""
    return words if words[:1] in _QUOTES and words[-1:] in _QUOTES else f"“{words}”"


def clip(text: str, most: int) -> str:
    """The text, or its beginning and an ellipsis where it is longer than ``most`` characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
