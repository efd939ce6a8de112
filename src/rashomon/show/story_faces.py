"""Stories as shown: views of them, and their lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rashomon.records import Name, NameKind, Ranked, Reason, Statement, Story
from rashomon.show import portraits, wording
from rashomon.show.briefing import BOLD, DIM
from rashomon.show.faces import ReportLine, StoryPart, TimeView
from rashomon.show.layout import Line, line


@dataclass(frozen=True, slots=True, kw_only=True)
class TieView:
    """The pair of reports that best says why a text belongs to its story; ``reasons`` weightiest first."""

    reports: tuple[str, str]
    probability: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """Reports that tell of one happening: what they name most, when they were published, why they are together."""

    id: str
    names: tuple[str, ...]
    outlets: tuple[str, ...]
    period: TimeView | None
    reports: tuple[ReportLine, ...]
    ties: tuple[TieView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesView:
    """All stories, those of most reports first."""

    reports: int
    stories: tuple[StoryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesPart:
    """Some of all stories: how many there are, how many of them of one report, those shown."""

    found: int
    alone: int
    stories: tuple[StoryView, ...]


def story_view(story: Story, reports: Sequence[ReportLine], mentions: Sequence[Sequence[Name]]) -> StoryView:
    """One story; ``mentions`` are the names each of its reports mentions. Where few, its own words stand too."""
    named = most_named(mentions)
    words = [name.title() for name in story.names if len(named) < _FEW]
    return StoryView(
        id=story.id,
        names=tuple([*named, *words][:_NAMED]),
        outlets=tuple(dict.fromkeys(r.outlet for r in reports)),
        period=portraits.period((r.published for r in reports), "publication of the dated reports"),
        reports=tuple(reports),
        ties=tuple(TieView(reports=(t.a, t.b), probability=t.probability, reasons=t.reasons) for t in story.ties),
    )


def stories_view(
    found: Iterable[Story], line_of: Callable[[str], ReportLine], named_in: Callable[[str], Sequence[Name]]
) -> StoriesView:
    """All stories; ``line_of`` and ``named_in`` give a report's line and the names it mentions."""
    shown = []
    for story in found:
        lines = sorted((line_of(i) for i in story.reports), key=_published_first)
        shown.append(story_view(story, lines, [named_in(r) for r in story.reports]))
    shown.sort(key=lambda s: (-len(s.reports), s.id))
    return StoriesView(reports=sum(len(s.reports) for s in shown), stories=tuple(shown))


def _published_first(report: ReportLine) -> tuple[bool, str, str]:
    lo = report.published.lo
    return lo is None, "" if lo is None else lo.isoformat(), report.id


def by_story(
    ranked: Sequence[Ranked], stories: Sequence[StoryView], said: Callable[[Ranked], Iterable[Statement]]
) -> tuple[Sequence[Ranked], tuple[StoryPart, ...]]:
    """The questions story by story, each of the story most of its reports belong to; and the parts, where several.

    ``said``: a question's statements. Within a story the order stays; the story of the first question comes first.
    """
    story_of = {report.id: story for story in stories for report in story.reports}
    parts: dict[str, list[Ranked]] = {}
    shown = {story.id: story for story in stories}
    for one in ranked:
        reports = {s.report_id for s in said(one)}
        often = Counter(story_of[r].id for r in sorted(reports) if r in story_of)
        best = min(often, key=lambda story: (-often[story], story), default="")
        parts.setdefault(best, []).append(one)
    if len(parts) < 2 or "" in parts:
        return ranked, ()
    return [one for part in parts.values() for one in part], tuple(
        StoryPart(
            id=story,
            words=_called(shown[story]),
            period=shown[story].period,
            reports=len(shown[story].reports),
            questions=tuple(one.id for one in part),
        )
        for story, part in parts.items()
    )


def _called(story: StoryView) -> str:
    return wording.and_list(story.names, most=_NAMED) or story.reports[0].title or "no names"


def most_named(mentions: Sequence[Sequence[Name]]) -> list[str]:
    """The names that most reports mention, then those mentioned most often, as written; a land before its people."""
    spread: Counter[str] = Counter()
    often: Counter[str] = Counter()
    forms: dict[str, tuple[bool, int, str]] = {}
    for own in mentions:
        told = [m for m in own if m.kind is not NameKind.OTHER]
        spread.update({m.key for m in told})
        often.update(m.key for m in told)
        for m in told:
            forms[m.key] = max(forms.get(m.key, (False, 0, "")), (m.text.lower() == m.key, len(m.text), m.text))
    return [forms[key][2] for key in sorted(spread, key=lambda k: (-spread[k], -often[k], k))[:_NAMED]]


_NAMED, _FEW = 5, 3
"""Names by which a story is shown, and the number below which its own words are shown beside them."""


def stories_lines(view: StoriesView) -> list[Line]:
    """The stories of several reports, two lines each; how many reports stand alone."""
    several = [s for s in view.stories if len(s.reports) > 1]
    if not view.reports:
        return [line("No report is held: rashomon read PATH adds reports.")]
    lines = []
    for story in several:
        facts = [wording.count_words(len(story.reports), "report"), wording.count_words(len(story.outlets), "outlet")]
        facts += [story.period.words] if story.period else []
        lines.append(line((f"{story.id}  ", DIM), (_called(story), BOLD), (f" · {', '.join(facts)}", DIM), hang=18))
        lines.append(line(wording.and_list(story.outlets, most=6), indent=18, hang=0))
    alone = len(view.stories) - len(several)
    if alone:
        lines.append(line((f"{wording.count_words(alone, 'report')} in no story with another", DIM)))
    return lines
