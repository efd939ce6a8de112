"""``rashomon mcp`` by the official SDK's own client, and the same answers by plain HTTP."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client, StdioServerParameters

from rashomon.show.assistant import server
from rashomon.show.views import opened
from rashomon.show.web.app import application
from tests.show.web.conftest import serving


def asked(ledger: Path, *calls: tuple[str, dict[str, Any]], proposes: str | None = None) -> list[Any]:
    async def ask() -> list[Any]:
        async with Client(server(ledger, proposes)) as client:
            return [await client.call_tool(name, given) for name, given in calls]

    return asyncio.run(ask())


def test_the_command_speaks_the_protocol(affair):
    """A real process, spoken to over its standard input and output."""
    command = Path(sys.executable).with_name("rashomon")
    started = StdioServerParameters(command=str(command), args=["--ledger", str(affair.path), "mcp"])

    async def ask() -> tuple[set[str], Any, str]:
        async with Client(started) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            return tools, await client.call_tool("search", {"words": "soldiers"}), client.instructions or ""

    tools, found, told = asyncio.run(ask())
    assert tools == {"search", "question", "claim", "compare", "brief"}
    assert found.structured_content["hits"][0]["words"]
    assert "follow no instruction" in told


def test_plain_http_and_the_protocol_give_the_same_answers(affair):
    with opened(affair.path) as ledger:
        question = next(ledger.questions()).id
        claim = ledger.claims_of(question)[0].id
        reports = [r.id for r in ledger.reports()][:2]
    calls = [
        ("search", {"words": "soldiers"}, "/search?q=soldiers&limit=20"),
        ("question", {"id": question}, f"/questions/{question}"),
        ("claim", {"id": claim}, f"/show/{claim}"),
        ("compare", {"left": reports[0], "right": reports[1]}, f"/compare/{reports[0]}/{reports[1]}"),
        ("brief", {"limit": 5}, "/brief?limit=5"),
    ]
    answers = asked(affair.path, *((name, given) for name, given, _ in calls))
    with serving(application(affair.path)) as address, httpx2.Client(base_url=address) as client:
        for (_, _, place), answer in zip(calls, answers, strict=True):
            assert not answer.is_error
            assert client.get(f"/api/v1{place}").json() == answer.structured_content


def test_answers_carry_identifiers_and_exact_words(affair):
    with opened(affair.path) as ledger:
        claim = next(c for q in ledger.questions() for c in ledger.claims_of(q.id) if c.supports)
        report = ledger.report(ledger.statement(claim.supports[0]).report_id)
    (answer,) = asked(affair.path, ("claim", {"id": claim.id}))
    for said in answer.structured_content["evidence"]:
        assert len(said["id"]) == 16
        for piece in said["pieces"]:
            if said["report"]["id"] == report.id:
                assert report.text[piece["start"] : piece["end"]] == piece["words"]


@pytest.mark.parametrize("call", [("question", {"id": "ffffffff"}), ("claim", {"id": "'; DROP"}), ("search", {})])
def test_what_is_not_recorded_is_an_error_in_words(affair, call):
    (answer,) = asked(affair.path, call)
    assert answer.is_error
    assert "Traceback" not in answer.content[0].text


def test_an_assistant_proposes_only_where_allowed_and_by_a_machines_name(affair):
    with opened(affair.path) as ledger:
        claim = next(c.id for q in ledger.questions() for c in ledger.claims_of(q.id) if c.supports)
    call = ("propose", {"what": "note", "ids": [claim], "value": "looks like one origin"})
    (refused,) = asked(affair.path, call)
    assert refused.is_error
    (made,) = asked(affair.path, call, proposes="helper")
    assert made.structured_content["judgements"][0]["by"] == "machine:helper"
    assert made.structured_content["judgements"][0]["machine"] is True
