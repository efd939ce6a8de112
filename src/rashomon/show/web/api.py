"""The REST API: the same documents as ``--json``, reads with cursors and ETags, adding with live progress."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, File, Path, Query, UploadFile
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from rashomon.errors import UsageError
from rashomon.show.faces import BriefView, CardView, ReportLine
from rashomon.show.filters import FIELDS, filters
from rashomon.show.jsonface import plain
from rashomon.show.judged import JudgementsView
from rashomon.show.keeping import LogView
from rashomon.show.lists import QuestionLine, SearchView
from rashomon.show.roomfaces import (
    CapturesView,
    CompareView,
    CopiesView,
    NewsView,
    PlacesView,
    QuestionPage,
    ReadingView,
    SaidView,
    SourcesView,
    TimelineView,
)
from rashomon.show.story_faces import StoryView
from rashomon.show.surveys import Surveys
from rashomon.show.watches import WatchesView
from rashomon.show.web.answers import Desk
from rashomon.show.web.deciding import Decision, decide
from rashomon.show.web.given import Addressed, Judged, Pasted, Searched, Watched
from rashomon.show.web.jobs import FINISHED, JobView, pasted
from rashomon.show.web.pages import PATIENCE, moment
from rashomon.show.web.problems import problem
from rashomon.show.web.room import Unready
from rashomon.show.web.watchbook import PlansView, PlanView, WatchPlan

Identifier = Annotated[str, Path(min_length=6, max_length=64, pattern="^[0-9a-f]+$")]
PlanName = Annotated[str, Path(max_length=40, pattern="^[a-z0-9][a-z0-9-]*$")]
About = Annotated[str | None, Query(max_length=500, description="Only what these words name.")]
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=200, description="`next` of the page before.")]
Start = Annotated[int, Query(ge=0, le=10_000_000)]


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str
    status: int
    title: str
    detail: str


class QuestionsPage(BaseModel):
    """Some questions, and the cursor of the next page; null at the end."""

    items: list[QuestionLine]
    next: str | None


class ReportsPage(BaseModel):
    """Some reports, and the cursor of the next page; null at the end."""

    items: list[ReportLine]
    next: str | None


class StoriesPage(BaseModel):
    """Some stories, how many there are and how many of them have one report, and the cursor of the next page."""

    items: list[StoryView]
    next: str | None
    found: int
    alone: int


class JobsPage(BaseModel):
    """The jobs of this room, latest first."""

    items: list[JobView]


_WRONG = {"model": Problem, "content": {"application/problem+json": {}}}
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {**_WRONG, "description": words}
    for code, words in {
        304: "Not changed since the ETag sent",
        400: "Bad request",
        401: "A token is needed",
        403: "Not allowed",
        404: "Nothing recorded has that identifier",
        409: "The ledger is missing, being written, or cannot be used, or what is asked for is still being made",
        410: "Archived bytes are damaged",
        413: "Too large",
        422: "Not understood",
        429: "Too many requests",
    }.items()
}
_PROBLEMS[304] = {"description": "Not changed since the ETag sent"}


def router(desk: Desk) -> APIRouter:
    """All addresses below /api/v1."""
    made = APIRouter(responses=_PROBLEMS)
    _reads(made, desk)
    _lists(made, desk)
    _surveys(made, desk)
    _kept(made, desk)
    _adding(made, desk)
    _judging(made, desk)
    return made


def _judging(api: APIRouter, desk: Desk) -> None:
    """What people decided."""

    @api.get("/judgements", response_model=JudgementsView, summary="All judgements, undone ones too")
    async def judgements(request: Request) -> Response:
        return await desk.document(request, "judgements", lambda v: v.judgements())

    @api.post("/judgements", response_model=JudgementsView, status_code=201, summary="Record what somebody decides")
    async def judge(request: Request, given: Judged) -> Response:
        order = Decision(what=given.what, things=tuple(given.things), value=given.value, by=given.by)
        made = await asyncio.to_thread(decide, desk, request.state.holder, order)
        return desk.as_document(request, "judgements", plain(made), 201)


def _reads(api: APIRouter, desk: Desk) -> None:
    """One recorded thing."""

    @api.get("/show/{identifier}", response_model=CardView, summary="Any recorded thing, with its exact words")
    async def show(request: Request, identifier: Identifier) -> Response:
        return await desk.document(request, "show", lambda v: v.card(identifier))

    @api.get("/questions/{identifier}", response_model=QuestionPage, summary="A question, its answers and their ways")
    async def question(request: Request, identifier: Identifier, per_claim: Limit = 6) -> Response:
        return await desk.document(request, "question", lambda v: v.question_page(identifier, per_claim=per_claim))

    @api.get("/reports/{identifier}", response_model=ReadingView, summary="A stretch of a report and what it says")
    async def report(request: Request, identifier: Identifier, at: Start = 0) -> Response:
        return await desk.document(request, "report", lambda v: v.reading(identifier, at=at))

    @api.get("/compare/{left}/{right}", response_model=CompareView, summary="Two reports side by side")
    async def compare(request: Request, left: Identifier, right: Identifier) -> Response:
        return await desk.document(request, "compare", lambda v: v.compare(left, right))

    @api.get(
        "/originals/{identifier}",
        summary="The bytes of an original as captured",
        response_class=Response,
        responses={200: {"content": {"application/octet-stream": {}}}},
    )
    async def original(identifier: Identifier) -> Response:
        full, payload = await desk.room.ask(lambda v: v.archived(identifier))
        headers = {
            "content-disposition": f'attachment; filename="{full}.bin"',
            "content-security-policy": "sandbox; default-src 'none'",
            "etag": f'"{full}"',
        }
        return Response(payload, headers=headers, media_type="application/octet-stream")


def _lists(api: APIRouter, desk: Desk) -> None:
    """Many recorded things."""

    @api.get("/brief", response_model=BriefView, summary="The briefing")
    async def brief(request: Request, about: About = None, since: About = None, limit: Limit = 20) -> Response:
        begin = moment(since or "")
        return desk.as_document(request, "brief", plain(await desk.room.kept("briefing", about, begin, limit)))

    @api.get("/questions", response_model=QuestionsPage, summary="All questions, in the order of a briefing")
    async def questions(request: Request, about: About = None, cursor: Cursor = None, limit: Limit = 50) -> Response:
        begin = _place(cursor)
        found = await desk.room.ask(lambda v: v.questions(about=about, start=begin, limit=limit + 1))
        after = _cursor(str(begin + limit)) if len(found.questions) > limit else None
        return desk.as_document(request, "questions", {"items": plain(found.questions[:limit]), "next": after})

    @api.get("/reports", response_model=ReportsPage, summary="All reports, in order of their identifiers")
    async def reports(request: Request, cursor: Cursor = None, limit: Limit = 50) -> Response:
        after = _uncursored(cursor) if cursor else ""
        found = await desk.room.ask(lambda v: v.report_lines(after=after, limit=limit + 1))
        page: Sequence[ReportLine] = found[:limit]
        following = _cursor(page[-1].id) if len(found) > limit else None
        return desk.as_document(request, "reports", {"items": plain(page), "next": following})

    @api.get(
        "/search",
        response_model=SearchView,
        summary="Statements and reports by their words, or statements by what they mean",
    )
    async def search(request: Request, asked: Annotated[Searched, Query()]) -> Response:
        wanted = filters(asked.model_dump(include=set(FIELDS)))

        def work(views: Surveys) -> SearchView:
            if asked.by == "meaning":
                return views.search_meaning(asked.q, wanted, limit=asked.limit, sketches=desk.room.sketches)
            return views.search_for(asked.q, wanted, limit=asked.limit)

        return await desk.document(request, "search", work)


def _surveys(api: APIRouter, desk: Desk) -> None:
    """The whole ledger."""

    @api.get("/news", response_model=NewsView, summary="What newly seen reports changed")
    async def news(request: Request, since: About = None) -> Response:
        begin = moment(since or "")
        return desk.as_document(request, "news", plain(await desk.room.kept("news", begin)))

    @api.get("/stories", response_model=StoriesPage, summary="Reports that belong together, the largest stories first")
    async def stories(request: Request, cursor: Cursor = None, limit: Limit = 50) -> Response:
        begin = _place(cursor)
        try:
            held = await desk.room.kept("some_stories", begin, limit, wait=PATIENCE)
        except Unready:
            return problem(409, "Not ready", "the stories are being put together for the first time", retry=10)
        after = _cursor(str(begin + limit)) if held.found > begin + limit else None
        body = {"items": plain(held.stories), "next": after, "found": held.found, "alone": held.alone}
        return desk.as_document(request, "stories", body)

    @api.get("/copies", response_model=CopiesView, summary="Reports that are copies or rewrites of others")
    async def copies(request: Request) -> Response:
        return desk.as_document(request, "copies", plain(await desk.room.kept("copies")))

    @api.get("/sources", response_model=SourcesView, summary="Outlets and speakers")
    async def sources(request: Request) -> Response:
        return desk.as_document(request, "sources", plain(await desk.room.kept("sources")))

    @api.get("/places", response_model=PlacesView, summary="Places that statements name")
    async def places(request: Request) -> Response:
        return desk.as_document(request, "places", plain(await desk.room.kept("places")))

    @api.get("/said", response_model=SaidView, summary="What one speaker or outlet said")
    async def said(
        request: Request, key: Annotated[str, Query(max_length=500)], start: Start = 0, limit: Limit = 50
    ) -> Response:
        return await desk.document(request, "said", lambda v: v.said_by(key, start=start, limit=limit))

    @api.get("/timeline", response_model=TimelineView, summary="Event time against publication")
    async def timeline(request: Request, about: About = None) -> Response:
        found = await desk.room.kept("timeline", about or None)
        return desk.as_document(request, "timeline", plain(found))

    @api.get("/log", response_model=CapturesView, summary="When and where reports were captured")
    async def log(request: Request, start: Start = 0, limit: Limit = 100) -> Response:
        found = await desk.room.ask(lambda v: v.captures(start=start, limit=limit))
        return desk.as_document(request, "log", plain(found))


def _kept(api: APIRouter, desk: Desk) -> None:
    """What runs and watches wrote down."""

    @api.get("/watches", response_model=WatchesView, summary="What watches did and told")
    async def watches(request: Request) -> Response:
        return await desk.document(request, "watches", lambda v: v.watches())

    @api.get("/plans", response_model=PlansView, summary="What watches are to do")
    async def plans(request: Request) -> Response:
        return desk.as_document(request, "plans", plain(desk.watches.plans()))

    @api.put("/plans/{name}", response_model=PlanView, summary="Make or change a watch")
    async def put(request: Request, name: PlanName, given: Watched) -> Response:
        made = WatchPlan(name=name, sources=tuple(given.sources), interval=given.interval, about=given.about)
        return desk.as_document(request, "plan", plain(await asyncio.to_thread(desk.watches.put, made)))

    @api.delete("/plans/{name}", status_code=204, summary="Remove a watch; what it told stays")
    async def remove(name: PlanName) -> Response:
        await asyncio.to_thread(desk.watches.remove, name)
        return Response(status_code=204)

    @api.get("/log/lines", response_model=LogView, summary="The last lines of the log, oldest first")
    async def lines(request: Request, about: About = None, failed: bool = False, limit: Limit = 100) -> Response:
        return await desk.document(request, "log", lambda v: v.log(about, failed=failed, limit=limit))


def _adding(api: APIRouter, desk: Desk) -> None:
    """Adding reports, and watching it."""

    @api.post("/reports", response_model=JobView, status_code=202, summary="Add a report given as text")
    async def paste(request: Request, given: Pasted) -> Response:
        job = desk.jobs.add(
            [pasted(given.text, title=given.title, outlet=given.outlet, published=given.published, url=given.url)]
        )
        return desk.as_document(request, "job", plain(job), 202)

    @api.post("/reports/files", response_model=JobView, status_code=202, summary="Add reports given as files")
    async def files(request: Request, files: Annotated[list[UploadFile], File()]) -> Response:
        job = desk.jobs.add([(f.filename or "", await f.read()) for f in files])
        return desk.as_document(request, "job", plain(job), 202)

    @api.post("/reports/addresses", response_model=JobView, status_code=202, summary="Fetch reports and add them")
    async def addresses(request: Request, given: Addressed) -> Response:
        return desk.as_document(request, "job", plain(desk.jobs.add([], given.addresses)), 202)

    @api.get("/jobs", response_model=JobsPage, summary="Jobs of this room")
    async def jobs(request: Request) -> Response:
        return desk.as_document(request, "jobs", {"items": plain(tuple(desk.jobs.jobs()))})

    @api.get("/jobs/{key}", response_model=JobView, summary="One job")
    async def job(request: Request, key: Identifier) -> Response:
        return desk.as_document(request, "job", plain(desk.jobs.job(key)))

    @api.post("/jobs/{key}/pause", response_model=JobView, summary="Pause a job between two reports")
    async def pause(request: Request, key: Identifier) -> Response:
        return desk.as_document(request, "job", plain(desk.jobs.steer(key, "pause")))

    @api.post("/jobs/{key}/resume", response_model=JobView, summary="Go on with a paused job")
    async def resume(request: Request, key: Identifier) -> Response:
        return desk.as_document(request, "job", plain(desk.jobs.steer(key, "resume")))

    @api.post("/jobs/{key}/cancel", response_model=JobView, summary="End a job; what was recorded stays")
    async def cancel(request: Request, key: Identifier) -> Response:
        return desk.as_document(request, "job", plain(desk.jobs.steer(key, "cancel")))

    @api.get(
        "/jobs/{key}/events",
        summary="A job as it goes (server-sent events)",
        response_class=StreamingResponse,
        responses={200: {"content": {"text/event-stream": {}}}},
    )
    async def events(request: Request, key: Identifier) -> Response:
        desk.jobs.job(key)
        return StreamingResponse(_events(desk, request, key), media_type="text/event-stream")


async def _events(desk: Desk, request: Request, key: str) -> AsyncIterator[str]:
    """The job whenever it changes, until it has ended; a remark now and then keeps the line open."""
    shown, quiet = "", 0
    while not await request.is_disconnected():
        job = desk.jobs.job(key)
        body = json.dumps(plain(job), ensure_ascii=True)
        if body != shown:
            yield f"event: job\ndata: {body}\n\n"
            shown, quiet = body, 0
        if job.state in FINISHED:
            return
        quiet += 1
        if quiet % 50 == 0:
            yield ": waiting\n\n"
        await asyncio.sleep(0.2)


def _cursor(at: str) -> str:
    return base64.urlsafe_b64encode(at.encode()).decode().rstrip("=")


def _uncursored(cursor: str) -> str:
    """Where a cursor points. Raises UsageError for one that was not given by us."""
    try:
        return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except ValueError:
        raise UsageError("the cursor is not one that was given: begin without it") from None


def _place(cursor: str | None) -> int:
    at = _uncursored(cursor) if cursor else "0"
    if not at.isdecimal() or len(at) > 9:
        raise UsageError("the cursor is not one that was given: begin without it")
    return int(at)
