"""Evidence packages: exported through the command, validated by the wacz package, checked without the ledger."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rashomon.ledger import Ledger
from rashomon.show.package.check import check

if TYPE_CHECKING:
    from conftest import Affair

Command = Callable[..., tuple[int, str, str]]
VALIDATE = "import sys; from wacz.main import main; sys.exit(main(['validate', '-f', sys.argv[1]]))"


@pytest.fixture
def exported(affair: Affair, rashomon: Command, tmp_path: Path) -> Path:
    """The package of the question how many were wounded, as a folder."""
    code, told, wrong = rashomon("--ledger", affair.path, "evidence", affair.settled.questions[0].id, "-o", "case")
    assert code == 0, wrong
    assert "4 reports" in told
    return tmp_path / "case"


def test_a_package_holds_all_that_its_subject_rests_on(affair: Affair, exported: Path) -> None:
    found = check(exported)
    assert (found.wrong, found.reports, found.records) == ((), 4, 4)
    asked = affair.settled.questions[0]
    said = [json.loads(line) for line in (exported / "statements.jsonl").read_text().splitlines()]
    assert {s["id"] for s in said} == set(asked.statements)
    manifest = json.loads((exported / "manifest.json").read_text())
    for report in manifest["reports"]:
        held = affair.reports[next(n for n, r in affair.reports.items() if r.id == report["id"])]
        assert (exported / report["original"]["path"]).read_bytes() == held.text.encode()
        assert (exported / report["text"]).read_text() == held.text
        assert report["captures"][0]["locator"].startswith("in/")
    assert {c["act"] for c in manifest["custody"]} == {"kept"}


def test_exporting_is_told_to_the_custody_log(affair: Affair, exported: Path) -> None:
    digest = check(exported).digest
    with Ledger.open(affair.path, readonly=True) as ledger:
        subject = f"question {affair.settled.questions[0].id}, manifest {digest}"
        [(_, entry)] = ledger.custody_of([subject])
        assert (entry.act, entry.who != "") == ("exported", True)
        ledger.check()


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("statements.jsonl", "statements.jsonl"),
        ("index.html", "index.html"),
        ("records.warc.gz", "records.warc.gz"),
        ("view.json", "view.json"),
        ("originals/*", "originals/"),
        ("texts/*", "texts/"),
    ],
)
@pytest.mark.parametrize("how", ["one byte", "gone"])
def test_what_was_altered_or_taken_away_is_named(
    affair: Affair, exported: Path, rashomon: Command, path: str, named: str, how: str
) -> None:
    file = sorted(exported.glob(path))[0]
    content = file.read_bytes()
    if how == "gone":
        file.unlink()
    else:
        place = len(content) // 2
        file.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    affair.path.unlink()  # the ledger is not needed
    code, told, _ = rashomon("evidence", "check", exported)
    assert code == 1
    assert named in told
    assert ("missing" if how == "gone" else "altered") in told


def test_a_file_put_in_is_named(exported: Path) -> None:
    (exported / "texts" / "more.txt").write_text("invented")
    (exported / "link").symlink_to(exported / "view.json")
    assert {(w.what, w.words) for w in check(exported).wrong} == {
        ("texts/more.txt", "the manifest does not name it"),
        ("link", "it is a link, and a package holds none"),
    }


def forged(package: Path, change: Callable[[dict[str, object]], None], path: str | None = None, new: str = "") -> None:
    """Change the manifest, and a file with its digest in the manifest, as a forger who knows the format would."""
    from hashlib import sha256

    manifest = json.loads((package / "manifest.json").read_text())
    if path is not None:
        (package / path).write_text(new)
        entry = next(f for f in manifest["files"] if f["path"] == path)
        entry.update(bytes=len(new.encode()), sha256=sha256(new.encode()).hexdigest())
    change(manifest)
    (package / "manifest.json").write_text(json.dumps(manifest))


def test_a_forged_manifest_does_not_pass(exported: Path, tmp_path: Path) -> None:
    digest = check(exported).digest
    report = json.loads((exported / "manifest.json").read_text())["reports"][0]
    text = (exported / report["text"]).read_text()
    for number, (path, new) in enumerate(
        [
            (report["text"], text.replace("soldiers", "sailors")),  # other words under the statements
            (report["original"]["path"], "other bytes"),  # other bytes under the digest of the original
        ]
    ):
        copy = tmp_path / f"copy{number}"
        shutil.copytree(exported, copy)
        forged(copy, lambda _: None, path, new)
        assert check(copy).wrong, path
    copy = tmp_path / "silent"
    shutil.copytree(exported, copy)
    forged(copy, lambda manifest: manifest.update(made={}))
    assert not check(copy).wrong
    assert [w.what for w in check(copy, digest).wrong] == ["manifest.json"], "the digest noted at export tells"


def test_a_wacz_is_valid_and_checked_alike(affair: Affair, rashomon: Command, tmp_path: Path) -> None:
    question = affair.settled.questions[0].id
    code, _, wrong = rashomon("--ledger", affair.path, "evidence", question, "-o", "case", "-o", "case.wacz")
    assert code == 0, wrong
    place = tmp_path / "case.wacz"
    done = subprocess.run([sys.executable, "-c", VALIDATE, place], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "is valid" in done.stdout
    whole, folder = check(place), check(tmp_path / "case")
    assert whole.wrong == ()
    assert (whole.digest, whole.files, whole.statements) == (folder.digest, folder.files, folder.statements)
    with zipfile.ZipFile(place) as packed:
        names = packed.namelist()
        pages = packed.read("pages/pages.jsonl").decode()
    assert {"archive/evidence.warc.gz", "indexes/index.cdx.gz", "datapackage-digest.json"} <= set(names)
    assert pages.count("http://files.invalid/") == 5  # the package's page and four reports

    altered = tmp_path / "altered.wacz"
    raw = bytearray(place.read_bytes())
    raw[len(raw) // 3] ^= 1
    altered.write_bytes(raw)
    assert check(altered).wrong
    half = tmp_path / "half.wacz"
    half.write_bytes(place.read_bytes()[:-100])
    assert check(half).wrong


def test_a_wacz_needs_its_extra(affair: Affair, rashomon: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wacz.main", None)
    code, _, wrong = rashomon("--ledger", affair.path, "evidence", affair.reports["post"].id, "-o", "case.wacz")
    assert code == 2
    assert "rashomon[wacz]" in wrong


@pytest.mark.parametrize("kind", ["report", "statement", "claim", "conflict", "supersession", "origin", "link"])
def test_each_kind_of_thing_has_its_package(affair: Affair, rashomon: Command, tmp_path: Path, kind: str) -> None:
    identifier = {
        "report": affair.reports["post"].id,
        "statement": affair.statements["post"].id,
        "claim": affair.settled.claims[0].id,
        "conflict": affair.settled.conflicts[0].id,
        "supersession": affair.settled.supersessions[0].id,
        "origin": affair.settled.origins[0].id,
        "link": affair.link.id,
    }[kind]
    code, _, wrong = rashomon("--ledger", affair.path, "evidence", identifier, "-o", "one")
    assert code == 0, wrong
    found = check(tmp_path / "one")
    assert (found.wrong, found.reports >= 1) == ((), True)


def test_a_brief_has_its_package_and_hostile_words_do_not_act(
    hostile_affair: Affair, rashomon: Command, tmp_path: Path
) -> None:
    code, _, wrong = rashomon("--ledger", hostile_affair.path, "evidence", "brief", "-o", "all")
    assert code == 0, wrong
    page = (tmp_path / "all" / "index.html").read_text()
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "<script" not in page
    assert check(tmp_path / "all").wrong == ()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check",), "needs the PATH"),
        (("check", "nowhere"), "nothing is at nowhere"),
        (("check", "."), "no manifest.json"),
        (("0123456789abcdef",), "nothing recorded"),
        (("brief", "other"), "one too many"),
    ],
)
def test_wrong_use_is_one_line(affair: Affair, rashomon: Command, arguments: tuple[str, ...], words: str) -> None:
    Path("empty.txt").touch()
    code, _, wrong = rashomon("--ledger", affair.path, "evidence", *arguments)
    assert code in (2, 4)
    assert words in wrong
    assert wrong.count("\n") == 1


def test_the_whole_archive_is_a_warc_any_tool_reads(affair: Affair, rashomon: Command, tmp_path: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    code, told, wrong = rashomon("--ledger", affair.path, "evidence", "archive", "-o", "all.warc.gz", "--json")
    assert code == 0, wrong
    found = json.loads(told)
    assert found["records"] == len(affair.reports)
    assert found["digest"] == hashlib.sha256((tmp_path / "all.warc.gz").read_bytes()).hexdigest()
    with (tmp_path / "all.warc.gz").open("rb") as file:
        bodies = {r.content_stream().read().decode() for r in ArchiveIterator(file, check_digests="raise")}
    assert bodies == {r.text for r in affair.reports.values()}
    for arguments in (("-o", "all.warc.gz"), ("-o", "all.zip"), (), ("-o", "a.warc.gz", "-o", "b.warc.gz")):
        assert rashomon("--ledger", affair.path, "evidence", "archive", *arguments)[0] == 2


def test_nothing_is_written_over(affair: Affair, exported: Path, rashomon: Command) -> None:
    before = {p: p.read_bytes() for p in exported.rglob("*") if p.is_file()}
    code, _, wrong = rashomon("--ledger", affair.path, "evidence", "brief", "-o", "case")
    assert code == 2
    assert "not an empty folder" in wrong
    assert before == {p: p.read_bytes() for p in exported.rglob("*") if p.is_file()}
