"""Ledgers to read in a room, and rooms to read them in: in this process for most tests, a real server for browsers."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from starlette.testclient import TestClient

from rashomon import intake
from rashomon.show.views import Views, opened
from rashomon.show.web.access import Limits
from rashomon.show.web.app import application

SEEN = datetime(2024, 5, 1, tzinfo=UTC)
Rooms = Callable[..., TestClient]


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the bundled newsroom, read once a session; tests that write copy it."""
    path = tmp_path_factory.mktemp("newsroom") / "demo.ledger"
    with opened(path, create=True) as ledger, as_file(files("rashomon.show") / "newsroom") as folder:
        intake.read_into(ledger, sorted(p for p in folder.iterdir() if p.suffix), seen=SEEN)
    return path


@pytest.fixture
def own_newsroom(newsroom: Path, tmp_path: Path) -> Path:
    path = tmp_path / "own.ledger"
    shutil.copy(newsroom, path)
    return path


@pytest.fixture
def room() -> Iterator[Rooms]:
    """Makes rooms in this process: ``room(ledger)`` is a client of one on loopback."""
    with ExitStack() as stack:

        def made(ledger: Path, *, host: str = "localhost", **options: object) -> TestClient:
            app = application(ledger, **options)
            return stack.enter_context(TestClient(app, base_url=f"http://{host}", follow_redirects=False))

        yield made


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """A real server on a free port of loopback; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)


@pytest.fixture(scope="session")
def address(newsroom: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server over a copy of the newsroom, for browsers."""
    path = tmp_path_factory.mktemp("served") / "demo.ledger"
    shutil.copy(newsroom, path)
    with serving(application(path, limits=Limits(reads=100_000, changes=10_000))) as place:
        yield place


@pytest.fixture(scope="session")
def toll(newsroom: Path) -> str:
    """The question of how many were killed: the one of most rival answers."""
    with opened(newsroom) as ledger:
        return max(Views(ledger).questions().questions, key=lambda q: len(q.values)).id


def form_key(page: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', page)
    assert found
    return found[1]
