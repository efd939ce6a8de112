"""What one new report changed: its claims, numbers, conflicts and corroboration, and whether it silently replaces an
earlier version. Compares the ledger after the report with the ledger before it; writes nothing.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from rashomon.ledger import Ledger
from rashomon.records import AlertKind, Attribute, BlockKind, Claim, Conflict, Question, Report

_NUMBERS = (Attribute.COUNT, Attribute.DATE)
_SPOKEN = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CAPTION, BlockKind.BYLINE)
_LONGEST = 160  # code points of a changed passage that are told


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change, in words of one line; ``said`` is what a saved question is looked for in."""

    kind: AlertKind
    subject: str  # identifies it among the changes of one report
    words: str
    said: str
    question: str | None = None
    claims: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


def changes(before: Ledger, after: Ledger, report_id: str) -> tuple[Change, ...]:
    """All changes that came with a report, in a fixed order."""
    report = after.report(report_id)
    own = frozenset(s.id for s in after.statements_of(report_id))
    asked = {q.id: q for s in sorted(own) for q in after.questions_of(s)}
    found = [_edit(after, report)]
    for _, question in sorted(asked.items()):
        found += _claims(before, after, question, own, report)
        found += _conflicts(before, after, question, own)
    return tuple(change for change in found if change is not None)


def matches(about: str, said: str) -> bool:
    """Whether every word of ``about`` begins a word of what was said; no words match all."""
    have = _folded(said)
    return all(any(word.startswith(asked) for word in have) for asked in _folded(about))


def _folded(words: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in bare).split()


def _claims(
    before: Ledger, after: Ledger, question: Question, own: frozenset[str], report: Report
) -> Iterator[Change | None]:
    older = _answers_before(before, question, own)
    for claim in after.claims_of(question.id):
        mine = own.intersection(claim.supports)
        if not mine:
            continue
        others = set(claim.supports) - own
        if not others:
            rivals = [c.value.words for c in older if c.value.attribute is claim.value.attribute]
            number = claim.value.attribute in _NUMBERS and bool(rivals)
            kind = AlertKind.NUMBER if number else AlertKind.CLAIM
            told = f"{question.words} {report.outlet.name}: {claim.value.words}"
            words = f"{told}; before: {', '.join(sorted(set(rivals)))}" if number else told
            yield _of(after, kind, question, (claim,), words)
            continue
        earlier = [c for s in sorted(others) for c in before.claims_with(s) if s in c.supports]
        most = max((c.fact.least for c in earlier if c.value.attribute is claim.value.attribute), default=0)
        if earlier and claim.fact.least > most:
            words = f"{question.words} {claim.value.words}: {claim.fact.least} origins at least, {most} before"
            yield _of(after, AlertKind.CORROBORATION, question, (claim,), words)


def _answers_before(before: Ledger, question: Question, own: frozenset[str]) -> tuple[Claim, ...]:
    """The claims that the question's older statements supported or denied before."""
    found = {c.id: c for s in question.statements if s not in own for c in before.claims_with(s)}
    return tuple(c for _, c in sorted(found.items()))


def _conflicts(before: Ledger, after: Ledger, question: Question, own: frozenset[str]) -> Iterator[Change]:
    known = [
        (set(c.statements[0]), set(c.statements[1]))
        for q in {q.id: q for s in question.statements if s not in own for q in before.questions_of(s)}.values()
        for c in before.conflicts_of(q.id)
    ]
    for conflict in after.conflicts_of(question.id):
        one, two = set(conflict.statements[0]), set(conflict.statements[1])
        if any((one & a and two & b) or (one & b and two & a) for a, b in known):
            continue
        claims = tuple(after.claim(i) for i in conflict.claims)
        yield _of(after, AlertKind.CONFLICT, question, claims, _rivals(question, claims, conflict))


def _rivals(question: Question, claims: Iterable[Claim], conflict: Conflict) -> str:
    values = " against ".join(c.value.words for c in claims)
    return f"{question.words} {values} ({conflict.kind.value}: {conflict.reasons[0].words})"


def _of(after: Ledger, kind: AlertKind, question: Question, claims: tuple[Claim, ...], words: str) -> Change:
    statements = tuple(sorted({s for c in claims for s in (*c.supports, *c.denies)}))
    held = after.statements(statements)
    reports = {s.report_id: after.report(s.report_id) for s in held.values()}
    contents = [" ".join(p.of(reports[s.report_id].text) for p in s.content) for s in held.values()]
    about = [question.words, question.predicate, question.item or "", question.scope or "", *question.about]
    return Change(
        kind=kind,
        subject="|".join([question.id, *(c.id for c in claims)]),
        words=" ".join(words.split()),
        said=" ".join([*about, *(c.value.words for c in claims), *contents]),
        question=question.id,
        claims=tuple(c.id for c in claims),
        statements=statements,
        reports=tuple(sorted(reports)),
    )


def _edit(after: Ledger, report: Report) -> Change | None:
    """Whether the report is another version of an address fetched before, changed without a word of it.

    Addresses that pages only declare do not count: anybody could then make an outlet look as if it edited.
    """
    addresses = {c.locator for c in after.captures(report.id) if "://" in c.locator}
    older = [r for r in after.versions(addresses, fetched=True) if r.id != report.id and r.seen < report.seen]
    if not older or _passages(older[-1]) == _passages(report):
        return None
    last = older[-1]
    gone, come = _differences(_passages(last), _passages(report))
    later = report.published.when.lo != last.published.when.lo
    if later or any(announces(passage) for passage in come):
        return None
    words = f"{report.outlet.name} changed “{_clip(last.title)}” and does not say so: {_told(gone, come)}"
    return Change(
        kind=AlertKind.EDIT,
        subject=f"{last.id}|{report.id}",
        words=words,
        said=f"{last.title} {last.text} {report.title} {report.text}",
        reports=(last.id, report.id),
    )


def _passages(report: Report) -> tuple[str, ...]:
    return tuple(" ".join(b.span.of(report.text).split()) for b in report.blocks if b.kind in _SPOKEN)


def _differences(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[list[str], list[str]]:
    gone: list[str] = []
    come: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            gone += old[a:b]
            come += new[c:d]
    return gone, come


def _told(gone: list[str], come: list[str]) -> str:
    if gone and come:
        return f"“{_clip(gone[0])}” became “{_clip(come[0])}”"
    return f"“{_clip(gone[0])}” is gone" if gone else f"“{_clip(come[0])}” was put in"


def _clip(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


@cache
def _notices() -> tuple[re.Pattern[str], ...]:
    rules = tomllib.loads((files("rashomon.watch") / "rules" / "notices.toml").read_text(encoding="utf-8"))
    return tuple(re.compile(rule["pattern"], re.IGNORECASE) for rule in rules["notice"])


def announces(passage: str) -> bool:
    """Whether a passage says that its report was changed."""
    return any(pattern.search(passage) for pattern in _notices())
