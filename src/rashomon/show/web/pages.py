"""The pages that are read. Selection lives in the address, so that all of it works without script and can be sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rashomon.errors import UnknownIdentifier, UsageError
from rashomon.show.faces import BriefView, ClaimView, StatementView
from rashomon.show.filters import FIELDS, filters
from rashomon.show.lineage import by_gravity
from rashomon.show.roomviews import origin_keys
from rashomon.show.surveys import Surveys
from rashomon.show.web.answers import Context, Desk
from rashomon.show.web.drawing.chart import chart
from rashomon.show.web.drawing.graph import graph
from rashomon.show.web.drawing.timeline import timeline
from rashomon.show.web.drawing.world import world
from rashomon.show.web.room import Unready
from rashomon.show.web.segments import paragraphs

SHOWN = 12  # questions on the first page
ONCE = 8  # numbers that one report alone gives, there
PAGE = 50
HITS, MANY = 25, 200  # places found that are shown, and where more are asked for
BY = ("words", "meaning")
PATIENCE = 5.0  # seconds a page waits for what is made for the first time
LINES = 100  # of the log, latest first
VISIT, THIS_VISIT = "rashomon_visit", "rashomon_visit_now"
_OPENS = {"report": "report", "question": "question", "claim": "claim"}

Words = Annotated[str, Query(max_length=500)]
Most = Annotated[int, Query(ge=1, le=MANY)]
Start = Annotated[int, Query(ge=0, le=10_000_000)]


def router(desk: Desk) -> APIRouter:
    """All pages of one room."""
    pages = APIRouter(include_in_schema=False)
    for part in (_first, _asked, _told, _named, _found, _listed, _surveyed):
        part(pages, desk)
    return pages


def _first(pages: APIRouter, desk: Desk) -> None:
    """The first page, and all questions."""

    @pages.get("/")
    async def today(request: Request, since: Words = "") -> Response:
        begin, visited = moment(since), False
        if begin is None:
            begin = _last_visit(request)
            visited = begin is not None
        news = await desk.room.kept("news", begin)
        quiet = visited and not news.reports
        if quiet:  # nothing new since the last visit: then what the latest reading brought
            news = await desk.room.kept("news", None)
        brief = await desk.room.kept("front", SHOWN)
        copied = await desk.room.kept("copied", tuple(r.id for r in news.reports))
        once = await desk.room.kept("numbers_once", ONCE)
        context = {
            "news": news,
            "brief": brief,
            "visited": visited,
            "quiet": quiet,
            "copied": copied,
            "once": once.questions,
            "words": {s.number: s for s in brief.evidence},
            "first_of": first_of(brief),
            "story_of": {part.questions[0]: part for part in brief.stories},
        }
        answer = desk.plain_page(request, "today.html", context)
        return _visited(request, answer)

    @pages.get("/questions")
    async def questions(request: Request, about: Words = "", start: Start = 0) -> Response:
        def work(views: Surveys) -> Context:
            part = views.questions(about=about or None, start=start, limit=PAGE).questions
            found = views.questions_found(about or None)
            return {"about": about, "part": part, "found": found, "start": start, "step": PAGE}

        return await desk.page(request, "questions.html", work)


def _asked(pages: APIRouter, desk: Desk) -> None:
    """One question, one of its answers."""

    @pages.get("/question/{identifier}")
    async def question(request: Request, identifier: str) -> Response:
        moved = ""

        def work(views: Surveys) -> Context:
            nonlocal moved
            found = views.question_page(identifier)
            moved = "" if found.question.id.startswith(identifier) else found.question.id
            quoted = {s.id: s for s in found.quoted}
            return {
                "page": found,
                "question": found.question,
                "quoted": quoted,
                "quoted_of": lambda ids: sum(i in quoted for i in ids),
                "by_words": lambda ids: by_words(quoted[i] for i in ids if i in quoted),
                "origin_keys": origin_keys(found.question),
                "chart": chart(found),
                "graph": graph(found.ways),
                "node_words": {n.id: n.words for n in found.ways.nodes},
                "node_of": {n.id: n.of for n in found.ways.nodes},
            }

        answer = await desk.page(request, "question.html", work)
        return RedirectResponse(f"/question/{moved}", 303) if moved else answer

    @pages.get("/claim/{identifier}")
    async def claim(request: Request, identifier: str, start: Start = 0) -> Response:
        def work(views: Surveys) -> Context:
            asked, claim = views.claim(identifier)
            found, said = views.claim_statements(claim.id, start=start, limit=PAGE)
            return {"claim": claim, "question_words": asked, "said": said, "found": found, "start": start, "step": PAGE}

        return await desk.page(request, "claim.html", work)


def _told(pages: APIRouter, desk: Desk) -> None:
    """One report, its bytes, two reports."""

    @pages.get("/report/{identifier}")
    async def report(request: Request, identifier: str, at: Start = 0) -> Response:
        def work(views: Surveys) -> Context:
            found = views.reading(identifier, at=at)
            return {
                "reading": found,
                "head": found.head,
                "line": found.head.line,
                "paragraphs": paragraphs(found),
                "judgements": views.judged_report(found.head.line.id),
                "by_gravity": by_gravity,
            }

        return await desk.page(request, "report.html", work)

    @pages.get("/report/{identifier}/original")
    async def original(request: Request, identifier: str, first: Start = 0, last: Start = 0) -> Response:
        def work(views: Surveys) -> Context:
            line = views.reading(identifier).head.line
            return {"source": views.source(identifier, first=first, last=last), "line": line}

        return await desk.page(request, "original.html", work)

    @pages.get("/compare/{left}/{right}")
    async def compare(request: Request, left: str, right: str) -> Response:
        return await desk.page(
            request, "compare.html", lambda v: {"compared": v.compare(left, right), "by_gravity": by_gravity}
        )


def _named(pages: APIRouter, desk: Desk) -> None:
    """From an identifier to its page."""

    @pages.get("/item/{identifier}/question")
    async def its_question(identifier: str) -> Response:
        def work(views: Surveys) -> str:
            asked = getattr(views.card(identifier).item, "questions", ())
            return f"/question/{asked[0]}" if asked else place_of(views, identifier)

        return RedirectResponse(await desk.room.ask(work), 303)

    @pages.get("/item/{identifier}")
    async def item(identifier: str) -> Response:
        return RedirectResponse(await desk.room.ask(lambda v: place_of(v, identifier)), 303)


def _found(pages: APIRouter, desk: Desk) -> None:
    """What is searched for."""

    @pages.get("/search")
    async def search(request: Request, q: Words = "", by: Words = "words", most: Most = HITS) -> Response:
        """The best statements by their words or by what they mean, with all that is asked beside."""
        given = {name: request.query_params.get(name, "")[:200] for name in FIELDS}
        asked = filters(given)
        sought = {"q": q, "by": by, **given, "most": str(MANY)}
        more = "" if most >= MANY else "/search?" + urlencode({k: v for k, v in sought.items() if v}, errors="replace")
        if by not in BY:
            raise UsageError(f"{by[:40]!r} is no way to search: choose {' or '.join(BY)}")

        def work(views: Surveys) -> Context:
            found = None
            if by == "meaning" and q.strip():
                found = views.search_meaning(q, asked, limit=most, sketches=desk.room.sketches)
            elif q.strip() or asked.any:
                found = views.search_for(q, asked, limit=most)
            return {
                "asked": q,
                "found": found,
                "limit": most,
                "more": more,
                "given": given,
                "filtered": asked.any,
                "by": by,
            }

        return await desk.page(request, "search.html", work)


def _listed(pages: APIRouter, desk: Desk) -> None:
    """What belongs together: stories, copies, outlets and speakers."""

    @pages.get("/stories")
    async def stories(request: Request, start: Start = 0) -> Response:
        try:
            held = await desk.room.kept("some_stories", start, PAGE, wait=PATIENCE)
        except Unready:
            return desk.plain_page(request, "unready.html", {"what": "Stories"})
        several = held.found - held.alone
        context = {
            "part": [s for s in held.stories if len(s.reports) > 1],
            "found": several,
            "start": start,
            "step": PAGE,
            "alone": held.alone,
        }
        return desk.plain_page(request, "stories.html", context)

    @pages.get("/copies")
    async def copies(request: Request) -> Response:
        found = await desk.room.kept("copies")
        return desk.plain_page(request, "copies.html", {"copies": found})

    @pages.get("/sources")
    async def sources(request: Request) -> Response:
        found = await desk.room.kept("sources")
        return desk.plain_page(request, "sources.html", {"sources": found})

    @pages.get("/said")
    async def said(request: Request, key: Words, start: Start = 0) -> Response:
        def work(views: Surveys) -> Context:
            return {"said": views.said_by(key, start=start, limit=PAGE), "start": start, "step": PAGE}

        return await desk.page(request, "said.html", work)


def _surveyed(pages: APIRouter, desk: Desk) -> None:
    """The whole ledger in time and place, and its log."""

    @pages.get("/timeline")
    async def times(request: Request, about: Words = "") -> Response:
        held = await desk.room.kept("timeline", about or None)
        context = {"view": held, "drawn": timeline(held), "about": about}
        return desk.plain_page(request, "timeline.html", context)

    @pages.get("/map")
    async def places(request: Request) -> Response:
        found = await desk.room.kept("places")
        context = {"view": found, "drawn": world(found), "listed": found.places[:200]}
        return desk.plain_page(request, "map.html", context)

    @pages.get("/log")
    async def log(request: Request, start: Start = 0, failed: bool = False) -> Response:
        counts = await desk.room.ask(lambda v: v.counts())
        held = await desk.room.ask(lambda v: v.captures(start=start, limit=PAGE))
        lines = (await desk.room.ask(lambda v: v.log(failed=failed, limit=LINES))).lines[::-1]
        context = {"log": held, "counts": counts, "start": start, "step": PAGE, "lines": lines, "failed": failed}
        return desk.plain_page(request, "log.html", context)

    @pages.get("/watches")
    async def watches(request: Request, change: Words = "") -> Response:
        def work(views: Surveys) -> Context:
            plans = desk.watches.plans().plans
            chosen = next((p for p in plans if p.name == change), None)
            return {"view": views.watches(), "plans": plans, "chosen": chosen}

        return await desk.page(request, "watches.html", work)


def by_words(said: Iterable[StatementView]) -> list[tuple[str, list[StatementView]]]:
    """Statements of the same words together, in the order of the first of each: a copy adds a line, not a quote."""
    found: dict[str, list[StatementView]] = {}
    for one in said:
        found.setdefault(one.words, []).append(one)
    return list(found.items())


def first_of(brief: BriefView) -> Callable[[ClaimView], StatementView | None]:
    """What gives the words that a claim is shown by: of the statements that support it the first, else one denying."""
    held = {s.id: s for s in brief.evidence}

    def first(claim: ClaimView) -> StatementView | None:
        given = [held[i] for i in claim.supports if i in held] or [held[i] for i in claim.denies if i in held]
        return min(given, key=lambda s: s.number, default=None)

    return first


def place_of(views: Surveys, identifier: str) -> str:
    """The page that shows a recorded thing. Raises UnknownIdentifier."""
    card = views.card(identifier)
    found: Any = card.item
    if card.of in _OPENS:
        return f"/{_OPENS[card.of]}/{getattr(found, 'line', found).id}"
    if card.of == "statement":
        said = card.evidence[0]
        return f"/report/{said.report.id}?at={said.pieces[0].start}#s-{said.id}"
    if card.of == "link" and not found.parent.startswith("outlet:"):
        return f"/compare/{found.parent}/{found.child}"
    if card.of == "judgement":
        return "/judgements"
    if card.of == "origin":
        return f"/claim/{found.claim_id}"
    if card.of in {"conflict", "supersession"}:
        return f"/question/{found.question_id}"
    raise UnknownIdentifier(f"{identifier} is a {card.of}, which has no page: rashomon show {identifier}")


def moment(words: str) -> datetime | None:
    """A time given in an address, ISO 8601; None for nothing. Raises UsageError for anything else."""
    if not words:
        return None
    try:
        at = datetime.fromisoformat(words)
    except ValueError:
        raise UsageError(f"{words[:40]!r} is no time: write 2031-03-05 or 2031-03-05T18:00:00+00:00") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _last_visit(request: Request) -> datetime | None:
    try:
        return moment(request.cookies.get(VISIT, ""))
    except UsageError:
        return None


def _visited(request: Request, answer: Response) -> Response:
    """Remember this visit: what was new at its begin stays new until the browser is closed."""
    if THIS_VISIT not in request.cookies:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        last = request.cookies.get(THIS_VISIT + "_began", "")
        answer.set_cookie(THIS_VISIT, "1", httponly=True, samesite="strict")
        answer.set_cookie(THIS_VISIT + "_began", now, max_age=365 * 86400, httponly=True, samesite="strict")
        if last:
            answer.set_cookie(VISIT, last, httponly=True, samesite="strict")
    return answer
