"""Bad input among good: one line for each bad item, all good ones recorded, and a ledger that verifies."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import sqlite3
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.ledger import Ledger
from rashomon.show.cli import run

Command = Callable[..., tuple[int, str, str]]

GOOD = {
    "01.txt": "Ferry sinks off Ostrel\n\nThe harbour office said 12 people were missing on Sunday.\n",
    "50.md": "# Ferry toll rises\n\nMayor Ana Roe said 15 people were missing after the ferry sank off Ostrel.\n",
    "99.html": "<!doctype html><html><head><title>Ferry</title></head><body><article><h1>Ferry search ends</h1>"
    "<p>Divers had found 14 of the missing people off Ostrel, the harbour office said on Monday.</p></article></body>",
}
STORY = "The harbour office said 12 people were missing after the ferry sank off Ostrel. "


@pytest.fixture
def rashomon(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """The command in an empty folder that holds the good reports in ``in``: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RASHOMON_LEDGER", raising=False)
    Path("in").mkdir()
    for name, text in GOOD.items():
        Path("in", name).write_text(text, encoding="utf-8")

    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(a) for a in arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("report.html", GOOD["99.html"])


# name of the item, how it is made, and what the line on it must say
BAD: list[tuple[str, Callable[[Path], object], str]] = [
    ("10-empty.txt", lambda p: p.touch(), "empty"),
    ("11-blank.html", lambda p: p.write_text(" \n\n "), "empty|no text"),
    ("12-noise.txt", lambda p: p.write_bytes(bytes(range(1, 256)) * 40), "binary"),
    ("13-nul.txt", lambda p: p.write_bytes(STORY.encode() + b"\0" + STORY.encode()), "NUL"),
    ("14-zip.html", zipped, "zip"),
    ("15-gzip.txt", lambda p: p.write_bytes(gzip.compress(STORY.encode() * 50)), "gzip"),
    ("16-line.txt", lambda p: p.write_text(STORY * 4000), "one line has [0-9,]+ characters"),
    ("17-broken.json", lambda p: p.write_text('{"title": "Ferry", "text": "The harbour'), "not valid JSON"),
    ("18-fields.json", lambda p: p.write_text('{"headline": 4, "pages": []}'), "no field holds its text"),
    ("19-deep.json", lambda p: p.write_text("[" * 100_000), "not valid JSON"),
    ("20-pipe.txt", os.mkfifo, "pipe"),
    ("21-picture.png", lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64)), "PNG|not read"),
    ("22-shell.html", lambda p: p.write_text("<!doctype html><html><body><script>go()</script></body>"), "text"),
]


@pytest.mark.parametrize(("name", "make", "told"), BAD, ids=[b[0] for b in BAD])
def test_each_bad_item_is_named_in_one_line_with_advice(
    rashomon: Command, name: str, make: Callable[[Path], object], told: str
) -> None:
    make(Path("in", name))
    code, out, err = rashomon("read", Path("in", name))
    assert (code, out.splitlines()[0]) == (3, "0 new reports in rashomon.ledger; 1 not read")
    assert re.fullmatch(rf"not read: in/{name}: [^\n]*(?:{told})[^\n]*\. [A-Z][^\n]+\n", err), err


def test_the_rest_of_the_folder_is_recorded(rashomon: Command) -> None:
    for name, make, _ in BAD:
        make(Path("in", name))
    Path("in", "30-lines.jsonl").write_text('{"text": "Shops on the quay stayed closed, Ana Roe said."}\n{"text":\n')
    code, out, err = rashomon("read", "in")
    assert code == 3
    assert out.splitlines()[0] == f"4 new reports in rashomon.ledger; {len(BAD) + 1} not read"
    lines = err.splitlines()
    assert [line.split(":")[1].strip() for line in lines] == [
        *(f"in/{name}" for name, _, _ in BAD),
        "in/30-lines.jsonl#2",
    ]
    assert rashomon("verify")[0] == 0
    code, out, _ = rashomon("read", "in")
    assert (code, out.splitlines()[0]) == (
        3,
        f"0 new reports in rashomon.ledger; 4 already held; {len(BAD) + 1} not read",
    )
    assert rashomon("brief")[0] == 0


def test_odd_but_readable_text_is_recorded_and_verifies(rashomon: Command) -> None:
    story = f"Fähre gesunken\n\n{STORY}“No more,” Mayor Ana Roe said in the café at Ostrel.\n"
    Path("in", "60-latin.txt").write_bytes(story.replace("“", '"').replace("”", '"').encode("cp1252"))
    Path("in", "61-utf16.txt").write_bytes(story.encode("utf-16"))
    Path("in", "62-bom.txt").write_bytes(b"\xef\xbb\xbf" + story.encode())
    Path("in", "63-lies.html").write_bytes(GOOD["99.html"].replace("<head>", '<head><meta charset="x-no">').encode())
    Path("in", "64-cut.html").write_text(GOOD["99.html"][:-60])
    Path("in", "65-cut.txt").write_bytes((story * 30).encode()[:-2] + "é".encode()[:1])
    Path("in", "66 odd\nname\x1b[31m.txt").write_text(f"{STORY}Ana Roe said so.\n")
    code, out, err = rashomon("read", "in")
    assert (code, err) == (0, ""), err
    assert out.startswith("10 new reports")
    assert rashomon("verify")[0] == 0
    assert "61-utf16.txt" in rashomon("brief", "--limit", "0")[1]


