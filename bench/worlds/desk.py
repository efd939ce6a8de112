"""How an affair becomes reports: own reports and wires, and what others make of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from bench.worlds import names, slips, wording
from bench.worlds.affairs import Cast
from bench.worlds.nouns import GoldMutation, GoldStatement, Knower, Profile, Question, Release, WorldReport
from bench.worlds.wording import Colour
from bench.worlds.wordlists import COLOUR, FORMS

SHORTEST = 60  # words of a report: a copy is not cut below this, a paraphrase filled up to it
KINDS = ("copy", "truncated", "paraphrase", "rewrite", "relay", "stale")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A sentence with a hedge or a quotation, and the same sentence spoiled."""

    kind: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence of a report: a statement (``release`` as printed, ``by`` as named on the page) or colour.

    ``source`` is the parent's sentence it was made of; ``offers`` how it may be spoiled, ``made`` what was.
    """

    text: str
    gold: GoldStatement | None = None
    release: Release | None = None
    by: Knower | None = None
    colour: Colour | None = None
    fixed: bool = False  # a lead or a tail: carried along only by copying
    source: Passage | None = None
    offers: Slip | None = None
    made: tuple[str, str, str] | None = None  # kind of slip, the words before, the words now


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report with its sentences still apart."""

    url: str
    outlet: str
    published: datetime
    title: str
    passages: tuple[Passage, ...]
    relation: str
    parent: str | None = None
    root: str
    mark: str | None = None
    place: str
    titled: GoldMutation | None = None  # a headline that says otherwise than the text

    def finished(self, affair: str) -> WorldReport:
        """The report as it is published."""
        texts = [p.text for p in self.passages]
        head = ""
        if self.mark is not None:
            month = names.MONTHS[self.published.month - 1]
            head = f"{self.place.upper()}, {month} {self.published.day} ({self.mark}) — "
        paragraphs = [head + texts[0], *(" ".join(texts[i : i + 2]) for i in range(1, len(texts), 2))]
        return WorldReport(
            url=self.url, outlet=self.outlet, published=self.published, title=self.title, text="\n\n".join(paragraphs),
            relation=self.relation, parent=self.parent, root=self.root, affair=affair, mark=self.mark,
            statements=tuple(p.gold for p in self.passages if p.gold is not None),
            mutations=slips.told(self),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How words reached a page: what kind of report prints them, whence, citing whom, and what was done to them."""

    relation: str
    parent: str | None = None
    via: str | None = None
    agency: str | None = None
    altered: bool = False
    misnamed: bool = False


class Desk:
    """Writes the reports of one affair. Deterministic in the cast's random numbers and the order of calls."""

    def __init__(self, cast: Cast, profile: Profile, outlets: list[str], agencies: list[str]) -> None:
        self.cast = cast
        self.rng: Random = cast.rng
        self.profile = profile
        self.outlets = self.rng.sample(outlets, min(14, len(outlets)))
        self.agencies = self.rng.sample(agencies, min(2, len(agencies)))
        self._frames: list[int] = []
        self._count = 0

    # --- sentences ------------------------------------------------------------------------------------------------

    def _colour(self) -> Passage:
        if not self._frames:
            self._frames = list(range(len(COLOUR)))
            self.rng.shuffle(self._frames)
        what = wording.colour(self.rng, self._frames.pop(), self.cast.place)
        return Passage(text=wording.paint(what, self.rng.randrange(2)), colour=what)

    def _fixed(self, frames: tuple[str, ...]) -> Passage:
        text = self.rng.choice(frames).format(p=self.cast.place, s=names.street(self.rng))
        return Passage(text=text, fixed=True)

    def _form(self, release: Release, by: Knower | None, way: Way) -> tuple[str, tuple[str, ...]]:
        """A sentence form and the conduits it names, outermost first."""
        pick = self.rng.choice
        if by is None:
            if way.via is not None:
                return pick(FORMS["denied_nested_bare"] if release.denies else FORMS["nested_bare"]), ()
            return pick(FORMS["denied_dropped"] if release.denies else FORMS["dropped"]), ()
        if way.via is not None:
            if release.denies:
                return pick(FORMS["denied_nested"]), (way.via,)
            if way.agency is not None and way.agency != way.via:
                return pick(FORMS["nested_twice"]), (way.via, way.agency)
            return pick(FORMS["nested"]), (way.via,)
        if release.denies:
            return pick(FORMS["denied"]), ()
        if release.corrects is not None:
            return pick(FORMS["corrected"]), ()
        if way.agency is not None and self.rng.random() < 0.3:
            return pick(FORMS["told"]), (way.agency,)
        return pick(FORMS["plain"]), ()

    def _put(self, release: Release, by: Knower | None, way: Way, published: datetime) -> Passage:
        """A statement put in fresh words, with its gold."""
        form, conduits = self._form(release, by, way)
        words = wording.value_words(release)
        on = f" on {names.WEEKDAYS[release.at.weekday()]}" if published - release.at < timedelta(days=6) else ""
        text = wording.sentence(
            form,
            wording.clause(self.rng, release.question, words),
            by.name if by is not None else "",
            way.via or "",
            {"w": way.agency or "", "d": on, "x": "" if release.corrects is None else wording.number(release.corrects)},
        )
        return self._passage(text, release, by, way, conduits)

    def _passage(self, text: str, release: Release, by: Knower | None, way: Way, conduits: tuple[str, ...]) -> Passage:
        words = wording.value_words(release)
        at = text.lower().find(words.lower())
        low, high = wording.interval(release)
        question = release.question
        gold = GoldStatement(
            question=question.id, event=question.event, attribute=question.attribute, sentence=text,
            value_words=text[at : at + len(words)], written=release.written,
            bound=release.bound, low=low, high=high,
            date=release.date.date().isoformat() if release.date is not None else None,
            positive=not release.denies, speaker=by.key if by is not None else way.via or "",
            conduits=conduits, knower=release.knower.id, relation=way.relation, parent=way.parent,
            as_of=release.at, cumulative=question.cumulative, corrects=release.corrects,
            altered=way.altered, misnamed=way.misnamed,
        )  # fmt: skip
        return Passage(text=text, gold=gold, release=release, by=by)

    # --- reports --------------------------------------------------------------------------------------------------

    def _address(self, outlet: str, published: datetime) -> str:
        self._count += 1
        return f"https://www.{names.domain(outlet)}/{published:%Y/%m/%d}/{self.cast.affair}-{self._count}"

    def _another(self, *not_these: str | None) -> str:
        return self.rng.choice([o for o in self.outlets if o not in not_these])

    def own(self, releases: list[Release], published: datetime, *, wire: bool) -> Draft:
        """A report whose words on ``releases`` come from their knowers: an agency's dispatch, or an outlet's own."""
        rng = self.rng
        mark = rng.choice(self.agencies) if wire else None
        outlet = mark if mark is not None and rng.random() < 0.4 else self._another(mark)
        way = Way(relation="own", agency=mark)
        facts = [self._put(r, r.knower, way, published) for r in releases]
        colours = [self._colour() for _ in range(rng.randrange(6, 13))]
        facts = _once(facts)
        passages = [facts[0]] if wire or rng.random() < 0.6 else [self._fixed(FORMS["leads"]), facts[0]]
        rest = facts[1:] + colours
        rng.shuffle(rest)
        url = self._address(outlet, published)
        rest = slips.seeded(url, self.profile, self.cast, rest)
        return Draft(
            url=url, outlet=outlet, published=published, title=wording.headline(rng, releases[0]),
            passages=(*passages, *rest), relation="own", root=url, mark=mark, place=self.cast.place,
        )  # fmt: skip

    def circle(self, question: Question, published: datetime) -> list[Draft]:
        """Two reports of one claim, each resting on the other's outlet and on nothing else."""
        first = self._another()
        pair = (first, self._another(first))
        nobody = Knower(id=f"{self.cast.affair}:circle", name="", key="", named=False)
        release = Release(question=question, knower=nobody, at=published)
        out: list[Draft] = []
        for outlet, cited in (pair, pair[::-1]):
            parent = out[0].url if out else None
            at = published + timedelta(minutes=self.rng.randrange(40, 400) if out else 0)
            fact = self._put(release, None, Way(relation="circular", parent=parent, via=cited), at)
            url = self._address(outlet, at)
            draft = Draft(
                url=url, outlet=outlet, published=at, title=wording.headline(self.rng, release),
                passages=(fact, *(self._colour() for _ in range(6))), relation="circular", parent=parent,
                root=out[0].url if out else url, place=self.cast.place,
            )  # fmt: skip
            out.append(draft)
        return out

    def dependent(self, parent: Draft, kind: str, published: datetime) -> Draft:
        """What another outlet makes of ``parent``: one of :data:`KINDS`."""
        rng = self.rng
        outlet = self._another(parent.outlet, parent.mark)
        keeps = parent.mark is not None and rng.random() < self.profile.marks_kept
        doing = kind if kind != "stale" else rng.choice(("copy", "paraphrase"))
        if doing == "relay":
            passages = self._relayed(parent, published)
        elif doing == "rewrite":
            passages = self._rewritten(parent, published)
        elif doing == "paraphrase":
            passages = self._paraphrased(parent, published, kind, cited=keeps)
        else:
            passages = self._copied(parent, kind, cut=doing == "truncated")
        facts = [p.release for p in passages if p.release is not None]
        same_title = doing in ("copy", "truncated") and rng.random() < 0.6
        draft = Draft(
            url=self._address(outlet, published), outlet=outlet, published=published,
            title=parent.title if same_title else wording.headline(rng, facts[0]), passages=tuple(passages),
            relation=kind, parent=parent.url, root=parent.root, place=self.cast.place,
            mark=parent.mark if keeps and doing in ("copy", "truncated") else None,
        )  # fmt: skip
        return slips.spoiled(draft, self) if self.profile.slips and doing != "relay" else draft

    def _copied(self, parent: Draft, kind: str, *, cut: bool) -> list[Passage]:
        passages = list(parent.passages)
        if cut:
            first = next(i for i, p in enumerate(passages) if p.gold is not None)
            kept = max(first + 1, round(len(passages) * self.rng.uniform(0.35, 0.7)))
            while kept < len(passages) and _words(passages[:kept]) < SHORTEST:
                kept += 1
            passages = passages[:kept]
        typo = self.rng.random() < self.profile.typo
        out = []
        for p in passages:
            source = p
            if p.gold is not None:
                gold = replace(p.gold, relation=kind, parent=parent.url)
                p = replace(p, gold=gold)
                if typo and gold.written is not None and not gold.altered and gold.corrects is None:
                    p, typo = self._mistyped(p), False
            out.append(replace(p, source=source, made=None))
        return out

    def _mistyped(self, passage: Passage) -> Passage:
        """The same sentence with another number."""
        assert passage.release is not None
        return self.revalued(passage, self._slip(passage.release), altered=True)

    def revalued(self, passage: Passage, release: Release, *, altered: bool) -> Passage:
        """The same sentence with the value of another release in place of its own."""
        gold = passage.gold
        assert gold is not None
        new, old = wording.value_words(release), gold.value_words
        new = wording.capital(new) if old[:1].isupper() else new
        way = Way(relation=gold.relation, parent=gold.parent, altered=altered, misnamed=gold.misnamed)
        changed = self._passage(passage.text.replace(old, new, 1), release, passage.by, way, gold.conduits)
        assert changed.gold is not None
        return replace(changed, gold=replace(changed.gold, speaker=gold.speaker), source=passage.source)

    def _slip(self, release: Release) -> Release:
        """A slip of the hand: a digit doubled, lost, or two digits changed about."""
        n = release.written
        assert n is not None
        digits = str(n)
        turned = int(digits[1] + digits[0] + digits[2:]) if len(digits) > 1 and digits[1] != "0" else n
        choices = sorted({n * 10, int(digits[0] + digits), turned} - {n})
        return replace(release, written=self.rng.choice(choices))

    def _again(self, passage: Passage, way: Way, published: datetime, *, dropping: float) -> Passage:
        """A statement in other words: its attribution kept, dropped, or (rarely) made up."""
        release, by, gold = passage.release, passage.by, passage.gold
        assert release is not None
        assert gold is not None
        way = replace(way, altered=gold.altered, misnamed=gold.misnamed)
        if way.via is None and self.rng.random() < dropping:
            by = None
        elif way.via is None and self.rng.random() < self.profile.added:
            by, way = self.cast.person("analyst"), replace(way, misnamed=True)
        if by is None:
            way = replace(way, misnamed=False)
        elif (
            release.written is not None
            and release.corrects is None
            and not way.altered
            and self.rng.random() < self.profile.typo
        ):
            release, way = self._slip(release), replace(way, altered=True)
        return replace(self._put(release, by, way, published), source=passage)

    def _paraphrased(self, parent: Draft, published: datetime, kind: str, *, cited: bool) -> list[Passage]:
        out = []
        via = (parent.mark or parent.outlet) if cited else None
        for p in parent.passages:
            if p.release is not None:
                way = Way(relation=kind, parent=parent.url, via=via)
                out.append(self._again(p, way, published, dropping=self.profile.dropped))
                via = None
            elif p.offers is not None:
                out.append(replace(p, source=p, made=None))
            elif p.colour is not None and self.rng.random() < 0.8:
                out.append(replace(p, text=wording.paint(p.colour, self.rng.randrange(2))))
        return self._filled(_once(out))

    def _filled(self, passages: list[Passage]) -> list[Passage]:
        """With words of the outlet's own where too few are left."""
        while _words(passages) < SHORTEST:
            passages = [*passages, self._colour()]
        return passages

    def _rewritten(self, parent: Draft, published: datetime) -> list[Passage]:
        way = Way(relation="rewrite", parent=parent.url)
        out = [self._fixed(FORMS["leads"])]
        for p in parent.passages:
            if p.release is not None:
                out.append(self._again(p, way, published, dropping=0.9))
            elif p.offers is not None:
                out.append(replace(p, source=p, made=None))
            elif p.colour is not None and self.rng.random() < 0.75:
                out.append(replace(p, text=wording.paint(p.colour, self.rng.randrange(2))))
        return [*self._filled(_once(out)), self._fixed(FORMS["tails"])]

    def _relayed(self, parent: Draft, published: datetime) -> list[Passage]:
        facts = [p for p in parent.passages if p.release is not None]
        chosen = facts[: self.rng.randrange(1, 3)]
        through = parent.mark if self.rng.random() < 0.5 else None
        way = Way(relation="relay", parent=parent.url, via=parent.outlet, agency=through)
        out = [self._again(p, way, published, dropping=0.0) for p in chosen]
        return [*_once(out), *(self._colour() for _ in range(self.rng.randrange(5, 9)))]


def _words(passages: list[Passage]) -> int:
    return sum(len(p.text.split()) for p in passages)


def _once(passages: list[Passage]) -> list[Passage]:
    """Without statements whose words stand in an earlier one already: two knowers alike once neither is named."""
    out: list[Passage] = []
    for p in passages:
        same = (q for q in out if q.gold is not None) if p.gold is not None else ()
        if not any(p.text in q.text or q.text in p.text for q in same):
            out.append(p)
    return out
