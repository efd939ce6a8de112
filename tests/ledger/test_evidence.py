"""Evidence: WARC records written once, custody chained, older ledgers brought along."""

from __future__ import annotations

import gzip
import hashlib
import io
import sqlite3
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from rashomon.errors import LedgerDamaged, RecordError
from rashomon.ledger import Ledger
from rashomon.ledger.codec import encode
from rashomon.ledger.sqlite import MARK, SCHEMA
from rashomon.records import Capture, Custodian, Exchange, KeptKind, Original
from tests.ledger import samples

PAGE = "https://tidings.example/ferries"
TEXT = b"<p>Twelve ferries were counted in the harbour of Veldria.</p>" * 9


def answer(status: int = 200, body: bytes = b"", *, url: str = PAGE, hour: int = 0, **headers: str) -> Exchange:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    at = samples.SEEN + timedelta(hours=hour)
    return Exchange(url=url, at=at, status=status, reason="Found" if status == 302 else "OK", headers=named, body=body)


def records(ledger: Ledger) -> list[tuple[str, dict[str, str], bytes]]:
    """Every record as another program reads it, its digests checked."""
    stream = io.BytesIO(b"".join(ledger.warc_members()))
    return [
        (r.rec_type, dict(r.rec_headers.headers), r.content_stream().read())
        for r in ArchiveIterator(stream, check_digests="raise")
    ]


def test_an_answer_is_kept_with_its_head_and_its_bytes_are_the_original(ledger: Ledger) -> None:
    packed = gzip.compress(TEXT)
    hops = [
        answer(302, url="https://tidings.example/f", Location=PAGE),
        answer(200, packed, Content_Type="text/html", Content_Encoding="gzip", Set_Cookie="a=1\r\nX-Forged: yes"),
    ]
    first, second = ledger.keep_fetch(hops)
    assert (first.kind, first.payload, second.kind) == (KeptKind.RESPONSE, "", KeptKind.RESPONSE)
    assert second.payload == hashlib.sha256(TEXT).hexdigest()
    assert ledger.keep_fetch(hops) == (first, second)
    told = sorted(records(ledger), key=lambda r: r[1]["WARC-Target-URI"])
    assert [(kind, heads["WARC-Target-URI"], body) for kind, heads, body in told] == [
        ("response", "https://tidings.example/f", b""),
        ("response", PAGE, TEXT),
    ]
    raw = gzip.decompress(ledger.member(second.id))
    assert b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n" in raw
    assert b"\r\nX-Forged" not in raw
    assert packed in raw

    original = Original(id=second.payload, size=len(TEXT), media_type="text/html")
    ledger.keep(original, TEXT)
    assert ledger.payload(original.id) == TEXT
    assert len(records(ledger)) == 2, "bytes lie in the archive once"
    assert (
        ledger.records_of([original.id], [])
        == ledger.records_of([], [PAGE])
        == tuple(sorted((first, second), key=lambda k: (k.at, k.id)))
    )


def test_the_same_bytes_and_not_modified_are_revisits(ledger: Ledger) -> None:
    [first] = ledger.keep_fetch([answer(200, TEXT)])
    [again] = ledger.keep_fetch([answer(200, TEXT, hour=1)])
    [unchanged] = ledger.keep_fetch([answer(304, hour=2)])
    [unknown] = ledger.keep_fetch([answer(304, url="https://else.example/", hour=3)])
    assert [k.kind.value for k in (first, again, unchanged, unknown)] == ["response", "revisit", "revisit", "response"]
    assert first.payload == again.payload == unchanged.payload
    heads = {h["WARC-Date"]: h for _, h, _ in records(ledger)}
    profiles = [h["WARC-Profile"].rsplit("/", 1)[1] for _, h in sorted(heads.items()) if "WARC-Profile" in h]
    assert profiles == ["identical-payload-digest", "server-not-modified"]
    ledger.check()