def test_a_very_long_line_is_neither_read_nor_a_burden(rashomon: Command) -> None:
    with Path("in", "10-long.txt").open("w") as file:
        for _ in range(25):
            file.write(STORY * 12_000)
    code, _, err = rashomon("read", "in")
    assert code == 3
    assert re.fullmatch(r"not read: in/10-long\.txt: [^\n]+\. [A-Z][^\n]+\n", err)
    with Ledger.open(Path("rashomon.ledger")) as ledger:
        assert ledger.counts()["reports"] == len(GOOD)


def test_escapes_and_overrides_in_a_report_never_act(rashomon: Command) -> None:
    Path("in", "10.txt").write_text(
        "Ferry \x1b[2J\x1b]0;owned\x07sinks\n\n"
        "Mayor Ana Roe said \u202e12 people\u202c were \x1b[31mmissing\x1b[0m after the ferry sank off Ostrel.\n"
        "She told the Bay \u2066Mirror\u2069 that \x9b31m nobody had been warned.\n"
    )
    assert rashomon("read", "in")[0] == 0
    for command in (["brief"], ["questions"], ["search", "missing"], ["brief", "--json"], ["verify"]):
        code, out, err = rashomon(*command)
        assert code == 0
        acting = {c for c in out + err if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"}
        assert acting == set(), command
    assert "Ana Roe" in rashomon("brief")[1]


FOREIGN = {
    "es.txt": "El alcalde dijo que doce personas desaparecieron cuando el transbordador se hundió frente al puerto. "
    "Los bomberos siguieron buscando durante la noche, pero nadie quiso decir cuántos viajaban.",
    "ru.txt": "Мэр сообщил, что двенадцать человек пропали без вести после того, как паром затонул у порта. "
    "Спасатели продолжали поиски всю ночь, но никто не сказал, сколько людей было на борту.",
    "ar.txt": "قال رئيس البلدية إن اثني عشر شخصا فقدوا بعد غرق العبارة قبالة الميناء. "
    "واصل رجال الإنقاذ البحث طوال الليل.",
    "zh.txt": "市长说，渡轮在港口附近沉没后有十二人失踪。救援人员整夜继续搜寻，但没有人愿意说明船上有多少乘客。",
}


def test_other_languages_are_kept_searchable_and_marked(rashomon: Command) -> None:
    for name, text in FOREIGN.items():
        Path("in", name).write_text(f"{text}\n", encoding="utf-8")
    code, out, err = rashomon("read", "in")
    assert (code, err) == (0, "")
    assert out.startswith(f"{len(GOOD) + len(FOREIGN)} new reports in rashomon.ledger; {len(FOREIGN)} kept but not")
    for words in ("bomberos", "паром", "العبارة", "渡轮"):
        assert words in rashomon("search", words)[1]
    assert f"{len(FOREIGN)} reports in" in rashomon("brief")[1]
    with Ledger.open(Path("rashomon.ledger")) as ledger:
        strange = [r for r in ledger.reports() if r.language != "en"]
        assert {r.language for r in strange} == {"es", "ru", "ar", "zh"}
        assert not [s for r in strange for s in ledger.statements_of(r.id)]
    assert rashomon("verify")[0] == 0


def test_loops_and_links_end(rashomon: Command) -> None:
    inner = Path("in", "inner")
    inner.mkdir()
    (inner / "up").symlink_to(Path("..").resolve() / "in", target_is_directory=True)
    (inner / "self").symlink_to(inner.resolve() / "self")
    (inner / "gone.txt").symlink_to("nowhere.txt")
    Path("outside.txt").write_text(STORY)
    (inner / "out.txt").symlink_to(Path("outside.txt").resolve())
    code, out, err = rashomon("read", "in")
    assert (code, err) == (0, "")
    assert out.startswith(f"{len(GOOD)} new reports")
    code, out, err = rashomon("read", "in/inner/self")
    assert (code, err.count("\n")) == (3, 1)


def test_what_may_not_be_read_is_named_and_the_rest_goes_on(rashomon: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permission bits do not bind every user who runs the tests, so the refusal itself is put in place."""
    Path("in", "20-closed").mkdir()
    Path("in", "30-closed.txt").write_text(STORY)
    listed, opened = Path.iterdir, os.open

    def refuse(path: object) -> None:
        if "closed" in Path(str(path)).name:
            raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", lambda self: (refuse(self), listed(self))[1])
    monkeypatch.setattr(os, "open", lambda path, *rest, **more: (refuse(path), opened(path, *rest, **more))[1])
    code, out, err = rashomon("read", "in")
    assert code == 3
    assert out.startswith(f"{len(GOOD)} new reports in rashomon.ledger; 2 not read")
    assert err.splitlines() == [
        "not read: in/20-closed: it may not be read. Ask for permission to read it",
        "not read: in/30-closed.txt: it may not be read. Ask for permission to read it",
    ]


def test_ledgers_that_cannot_be_used_are_exit_3_and_left_as_they_are(rashomon: Command) -> None:
    rashomon("read", "in", "--ledger", "newer.ledger")
    with sqlite3.connect("newer.ledger") as database:
        database.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    database.close()
    Path("letter.ledger").write_text("Dear reader, this is no ledger. " * 200)
    for name, told in (("newer", "use a newer rashomon"), ("letter", "restore it from a copy")):
        before = Path(f"{name}.ledger").read_bytes()
        for command in (["read", "in"], ["brief"], ["verify"]):
            code, out, err = rashomon("--ledger", f"{name}.ledger", *command)
            assert (code, out, err.count("\n")) == (3, "", 1)
            assert err.startswith(f"rashomon: ledger {name}.ledger: ")
            assert told in err
        assert Path(f"{name}.ledger").read_bytes() == before


FILES = 20


def test_a_full_disk_is_one_line_and_loses_nothing(rashomon: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    rashomon("read", "in")
    for number in range(FILES):
        noise = " ".join(hashlib.sha256(f"{number} {n}".encode()).hexdigest() for n in range(60))
        page = f"<!doctype html><title>Ferry</title><!-- {noise} --><p>Mayor {number} said the lamps burned in Ostrel."
        Path("in", f"70-{number}.html").write_text(page)
    prepare = Ledger.open

    def cramped(*arguments: object, **more: object) -> Ledger:
        ledger = prepare(*arguments, **more)  # type: ignore[arg-type]
        [(pages,)] = ledger._store.rows("PRAGMA page_count")
        ledger._store.rows(f"PRAGMA max_page_count = {pages + 30}")
        return ledger

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "open", cramped)
        code, out, err = rashomon("read", "in")
    assert (code, out) == (3, "")
    assert err == (
        "rashomon: ledger rashomon.ledger: the disk is full; nothing was half-written: make room and run again\n"
    )
    code, out, err = rashomon("verify")
    assert (code, err) == (0, "")
    with Ledger.open(Path("rashomon.ledger")) as ledger:
        assert len(GOOD) < ledger.counts()["reports"] < len(GOOD) + FILES
    code, out, _ = rashomon("read", "in")
    assert code == 0
    with Ledger.open(Path("rashomon.ledger")) as ledger:
        assert ledger.counts()["reports"] == len(GOOD) + FILES


def test_verify_names_the_report_of_which_one_archived_byte_was_changed(rashomon: Command) -> None:
    rashomon("read", "in")
    code, out, err = rashomon("verify")
    assert (code, err) == (0, "")
    assert out.startswith(f"verified: {len(GOOD)} reports")
    shutil.copy("rashomon.ledger", "whole.ledger")
    with Ledger.open(Path("rashomon.ledger")) as ledger:
        report = next(r for r in ledger.reports() if r.title.startswith("Ferry toll"))
        [kept] = ledger.rests_on([report.id]).records
        record = gzip.decompress(ledger.member(kept.id))
    another = record.replace(b"15 people", b"16 people")
    assert another != record
    packed = gzip.compress(record)
    flipped = bytes([*packed[:40], packed[40] ^ 1, *packed[41:]])
    for bytes_ in (gzip.compress(another), flipped, gzip.compress(record + b" "), b""):
        shutil.copy("whole.ledger", "changed.ledger")
        with sqlite3.connect("changed.ledger") as database:
            database.execute("DROP TRIGGER record_kept")
            database.execute("UPDATE record SET member = ? WHERE id = ?", (bytes_, kept.id))
        database.close()
        code, out, err = rashomon("--ledger", "changed.ledger", "verify")
        assert (code, err) == (1, "")
        told = " ".join(out.split())
        assert told.startswith(f"{report.id}: the archived bytes of original {report.original_id} were changed")
        assert "1 difference in 3 reports" in told


def test_a_fault_in_one_report_leaves_it_out_and_the_run_goes_on(
    rashomon: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rashomon import intake
    from rashomon.errors import RecordError
    from rashomon.records import Report, Understanding

    understand = intake.understand

    def faulty(report: Report, *, reader: intake.Reader) -> Understanding:
        if report.title.startswith("Ferry toll"):
            raise RecordError("span [4, 4) is empty or inverted")
        return understand(report, reader=reader)

    monkeypatch.setattr(intake, "understand", faulty)
    code, out, err = rashomon("read", "in")
    assert (code, err.count("\n")) == (3, 1)
    assert out.startswith("2 new reports in rashomon.ledger; 1 not read")
    assert err.startswith("not read: in/50.md: a fault of the program (RecordError: span [4, 4)")
