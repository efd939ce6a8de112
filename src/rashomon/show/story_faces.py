"""Stories as shown: views of them, and their lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.records import Name, NameKind, Reason, Story
from rashomon.show import portraits, wording
from rashomon.show.briefing import BOLD, DIM
from rashomon.show.faces import ReportLine, TimeView
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
        names = wording.and_list(story.names, most=5) or story.reports[0].title or "no names"
        lines.append(line((f"{story.id}  ", DIM), (names, BOLD), (f" · {', '.join(facts)}", DIM), hang=18))
        lines.append(line(wording.and_list(story.outlets, most=6), indent=18, hang=0))
    alone = len(view.stories) - len(several)
    if alone:
        lines.append(line((f"{wording.count_words(alone, 'report')} in no story with another", DIM)))
    return lines