def test_silence_and_cut_bodies_are_kept_too(ledger: Ledger) -> None:
    silent = Exchange(url=PAGE, at=samples.SEEN, status=None, failure="no answer within 20 s\r\nX: forged")
    [kept] = ledger.keep_fetch([silent])
    cut = Exchange(url=PAGE, at=samples.SEEN, status=200, body=b"begun", truncated="length")
    ledger.keep_fetch([cut])
    told = {kind: (heads, body) for kind, heads, body in records(ledger)}
    assert told["metadata"][1] == b"fetch-failure: no answer within 20 s X: forged\r\n"
    assert told["response"][0]["WARC-Truncated"] == "length"
    assert kept.payload == ""
    with pytest.raises(RecordError):
        Exchange(url=PAGE, at=samples.SEEN, status=None)


def test_revisions_of_one_address_stand_side_by_side(ledger: Ledger) -> None:
    for hour, words in enumerate((b"Twelve ferries.", b"Fourteen ferries.", b"Twelve ferries.")):
        ledger.keep_fetch([answer(200, words, hour=hour)])
    found = ledger.records_of([], [PAGE])
    assert [k.kind.value for k in found] == ["response", "response", "revisit"]
    assert found[0].payload == found[2].payload != found[1].payload


def test_every_record_has_its_entry_of_custody(ledger: Ledger) -> None:
    ledger.custodian = Custodian(who="ilse", how="rashomon 9")
    [kept] = ledger.keep_fetch([answer(200, TEXT)])
    ledger.note_custody("exported", kept.id, samples.SEEN)
    entries = [(n, c.who, c.act, c.how) for n, c in ledger.custody_of([kept.id])]
    assert entries == [(1, "ilse", "kept", "rashomon 9"), (2, "ilse", "exported", "rashomon 9")]
    ledger.check()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE custody SET record = replace(record, 'ilse', 'olaf') WHERE number = 2",
        "DELETE FROM custody WHERE number = 2",
        "DELETE FROM custody WHERE number = 3",  # of the last record: it is then without an entry
        "UPDATE custody SET chain = (SELECT chain FROM custody WHERE number = 1) WHERE number = 3",
        "UPDATE record SET member = x'00' WHERE id = (SELECT max(id) FROM record)",
    ],
)
def test_what_another_hand_changed_is_named(ledger: Ledger, change: str) -> None:
    ledger.custodian = Custodian(who="ilse", how="rashomon 9")
    for hour in range(3):
        ledger.keep_fetch([answer(200, TEXT + bytes([65 + hour]), hour=hour)])
    ledger.check()
    with pytest.raises(RecordError, match="is never"):
        ledger._store.run(change)
    for (trigger,) in ledger._store.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        ledger._store.run(f"DROP TRIGGER {trigger}")
    ledger._store.run(change)
    with pytest.raises(LedgerDamaged, match=r"custody|record"):
        ledger.check()


def test_an_older_ledger_is_brought_along(path: Path) -> None:
    """A ledger of schema 1, with bytes beside its originals, opens for reading and shows the same bytes."""
    original, payload = samples.original(1)
    capture = Capture(original_id=original.id, report_id="0" * 16, locator="in/a.html", seen=samples.SEEN)
    old = sqlite3.connect(path)
    old.executescript((SCHEMA / "0001.sql").read_text(encoding="utf-8"))
    old.execute(f"PRAGMA application_id = {MARK}")
    old.execute("INSERT INTO meta VALUES ('schema', '1')")
    row = (original.id, original.size, original.media_type, zlib.compress(payload))
    old.execute("INSERT INTO original VALUES (?, ?, ?, ?)", row)
    old.execute("INSERT INTO capture VALUES (?, ?, ?)", (capture.report_id, encode(capture), original.id))
    old.commit()
    old.close()
    with Ledger.open(path, readonly=True) as ledger:
        assert ledger.payload(original.id) == payload
        assert ledger.original(original.id) == original
        ledger.check()
        [(kind, heads, body)] = records(ledger)
    assert (kind, body) == ("resource", payload)
    assert heads["WARC-Source-URI"] == "in/a.html"
    assert heads["WARC-Date"] == "2031-05-04T09:30:00Z"
