"""What pages send: reports to add, jobs to steer, a token to enter with. Every form carries its key against forgery."""

from __future__ import annotations

import asyncio
import hmac
import re
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, File, Form, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rashomon.errors import UsageError
from rashomon.show.web.access import FORM, SESSION, SESSION_SECONDS
from rashomon.show.web.answers import JUDGE, Desk
from rashomon.show.web.deciding import Decision, decide
from rashomon.show.web.jobs import pasted
from rashomon.show.web.watchbook import WatchPlan

LINE = 500
Text = Annotated[str, Form(max_length=LINE)]


def router(desk: Desk) -> APIRouter:
    """All addresses that forms are sent to, and the pages of adding."""
    forms = APIRouter(include_in_schema=False)

    @forms.get("/add")
    async def add(request: Request) -> Response:
        return desk.plain_page(request, "add.html", {"jobs": desk.jobs.jobs()[:20]})

    @forms.post("/add")
    async def added(
        request: Request,
        csrf: Text = "",
        files: Annotated[list[UploadFile] | None, File()] = None,
    ) -> Response:
        check(desk, request, csrf)
        given = [(f.filename or "", await f.read()) for f in files or [] if f.filename]
        return RedirectResponse(f"/jobs/{desk.jobs.add(given).id}", 303)

    @forms.post("/fetch")
    async def fetch(
        request: Request, addresses: Annotated[str, Form(max_length=200_000)] = "", csrf: Text = ""
    ) -> Response:
        check(desk, request, csrf)
        return RedirectResponse(f"/jobs/{desk.jobs.add([], addresses.split()).id}", 303)

    @forms.post("/paste")
    async def paste(
        request: Request,
        text: Annotated[str, Form(max_length=8_000_000)] = "",
        title: Text = "",
        outlet: Text = "",
        published: Text = "",
    ) -> Response:
        form = await request.form()
        check(desk, request, str(form.get("csrf", "")))
        url = str(form.get("url", ""))[:LINE]
        job = desk.jobs.add([pasted(text, title=title, outlet=outlet, published=published, url=url)])
        return RedirectResponse(f"/jobs/{job.id}", 303)

    _jobs(forms, desk)
    _door(forms, desk)
    _judging(forms, desk)
    _watching(forms, desk)
    return forms


def _jobs(forms: APIRouter, desk: Desk) -> None:
    """How an adding goes, and steering it."""

    @forms.get("/jobs/{key}")
    async def job(request: Request, key: str) -> Response:
        return desk.plain_page(request, "job.html", {"job": desk.jobs.job(key)})

    @forms.post("/jobs/{key}/{to}")
    async def steer(request: Request, key: str, to: str, csrf: Text = "") -> Response:
        check(desk, request, csrf)
        if to not in {"pause", "resume", "cancel"}:
            raise UsageError("a job can be paused, resumed or cancelled")
        desk.jobs.steer(key, to)
        return RedirectResponse(f"/jobs/{key}", 303)


def _judging(forms: APIRouter, desk: Desk) -> None:
    """What is decided on a page."""

    @forms.get("/judgements")
    async def judgements(request: Request) -> Response:
        return await desk.page(request, "judgements.html", lambda v: {"view": v.judgements()})

    @forms.post("/judge")
    async def judge(
        request: Request,
        what: Text = "",
        value: Annotated[str, Form(max_length=4000)] = "",
        by: Text = "",
        back: Text = "/judgements",
        csrf: Text = "",
    ) -> Response:
        check(desk, request, csrf)
        form = await request.form()
        named = [str(t) for t in form.getlist("thing")] + str(form.get("others", "")).split()
        things = tuple(dict.fromkeys(t for t in named if t))[:100]
        await asyncio.to_thread(
            decide, desk, request.state.holder, Decision(what=what, things=things, value=value, by=by)
        )
        own = back if re.fullmatch(r"/[\w/.%-]*", back) and not back.startswith("//") else "/judgements"
        # What is rejected no longer stands on its question's page: the list shows it, with a way back.
        answer = RedirectResponse("/judgements" if what == "reject" else own, 303)
        if by.strip():
            answer.set_cookie(JUDGE, quote(by.strip()[:200]), max_age=365 * 86400, httponly=True, samesite="strict")
        return answer


def _watching(forms: APIRouter, desk: Desk) -> None:
    """Watches made, changed and removed."""

    @forms.post("/watches")
    async def put(
        request: Request,
        name: Text = "",
        sources: Annotated[str, Form(max_length=50_000)] = "",
        interval: Text = "15m",
        about: Text = "",
        csrf: Text = "",
    ) -> Response:
        check(desk, request, csrf)
        named = tuple(line.strip() for line in sources.splitlines() if line.strip())
        made = WatchPlan(name=name.strip().lower(), sources=named, interval=interval, about=about)
        await asyncio.to_thread(desk.watches.put, made)
        return RedirectResponse("/watches", 303)

    @forms.post("/watches/{name}/remove")
    async def remove(request: Request, name: str, csrf: Text = "") -> Response:
        check(desk, request, csrf)
        await asyncio.to_thread(desk.watches.remove, name)
        return RedirectResponse("/watches", 303)


def _door(forms: APIRouter, desk: Desk) -> None:
    """Coming in with a token, and going."""

    @forms.get("/enter")
    async def door(request: Request) -> Response:
        return desk.plain_page(request, "enter.html", {"wrong": False})

    @forms.post("/enter")
    async def enter(request: Request, token: Text = "", csrf: Text = "") -> Response:
        check(desk, request, csrf)
        address = request.client.host if request.client else "?"
        book = desk.gate.book
        if book is None:
            return RedirectResponse("/", 303)
        holder = book.holder(token.strip())
        if holder is None:
            if not desk.gate.wrong.take(address):
                return desk.trouble(request, 429, "Too many wrong tokens", "wait a minute")
            return desk.plain_page(request, "enter.html", {"wrong": True}, 403)
        answer = RedirectResponse("/", 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(
            SESSION, desk.gate.enter(holder), max_age=SESSION_SECONDS, httponly=True, samesite="strict", secure=secure
        )
        return answer

    @forms.post("/leave")
    async def leave(request: Request, csrf: Text = "") -> Response:
        check(desk, request, csrf)
        desk.gate.sessions.pop(request.cookies.get(SESSION, ""), None)
        answer = RedirectResponse("/enter", 303)
        answer.delete_cookie(SESSION)
        return answer


def check(desk: Desk, request: Request, key: str) -> None:
    """Raises UsageError where a form was not sent from a page of this room by the same visitor."""
    cookie = request.cookies.get(FORM, "")
    if not cookie or not hmac.compare_digest(key.encode(), desk.gate.form_key(cookie).encode()):
        raise UsageError("this form is out of date: open its page again and send it from there")
