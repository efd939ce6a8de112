"""What goes wrong on the way from report to report, with the truth of it: the gold of mutations.

`seeded` puts sentences with hedges and quotations into own reports, `spoiled` makes slips in a report made of another,
`told` says of a finished draft what it tells otherwise than its parent. All draw from random numbers of their own, so
that a world without slips is what it was before this module.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from bench.worlds import names, wording
from bench.worlds.nouns import GoldMutation, Profile
from bench.worlds.wordlists import SLIPS

if TYPE_CHECKING:
    from bench.worlds.affairs import Cast
    from bench.worlds.desk import Desk, Draft, Passage

_LETTERS = 6  # a name of fewer letters is not misspelt
_VAGUE = ("Sources suggest", "Reports indicate", "It is understood", "reports indicate")
_ROLES = ("harbour master", "councillor", "foreman", "teacher", "shopkeeper", "inspector")


def seeded(url: str, profile: Profile, cast: Cast, rest: list[Passage]) -> list[Passage]:
    """The passages of an own report, with one hedged sentence and one quotation where the world has slips."""
    if not profile.slips:
        return rest
    from bench.worlds.desk import Passage, Slip

    rng = Random(f"{url}:seeded")
    out = list(rest)
    for kind in ("hedge", "quote"):
        form = rng.choice([s for s in SLIPS if s["kind"] == kind and s["family"] == profile.family])
        fill = {"k": f"{rng.choice(_ROLES)} {names.person(rng)}", "p": cast.place, "n": str(rng.randrange(11, 60))}
        was, now = (wording.capital(form[side].format_map(fill)) for side in ("was", "now"))
        out.insert(rng.randrange(len(out) + 1), Passage(text=was, offers=Slip(kind=kind, was=was, now=now)))
    return out


def spoiled(draft: Draft, desk: Desk) -> Draft:
    """The draft with slips: each kind that it offers with the profile's chance, one sentence a kind."""
    rng = Random(f"{draft.url}:spoiled")
    passages = list(draft.passages)
    for make in (_hedge, _quote, _bound, _date, _name):
        if rng.random() >= desk.profile.slips:
            continue
        able = [(k, changed) for k, p in enumerate(passages) if p.made is None and (changed := make(p, rng, desk))]
        if able:
            at, changed = rng.choice(able)
            passages[at] = changed
    draft = replace(draft, passages=tuple(passages))
    return _headline(draft, rng) if rng.random() < desk.profile.slips else draft


def _offered(passage: Passage, kind: str) -> Passage | None:
    offers = passage.offers
    if offers is None or offers.kind != kind or passage.text != offers.was:
        return None
    return replace(passage, text=offers.now, made=(kind, offers.was, offers.now))


def _hedge(passage: Passage, rng: Random, desk: Desk) -> Passage | None:
    return _offered(passage, "hedge")


def _quote(passage: Passage, rng: Random, desk: Desk) -> Passage | None:
    return _offered(passage, "quote")


def _printed(passage: Passage) -> bool:
    """Whether a passage gives a value that stands in the parent's too."""
    return passage.release is not None and passage.gold is not None and passage.source is not None


def _bound(passage: Passage, rng: Random, desk: Desk) -> Passage | None:
    """ "more than 12" -> "12"."""
    release, gold = passage.release, passage.gold
    if not _printed(passage) or release is None or gold is None or release.written is None or release.bound == "exact":
        return None
    return desk.revalued(passage, replace(release, bound="exact"), altered=gold.altered)


def _date(passage: Passage, rng: Random, desk: Desk) -> Passage | None:
    """Another day of the same month or the next."""
    release = passage.release
    if not _printed(passage) or release is None or release.date is None:
        return None
    moved = replace(release, date=release.date + timedelta(days=rng.choice((-8, -4, -3, 4, 6, 9))))
    return desk.revalued(passage, moved, altered=True)


