"""From views to answers: pages with an ETag, JSON documents like those of ``--json``, and errors in both forms."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from rashomon.errors import RashomonError
from rashomon.show.faces import FORMAT
from rashomon.show.jsonface import plain
from rashomon.show.surveys import Surveys
from rashomon.show.web import problems
from rashomon.show.web.access import FORM, Gate
from rashomon.show.web.jobs import JobBook
from rashomon.show.web.paper import render
from rashomon.show.web.room import Room
from rashomon.show.web.watchbook import WatchBook

JUDGE = "rashomon_judge"  # the cookie that remembers a judge's name on loopback
Context = Mapping[str, Any]


class Desk:
    """What every address of one server works with."""

    def __init__(self, room: Room, jobs: JobBook, gate: Gate, judge: str | None = None) -> None:
        self.room, self.jobs, self.gate, self.judge = room, jobs, gate, judge
        self.watches = WatchBook(room.ledger)

    async def page(self, request: Request, template: str, work: Callable[[Surveys], Context]) -> Response:
        """A page made of the ledger as it is now, rendered beside the reading of it."""

        def made(views: Surveys) -> str:
            return self._rendered(request, template, work(views))

        return self.tagged(request, await self.room.ask(made), "text/html; charset=utf-8")

    def plain_page(self, request: Request, template: str, context: Context, status: int = 200) -> Response:
        """A page that asks the ledger nothing."""
        if status != 200:
            return HTMLResponse(self._rendered(request, template, context), status)
        return self.tagged(request, self._rendered(request, template, context), "text/html; charset=utf-8")

    def _rendered(self, request: Request, template: str, context: Context) -> str:
        return render(
            template,
            {
                "here": request.url.path,
                "csrf": self.gate.form_key(request.cookies.get(FORM) or request.state.form),
                "holder": getattr(request.state, "holder", None),
                "local": self.gate.book is None,
                "asked": "",
                "judge": unquote(request.cookies.get(JUDGE, "")) or self.judge or "",
                **context,
            },
        )

    def tagged(self, request: Request, body: str, media: str) -> Response:
        """An answer with an ETag, or 304 where the visitor has it already."""
        raw = body.encode("utf-8", "backslashreplace")
        tag = f'W/"{hashlib.sha256(raw).hexdigest()[:20]}"'
        held = {t.strip() for t in request.headers.get("if-none-match", "").split(",")}
        headers = {"etag": tag, "vary": "cookie, authorization"}
        if tag in held and request.method in {"GET", "HEAD"}:
            return Response(status_code=304, headers=headers)
        return Response(raw, headers=headers, media_type=media)

    async def document(self, request: Request, kind: str, work: Callable[[Surveys], Any]) -> Response:
        """A view as the JSON document that ``--json`` prints."""
        return self.as_document(request, kind, await self.room.ask(lambda views: plain(work(views))))

    def as_document(self, request: Request, kind: str, body: Any, status: int = 200) -> Response:
        """An object already plain, headed like every document."""
        shown = json.dumps({"rashomon": {"format": FORMAT, "kind": kind}, **plain(body)}, ensure_ascii=True)
        if status != 200:
            return Response(shown, status, media_type="application/json")
        return self.tagged(request, shown, "application/json")

    def trouble(self, request: Request, status: int, title: str, detail: str) -> Response:
        """What went wrong, as a page or as a problem, by who asks."""
        if request.url.path.startswith("/api/"):
            return problems.problem(status, title, detail)
        context = {"title": title, "detail": detail, "status": status}
        return self.plain_page(request, "trouble.html", context, status)

    def error(self, request: Request, error: RashomonError) -> Response:
        """One of our errors."""
        status, title = problems.told(error)
        return self.trouble(request, status, title, str(error))
