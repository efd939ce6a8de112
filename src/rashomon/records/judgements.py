"""What people decided: judgements, append-only, about things named by their content and not by any number of ours.

A judgement outranks what the machine finds and overwrites nothing. Its subjects are spots, the words of archived bytes,
so that it holds in a ledger read anew by a newer engine, whose statements and questions have other identifiers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from rashomon.errors import RecordError
from rashomon.records.places import digest

MACHINE = "machine:"  # who proposes under such a name is outranked by every person, however late it speaks
LONGEST = 4000  # code points of a note
NAME = 200  # code points of a judge's name
MOST_SPOTS = 2000  # of one subject
_GRADE = re.compile(r"(?=.)[A-F]?[1-6]?\Z")


class JudgementKind(StrEnum):
    """What was decided."""

    SAME = "same"  # the subjects answer one question
    NOT_SAME = "not the same"  # they do not
    REJECT = "reject"  # the machine's finding does not count
    GRADE = "grade"  # Admiralty: A to F for who tells, 1 to 6 for what is told
    NOTE = "note"
    UNDO = "undo"  # of the judgement named


class SubjectKind(StrEnum):
    """What a judgement is about."""

    STATEMENT = "statement"
    CLAIM = "claim"
    QUESTION = "question"
    REPORT = "report"
    LINK = "link"
    CONFLICT = "conflict"
    SUPERSESSION = "supersession"
    FLAG = "flag"
    OUTLET = "outlet"
    SPEAKER = "speaker"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Words in archived bytes. Without ``words`` the whole report is meant.

    ``original`` is the SHA-256 of the bytes; ``report`` and ``start`` (a place in the text, in code points) choose
    where one original gives several reports, or one report says the words twice.
    """

    original: str
    report: str
    words: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One thing judged, by its content.

    ``spots`` are the statements it rested on when it was judged; ``against`` those of the other side of a conflict,
    supersession or link. ``asks`` is attribute, item and scope of a question. ``key`` names an outlet, a speaker, a
    judgement, or the kind of a link, conflict, supersession or flag. ``shown`` is how it was shown to the judge.
    """

    kind: SubjectKind
    shown: str
    spots: tuple[Spot, ...] = ()
    against: tuple[Spot, ...] = ()
    asks: tuple[str, ...] = ()
    key: str = ""

    def __post_init__(self) -> None:
        if not self.spots and not self.key:
            raise RecordError(f"a {self.kind} to be judged needs its place in a report, or its name")
        if len(self.spots) > MOST_SPOTS:
            raise RecordError(f"{len(self.spots)} statements are more than one judgement may be about ({MOST_SPOTS})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What ``by`` decided at ``at`` about the subjects. ``value`` is a grade or the words of a note, else empty.

    ``by`` beginning with "machine:" names a program that proposes. Raises RecordError for a judgement that says
    nothing: a grade that is none, an empty note, a merge of one thing.
    """

    id: str
    kind: JudgementKind
    subjects: tuple[Subject, ...]
    by: str
    at: datetime
    value: str = ""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise RecordError("the time of a judgement needs its zone")
        if not self.by.strip() or len(self.by) > NAME or not self.by.isprintable():
            raise RecordError(f"a judgement needs the name of who judges, at most {NAME} printable characters")
        pair = self.kind in (JudgementKind.SAME, JudgementKind.NOT_SAME)
        if not self.subjects or pair != (len(self.subjects) > 1):
            raise RecordError(f"“{self.kind}” needs {'two or more things' if pair else 'exactly one thing'}")
        if self.kind is JudgementKind.GRADE and not _GRADE.match(self.value):
            raise RecordError(
                f"{self.value!r} is no grade: write A to F for who tells, 1 to 6 for what is told, or both"
            )
        if self.kind is JudgementKind.NOTE and not (self.value.strip() and len(self.value) <= LONGEST):
            raise RecordError(f"a note has words, at most {LONGEST:,} characters of them")
        if self.kind not in (JudgementKind.GRADE, JudgementKind.NOTE) and self.value:
            raise RecordError(f"“{self.kind}” takes no value")
        undoes = self.subjects[0].kind is SubjectKind.JUDGEMENT
        if undoes != (self.kind is JudgementKind.UNDO):
            raise RecordError("a judgement can be undone and nothing else; nothing but a judgement can be undone")

    @property
    def machine(self) -> bool:
        """Whether a program proposes it."""
        return self.by.startswith(MACHINE)

    @property
    def rank(self) -> tuple[bool, datetime, str]:
        """Of two that contradict each other the one of the higher rank holds: a person's, the later, by digest."""
        return (not self.machine, self.at.astimezone(UTC), self.id)

    @property
    def who(self) -> str:
        """ "judged by NAME on DATE"."""
        return f"judged by {self.by} on {self.at.astimezone(UTC):%Y-%m-%d}"


def judgement(
    kind: JudgementKind, subjects: tuple[Subject, ...], *, by: str, at: datetime, value: str = ""
) -> Judgement:
    """A judgement with its identifier, the digest of all that is in it. Raises RecordError as `Judgement`."""
    parts = [kind.value, value, by, at.astimezone(UTC).isoformat() if at.tzinfo else ""]
    for one in subjects:
        parts += [one.kind.value, one.key, "/".join(one.asks), one.shown]
        parts += [f"{s.original} {s.report} {s.start} {s.words}" for s in one.spots]
        parts += ["against", *(f"{s.original} {s.report} {s.start} {s.words}" for s in one.against)]
    return Judgement(
        id=digest("judgement", *parts), kind=kind, subjects=subjects, by=by, at=at.astimezone(UTC) if at.tzinfo else at,
        value=value,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A judgement with what it finds in one ledger: for each subject the statements of its spots, and of ``against``.

    A subject whose reports are not held, or whose words no statement has, finds nothing and takes effect when they are.
    """

    judgement: Judgement
    found: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    @property
    def statements(self) -> tuple[str, ...]:
        """All statements found, in order."""
        return tuple(sorted({s for sides in self.found for side in sides for s in side}))
