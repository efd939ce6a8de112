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
from rashomon.records import Capture, Custodian, Fetched, Hop, Original, Refusal, Refused
from tests.ledger import samples

PAGE = "https://tidings.example/ferries"
TEXT = b"<p>Twelve ferries were counted in the harbour of Veldria.</p>" * 9


def hop(status: int = 200, body: bytes = b"", *, url: str = PAGE, hour: int = 0, **headers: str) -> Hop:
    at = samples.SEEN + timedelta(hours=hour)
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    head = "".join(f"{name}:  {value}\r\n" for name, value in named)
    return Hop(
        address=url,
        ip="192.0.2.7",
        began=at,
        ended=at,
        request=b"GET / HTTP/1.1\r\nHost: tidings.example\r\n\r\n",
        response=f"HTTP/1.1 {status} Well\r\n{head}\r\n".encode() + body if status else b"",
        status=status,
        reason="Well",
        headers=named,
    )


def answer(status: int = 200, body: bytes = b"", *, url: str = PAGE, hour: int = 0, **headers: str) -> Fetched:
    return Fetched(asked=url, hops=(hop(status, body, url=url, hour=hour, **headers),), body=body)


def records(ledger: Ledger) -> list[tuple[str, dict[str, str], bytes]]:
    """Every record as another program reads it, its digests checked."""
    stream = io.BytesIO(b"".join(ledger.warc_members()))
    return [
        (r.rec_type, dict(r.rec_headers.headers), r.content_stream().read())
        for r in ArchiveIterator(stream, check_digests="raise")
    ]


def test_an_answer_is_kept_as_on_the_wire_and_its_bytes_are_the_original(ledger: Ledger) -> None:
    packed = gzip.compress(TEXT)
    chunked = f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n"
    hops = (
        hop(302, url="https://tidings.example/f", Location=PAGE),
        hop(200, chunked, content_type="text/html", Content_Encoding="gzip", Transfer_Encoding="chunked"),
    )
    came = Fetched(asked="https://tidings.example/f", hops=hops, body=TEXT)
    kept = ledger.keep_fetch(came)
    assert [k.kind.value for k in kept] == ["request", "response", "request", "response"]
    assert kept[1].payload == ""
    assert kept[3].payload == hashlib.sha256(TEXT).hexdigest()
    assert ledger.keep_fetch(came) == kept
    told = {(kind, heads["WARC-Target-URI"]): (heads, body) for kind, heads, body in records(ledger)}
    assert told["response", PAGE][1] == TEXT
    assert told["response", PAGE][0]["WARC-IP-Address"] == "192.0.2.7"
    assert gzip.decompress(ledger.member(kept[3].id)).endswith(hops[1].response + b"\r\n\r\n")
    assert gzip.decompress(ledger.member(kept[2].id)).endswith(hops[1].request + b"\r\n\r\n")

    original = Original(id=kept[3].payload, size=len(TEXT), media_type="text/html")
    ledger.keep(original, TEXT)
    assert ledger.payload(original.id) == TEXT
    assert len(records(ledger)) == 4, "bytes lie in the archive once"
    for found in (ledger.records_of([original.id], []), ledger.history(PAGE)):
        assert {k.id for k in found} == {k.id for k in kept}


def test_the_same_bytes_and_not_modified_are_revisits(ledger: Ledger) -> None:
    came = [
        answer(200, TEXT),
        answer(200, TEXT, hour=1),
        answer(304, hour=2),
        answer(304, url="https://else.example/", hour=3),
    ]
    kept = [ledger.keep_fetch(each)[1] for each in came]
    assert [k.kind.value for k in kept] == ["response", "revisit", "revisit", "response"]
    assert kept[0].payload == kept[1].payload == kept[2].payload == hashlib.sha256(TEXT).hexdigest()
    heads = {h["WARC-Date"]: h for kind, h, _ in records(ledger) if kind == "revisit"}
    profiles = [h["WARC-Profile"].rsplit("/", 1)[1] for _, h in sorted(heads.items())]
    assert profiles == ["identical-payload-digest", "server-not-modified"]
    ledger.check()


