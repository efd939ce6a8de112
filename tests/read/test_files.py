"""Walking folders and all that can be wrong with a file: each trouble is one value, and the rest is read."""

from __future__ import annotations

import json
import os
import time
import zipfile
from pathlib import Path

import pytest

from rashomon.read import read
from rashomon.records import NotRead, Taken
from tests.read.samples import SEEN, SENTENCES

GOOD = " ".join(SENTENCES[:2])


def results(*paths: Path) -> tuple[list[Taken], list[NotRead]]:
    found = list(read(paths, seen=SEEN))
    return [r for r in found if isinstance(r, Taken)], [r for r in found if isinstance(r, NotRead)]


def test_a_folder_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden.txt", ".git/x.txt", "c.md"):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{GOOD} {name}")
    taken, trouble = results(tmp_path)
    assert [Path(t.locator).relative_to(tmp_path).as_posix() for t in taken] == [
        "a/b/c.txt",
        "a/z.txt",
        "b.txt",
        "c.md",
    ]
    assert trouble == []
    assert all(t.original.id == t.report.original_id and t.original.size == len(t.payload) for t in taken)


def test_symlinks(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    inside = tmp_path / "inside"
    (inside / "deep").mkdir(parents=True)
    outside.mkdir()
    (outside / "secret.txt").write_text(GOOD)
    (inside / "deep" / "a.txt").write_text(GOOD)
    (inside / "deep" / "loop").symlink_to(inside)
    (inside / "self").symlink_to(inside / "self")
    (inside / "out").symlink_to(outside)
    (inside / "out.txt").symlink_to(outside / "secret.txt")
    (inside / "broken.txt").symlink_to(inside / "nothing")
    taken, trouble = results(inside)
    assert [Path(t.locator).name for t in taken] == ["a.txt"]
    assert trouble == []


def test_the_same_bytes_are_the_same_report_wherever_they_lie(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_text(GOOD)
    taken, _ = results(tmp_path)
    assert taken[0].report == taken[1].report


def zipped(place: Path) -> None:
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("a.txt", GOOD)


BAD: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t\r\n ", "empty"),
    ("mark.txt", b"\xef\xbb\xbf", "no running text"),
    ("nul.txt", b"The ship\x00 sank.", "NUL bytes (the first at byte 8)"),
    ("noise.txt", bytes((i * 97 + i // 7) % 255 + 1 for i in range(4000)), "binary data"),
    ("image.html", b"\x89PNG\r\n\x1a\n" + b"\x01" * 50, "a PNG image"),
    ("paper.html", b"%PDF-1.7 ...", "no valid PDF"),
    ("photo.txt", b"\xff\xd8\xff\xe0 JFIF", "a JPEG image"),
    ("packed.json", b"\x1f\x8b\x08 ...", "a gzip archive"),
    ("furniture.txt", b"Leave a Reply\n0 Comments\n", "only page furniture"),
    ("blank.html", b"<html><body><script>run()</script></body></html>", "shows no text"),
    ("torn.json", b'{"text": "The ship', "not valid JSON"),
    ("deep.json", b"[" * 200_000, "not valid JSON"),
    ("number.json", b'{"text": "a", "n": ' + b"1" * 6000 + b"}", "not valid JSON"),
    ("list.json", b"[]", "list is empty"),
    ("bare.json", b"12", "not an object"),
    ("shape.json", b'{"rows": 3, "name": "x"}', "no field holds its text"),
    ("void.json", b'{"title": "A", "text": "  "}', "text is empty"),
    ("two.json", b'{"text": "a"} {"text": "b"}', "more follows"),
    ("empty.jsonl", b"\n\n", "empty"),
    ("table.csv", b"a,b", "names no column of texts"),
    ("long.txt", b"ship " * 60_000, "one line has 300,000 characters"),
]


@pytest.mark.parametrize(("name", "payload", "why"), BAD, ids=[b[0] for b in BAD])
def test_bad_files_are_named_and_the_rest_is_read(tmp_path: Path, name: str, payload: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(payload)
    (tmp_path / "zz.txt").write_text(GOOD)
    taken, trouble = results(tmp_path)
    assert len(taken) == 1
    assert len(trouble) == 1
    assert why in trouble[0].why
    assert trouble[0].locator == str(tmp_path / name)
    assert trouble[0].advice
    assert "\n" not in trouble[0].why + trouble[0].advice


def test_a_zip_named_html(tmp_path: Path) -> None:
    zipped(tmp_path / "page.html")
    _, trouble = results(tmp_path)
    assert "really a zip archive" in trouble[0].why


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "folder.txt" / "a.txt").write_text(GOOD)
    started = time.perf_counter()
    taken, trouble = results(tmp_path, tmp_path / "nothing.txt", Path("/dev/zero"), Path("a\0b"))
    assert time.perf_counter() - started < 5
    assert len(taken) == 1
    assert [t.why for t in trouble] == [
        "it is a pipe, socket or device, not a file",
        "nothing is there",
        "it is a pipe, socket or device, not a file",
        "that is no path of a file",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "closed.txt").write_text(GOOD)
    (tmp_path / "closed.txt").chmod(0)
    (tmp_path / "open.txt").write_text(GOOD)
    taken, trouble = results(tmp_path)
    (tmp_path / "closed").chmod(0o700)
    assert len(taken) == 1
    assert [t.why for t in trouble] == ["it may not be read", "it may not be read"]


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text(GOOD)
    listed = Path.iterdir

    def refuse(self: Path) -> object:
        if self.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listed(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    taken, trouble = results(tmp_path)
    assert len(taken) == 1
    assert [(t.locator, t.why) for t in trouble] == [(str(tmp_path / "closed"), "it may not be read")]


def test_a_line_of_fifty_megabytes(tmp_path: Path) -> None:
    for name in ("a.txt", "a.html", "a.json", "a.jsonl"):
        with (tmp_path / name).open("wb") as file:
            for _ in range(50):
                file.write(b"x" * 1_000_000)
    started = time.perf_counter()
    taken, trouble = results(tmp_path)
    assert time.perf_counter() - started < 5
    assert taken == []
    assert all("20,000,000 bytes" in t.why for t in trouble)
    assert len(trouble) == 4


def test_long_lines_below_the_cap_end_quickly() -> None:
    from rashomon.errors import Unreadable
    from tests.read.samples import report

    started = time.perf_counter()
    for payload, media_type in (
        (b"a" * 3_000_000, "text/plain"),
        (b"<" * 200_000, "text/html"),
        (b"<a " * 100_000, "text/html"),
        (b"<p title='" * 100_000, "text/html"),
        (b"<!--" * 100_000, "text/html"),
        (b"&amp" * 100_000, "text/html"),
        (b'{"text": "' + b"\\n" * 1_000_000 + b'"}', "application/json"),
    ):
        with pytest.raises(Unreadable):
            report(payload, media_type)
    assert time.perf_counter() - started < 15


def test_file_names_are_shown_as_one_line_of_valid_text(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/bad\xff\nname.txt", "wb") as file:  # noqa: PTH123
        file.write(b"")
    _, trouble = results(tmp_path)
    assert trouble[0].locator.endswith("bad\\xff\\nname.txt")


def test_a_page_without_a_telling_name(tmp_path: Path) -> None:
    (tmp_path / "page").write_text(f"<!DOCTYPE html><html><body><p>{GOOD}</p></body></html>")
    (tmp_path / "page.txt").write_text(f"<html><body><p>{GOOD}</p></body></html>")
    taken, _ = results(tmp_path)
    assert {t.original.media_type for t in taken} == {"text/html"}


def test_every_bad_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("nonsense\n" * 1050 + json.dumps({"text": GOOD}))
    taken, trouble = results(tmp_path)
    assert [t.locator for t in taken] == [str(tmp_path / "a.jsonl") + "#1051"]
    assert len(trouble) == 1050