def _name(passage: Passage, rng: Random, desk: Desk) -> Passage | None:
    """A person's or place's name with two letters changed about, inside the sentence."""
    if passage.source is None or passage.source.text != passage.text or passage.release is not None:
        return None
    slots = (passage.colour.slots[s] for s in sorted(passage.colour.slots)) if passage.colour else ()
    words = [w for value in slots for w in value.split() if len(w) >= _LETTERS and w[0].isupper() and w.isalpha()]
    found = [(w, at) for w in words if (at := passage.text.find(w)) > 0 and passage.text.count(w) == 1]
    if not found:
        return None
    word, at = rng.choice(found)
    swaps = [k for k in range(1, len(word) - 2) if word[k] != word[k + 1]]
    if not swaps:
        return None
    k = rng.choice(swaps)
    wrong = word[:k] + word[k + 1] + word[k] + word[k + 2 :]
    text = passage.text[:at] + wrong + passage.text[at + len(word) :]
    return replace(passage, text=text, made=("name", word, wrong))


def _headline(draft: Draft, rng: Random) -> Draft:
    """A headline with another number than the text it stands over."""
    told = [p for p in draft.passages if p.release is not None and p.release.written and p.release.bound == "exact"]
    first = next((p for p in told if p.source is not None and p.source.release == p.release), None)
    if first is None or first.release is None or first.source is None or first.release.written is None:
        return draft
    n = first.release.written
    wrong = next(m for m in (n * 2 + 3, n + 7) if m != n)
    title = wording.headline(rng, replace(first.release, written=wrong, bound="exact"))
    gold = GoldMutation(
        kind="headline against the text", sentence=title, source=first.source.text, now=wording.number(wrong),
        before=wording.number(n),
    )  # fmt: skip
    return replace(draft, title=title, titled=gold)


def told(draft: Draft) -> tuple[GoldMutation, ...]:
    """What a draft tells otherwise than the passages it was made of; nothing of relays and own reports."""
    if draft.relation == "relay":
        return ()
    found = [draft.titled] if draft.titled is not None else []
    for p in draft.passages:
        if p.source is not None:
            found += _of_passage(p, p.source)
    return tuple(found)


def _of_passage(p: Passage, source: Passage) -> list[GoldMutation]:
    def gold(kind: str, before: str, now: str, *, optional: bool = False) -> GoldMutation:
        return GoldMutation(kind=kind, sentence=p.text, source=source.text, now=now, before=before, optional=optional)

    found = []
    if p.made is not None:
        kind = {"hedge": "hedge dropped", "quote": "quote altered", "name": "name altered"}[p.made[0]]
        found.append(gold(kind, p.made[1], p.made[2]))
        if p.made[0] == "quote":  # a quotation may be altered in its number
            found.append(gold("number altered", p.made[1], p.made[2], optional=True))
    ours, theirs = p.release, source.release
    if ours is None or theirs is None:
        return found
    before, now = wording.value_words(theirs), wording.value_words(ours)
    if ours.written != theirs.written:
        found.append(gold("number altered", before, now))
    elif ours.bound != theirs.bound:
        found.append(gold("bound dropped" if ours.bound == "exact" else "bound changed", before, now))
    if ours.date != theirs.date:
        found.append(gold("date altered", before, now))
    found += [gold(kind, b, n, optional=o) for kind, b, n, o in _voices(p, source)]
    if '"' in p.text and '"' in source.text and p.text != source.text:
        found.append(gold("quote altered", source.text, p.text, optional=True))
    return found


def _voices(p: Passage, source: Passage) -> list[tuple[str, str, str, bool]]:
    """Changes of attribution. Words for nobody ("sources suggest") may be told as replacing or as dropping."""
    ours, theirs = p.by, source.by
    if p.text == source.text:
        return []
    vague = any(words in p.text for words in _VAGUE)
    hedges = [("hedge added", "", "", True)] if vague or "eportedly" in p.text else []
    if ours == theirs:
        was_vague = any(words in source.text for words in _VAGUE)
        loose = theirs is None and vague != was_vague
        return [
            *hedges,
            *([("attribution added", "", "", True), ("attribution dropped", "", "", True)] if loose else []),
        ]
    if theirs is None:
        return [("attribution added", "", ours.name if ours else "", False), *hedges]
    if ours is None:
        return [("attribution dropped", theirs.name, "", False), *hedges]
    return [("attribution replaced", theirs.name, ours.name, False), *hedges]