def test_silence_and_cut_bodies_are_kept_too(ledger: Ledger) -> None:
    def refused(kind: Refusal, *hops: Hop) -> Refused:
        why = "no answer within 20 s\r\nX: forged"
        return Refused(asked=PAGE, kind=kind, why=why, advice="", hops=hops, began=samples.SEEN, ended=samples.SEEN)

    for each in (refused(Refusal.NAME), refused(Refusal.SIZE, hop(200, b"begun")), refused(Refusal.TIME, hop(0))):
        ledger.keep_fetch(each)
    told = records(ledger)
    assert sorted({kind for kind, _, _ in told}) == ["metadata", "request", "response"]
    why = b"fetch-failure: name\r\nfetch-failure-words: no answer within 20 s  X: forged\r\n"
    assert why in [body for kind, _, body in told if kind == "metadata"]
    assert [h["WARC-Truncated"] for kind, h, _ in told if kind == "response"] == ["length"]
    assert ledger.records_of([hashlib.sha256(b"begun").hexdigest()], []) == (), "a cut body is no original"


def test_revisions_of_one_address_stand_side_by_side(ledger: Ledger) -> None:
    for hour, words in enumerate((b"Twelve ferries.", b"Fourteen ferries.", b"Twelve ferries.")):
        ledger.keep_fetch(answer(200, words, hour=hour))
    found = [k for k in ledger.history(PAGE) if k.payload]
    assert [k.kind.value for k in found] == ["response", "response", "revisit"]
    assert found[0].payload == found[2].payload != found[1].payload


def test_what_a_report_rests_on_is_bounded_however_often_its_address_was_asked(ledger: Ledger) -> None:
    body = samples.original(1)[1]
    for hour in range(50):
        ledger.keep_fetch(answer(200 if not hour else 304, b"" if hour else body, hour=hour))
    report = samples.report(1)
    ledger.keep(*samples.original(1))
    ledger.add_report(report, samples.understanding(report))
    seen = samples.SEEN + timedelta(hours=20, minutes=5)
    ledger.log_capture(Capture(original_id=report.original_id, report_id=report.id, locator=PAGE, seen=seen))
    found = [(k.kind.value, (k.at - samples.SEEN) // timedelta(hours=1)) for k in ledger.rests_on([report.id]).records]
    assert sorted(found) == [("request", 0), ("request", 20), ("response", 0), ("revisit", 20)]
    assert len(ledger.history(PAGE)) == 100


def test_every_record_has_its_entry_of_custody(ledger: Ledger) -> None:
    ledger.custodian = Custodian(who="ilse", how="rashomon 9")
    kept = ledger.keep_fetch(answer(200, TEXT))[1]
    ledger.note_custody("exported", kept.id, samples.SEEN)
    entries = [(n, c.who, c.act, c.how) for n, c in ledger.custody_of([kept.id])]
    assert entries == [(2, "ilse", "kept", "rashomon 9"), (3, "ilse", "exported", "rashomon 9")]
    ledger.check()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE custody SET record = replace(record, 'ilse', 'olaf') WHERE number = 2",
        "DELETE FROM custody WHERE number = 2",
        "DELETE FROM custody WHERE number = 6",  # of the last record: it is then without an entry
        "UPDATE custody SET chain = (SELECT chain FROM custody WHERE number = 1) WHERE number = 3",
    ],
)
def test_what_another_hand_changed_is_named(ledger: Ledger, change: str) -> None:
    ledger.custodian = Custodian(who="ilse", how="rashomon 9")
    for hour in range(3):
        ledger.keep_fetch(answer(200, TEXT + bytes([65 + hour]), hour=hour))
    ledger.check()
    with pytest.raises(RecordError, match="is never"):
        ledger._store.run(change)
    for (trigger,) in ledger._store.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        ledger._store.run(f"DROP TRIGGER {trigger}")
    ledger._store.run(change)
    with pytest.raises(LedgerDamaged, match="custody"):
        ledger.check()


def test_a_changed_record_is_named_also_where_no_report_is_read_from_it(ledger: Ledger) -> None:
    kept = ledger.keep_fetch(answer(404, TEXT))
    assert list(ledger.altered()) == []
    ledger._store.run("DROP TRIGGER record_kept")
    for each in kept:
        ledger._store.run("UPDATE record SET member = x'00' WHERE id = ?", (each.id,))
    assert list(ledger.altered()) == sorted(k.id for k in kept)


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
