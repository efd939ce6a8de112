"""The application: pages, API and gate put together, and the server that runs it."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from rashomon.errors import RashomonError
from rashomon.show.web import api, forms, pages
from rashomon.show.web.access import Gate, Guard, Limits
from rashomon.show.web.answers import Desk
from rashomon.show.web.jobs import JobBook
from rashomon.show.web.paper import prepare
from rashomon.show.web.room import Room
from rashomon.show.web.tokens import TokenBook

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
API = "/api/v1"


def application(
    ledger: Path,
    *,
    reader: str = "trained",
    hosts: Iterable[str] = (),
    open_to_others: bool = False,
    limits: Limits | None = None,
    judge: str | None = None,
) -> FastAPI:
    """The reading room of a ledger. ``hosts`` are names it answers to beside loopback's own.

    With ``open_to_others`` every visitor needs a token (`tokens.TokenBook`); without, it is for loopback only,
    and ``judge`` is who judges where a form names nobody.
    """
    room, limits = Room(ledger), limits or Limits()
    jobs = JobBook(ledger, reader, room.forget, allow=limits.reach)
    names = frozenset(h.lower() for h in hosts) | LOOPBACK
    book = TokenBook(ledger) if open_to_others else None
    gate = Gate(hosts=names, book=book, log=ledger.with_name(ledger.name + ".audit.jsonl"), limits=limits)
    desk = Desk(room, jobs, gate, judge)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        jobs.close()
        room.close()

    app = FastAPI(
        title="Rashomon",
        version=version("rashomon"),
        summary="Who says what, through whom, how firmly, how many and when; every answer with its exact words.",
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{API}/openapi.json",
        lifespan=lifespan,
    )
    app.include_router(api.router(desk), prefix=API)
    app.include_router(pages.router(desk))
    app.include_router(forms.router(desk))
    app.mount("/static", StaticFiles(packages=[("rashomon.show.web", "static")]), name="static")
    _answer_errors(app, desk)
    app.add_middleware(Guard, gate=gate)
    return app


def _answer_errors(app: FastAPI, desk: Desk) -> None:
    @app.exception_handler(RashomonError)
    async def ours(request: Request, error: RashomonError) -> Response:
        return desk.error(request, error)

    @app.exception_handler(HTTPException)
    async def theirs(request: Request, error: HTTPException) -> Response:
        title = {404: "Nothing is here", 405: "Not done here"}.get(error.status_code, "Not understood")
        answer = desk.trouble(request, error.status_code, title, str(error.detail))
        for name, value in (error.headers or {}).items():
            answer.headers[name] = value
        return answer

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors()[:5])
        return desk.trouble(request, 422, "Not understood", told)


def serve(app: FastAPI, *, host: str, port: int) -> None:
    """Run the server until it is stopped."""
    import uvicorn

    prepare()
    gc.freeze()  # what is there stays: looking through it again, among the pages, stalls them all
    gc.set_threshold(50_000, 20, 50)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, date_header=False)
