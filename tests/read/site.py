"""A small web site of the tests' own on a real socket: pages are functions that write the answer themselves."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Visit"], None]


@dataclass(slots=True)
class Visit:
    """One request: its path, headers and body, and the means to answer it."""

    handler: BaseHTTPRequestHandler
    path: str
    headers: dict[str, str]
    body: bytes
    number: int  # how often this path was asked for before

    def send(self, body: bytes | str, status: int = 200, **headers: object) -> None:
        """A whole answer; header names are given with underscores."""
        payload = body.encode() if isinstance(body, str) else body
        self.handler.send_response(status)
        sent = {"Content_Type": "text/html; charset=utf-8", "Content_Length": len(payload)} | headers
        for name, value in sent.items():
            if value is not None:
                self.handler.send_header(name.replace("_", "-"), str(value))
        self.handler.end_headers()
        self.handler.wfile.write(payload)

    def raw(self, payload: bytes) -> None:
        """These bytes on the wire and nothing else."""
        self.handler.wfile.write(payload)
        self.handler.wfile.flush()


@dataclass(slots=True)
class Site:
    """Pages by path; ``asked`` lists the paths in the order of the requests, ``visits`` the requests themselves."""

    pages: dict[str, Answer | bytes | str] = field(default_factory=dict)
    address: str = ""
    port: int = 0
    asked: list[str] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length") or 0)
        headers = {k.lower(): v for k, v in handler.headers.items()}
        body = handler.rfile.read(length) if length else b""
        visit = Visit(handler, handler.path, headers, body, self.asked.count(handler.path))
        self.asked.append(handler.path)
        self.visits.append(visit)
        page = self.pages.get(handler.path)
        if page is None:
            visit.send("nothing here", 404)
        elif callable(page):
            page(visit)
        else:
            visit.send(page)


@contextmanager
def serving(pages: dict[str, Answer | bytes | str] | None = None, host: str = "127.0.0.1") -> Iterator[Site]:
    """A site that runs until the end of the block."""
    site = Site(pages=dict(pages or {}))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            try:
                site.answer(self)
            except OSError:  # the other side has gone, as some tests want
                self.close_connection = True

        do_POST = do_GET  # noqa: N815 - the names http.server looks for

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:  # resets are part of the tests
            pass

    server = Server((host, 0), Handler)
    site.port = server.server_address[1]
    site.address = f"http://{host}:{site.port}"
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    running.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        running.join()


def packed(text: str | bytes, times: int = 1) -> bytes:
    """These words in gzip, so many times over."""
    payload = text.encode() if isinstance(text, str) else text
    for _ in range(times):
        payload = gzip.compress(payload)
    return payload
