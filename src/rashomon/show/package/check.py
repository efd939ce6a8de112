"""Verifying a package without the ledger: what is altered, missing or too much, by name."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rashomon.errors import UsageError
from rashomon.show.package.contents import FORMAT, MANIFEST, RECORDS, STATEMENTS, sha256
from rashomon.show.package.write import INSIDE, WARC

LARGEST = 4 << 30  # bytes of one file inside a WACZ


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """One thing that is not as the package says: a path or identifier, and what is wrong in one line."""

    what: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was looked at and what is wrong; ``digest`` is the SHA-256 of the manifest, as printed when it was made."""

    path: str
    digest: str
    files: int
    reports: int
    statements: int
    records: int
    wrong: tuple[Wrong, ...]


def check(place: Path, expected: str | None = None) -> Checked:
    """Verify a package, a folder or a WACZ; ``expected`` is the digest its manifest must have, if known.

    Raises UsageError where the place holds no package at all.
    """
    if not place.exists():
        raise UsageError(f"nothing is at {place}: name a package folder or a .wacz file")
    if place.is_dir():
        files, wrong = _folder(place)
    else:
        files, wrong = _wacz(place)
    if MANIFEST not in files:
        if wrong:
            return Checked(path=str(place), digest="", files=0, reports=0, statements=0, records=0, wrong=tuple(wrong))
        raise UsageError(f"{place} holds no {MANIFEST}: it is no evidence package")
    digest = sha256(files[MANIFEST])
    if expected is not None and expected.lower() != digest:
        wrong.append(Wrong(what=MANIFEST, words=f"its digest is {digest}, not the one given"))
    try:
        told = json.loads(files[MANIFEST])
        if told["rashomon"] != {"format": FORMAT, "kind": "evidence"}:
            raise UsageError(f"{place} is a package of another version: use that version of rashomon")
        wrong += [*_digests(told, files), *_reports(told, files), *_records(told, files)]
        count, worse = _statements(told, files)
        sizes = {"reports": len(told["reports"]), "records": len(told["records"]), "statements": count}
        wrong += worse
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        sizes = {"reports": 0, "records": 0, "statements": 0}
        wrong.append(Wrong(what=MANIFEST, words=f"it cannot be read ({type(error).__name__}: {error})"))
    return Checked(path=str(place), digest=digest, files=len(files), wrong=tuple(wrong), **sizes)


def _folder(place: Path) -> tuple[dict[str, bytes], list[Wrong]]:
    files: dict[str, bytes] = {}
    wrong: list[Wrong] = []
    for file in sorted(place.rglob("*")):
        path = file.relative_to(place).as_posix()
        if file.is_symlink():
            wrong.append(Wrong(what=path, words="it is a link, and a package holds none"))
        elif file.is_file():
            try:
                files[path] = file.read_bytes()
            except OSError as error:
                wrong.append(Wrong(what=path, words=f"it cannot be read ({error.strerror})"))
    return files, wrong


def _wacz(place: Path) -> tuple[dict[str, bytes], list[Wrong]]:
    wrong: list[Wrong] = []
    try:
        with zipfile.ZipFile(place) as packed:
            large = [i.filename for i in packed.infolist() if i.file_size > LARGEST]
            if large:
                raise UsageError(f"{place}: {large[0]} is larger than {LARGEST >> 30} GiB")
            names = packed.namelist()
            held = {name: packed.read(name) for name in names}
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
        return {}, [Wrong(what=place.name, words=f"it is no whole ZIP file ({error})")]
    try:
        described = json.loads(held["datapackage.json"])
        sealed = json.loads(held["datapackage-digest.json"])
        if sealed["hash"] != f"sha256:{sha256(held['datapackage.json'])}":
            wrong.append(Wrong(what="datapackage.json", words="its digest is not the one in datapackage-digest.json"))
        for each in described["resources"]:
            content = held.get(each["path"])
            if content is None:
                wrong.append(Wrong(what=each["path"], words="it is missing"))
            elif each["hash"] != f"sha256:{sha256(content)}":
                wrong.append(Wrong(what=each["path"], words="its digest is not the one in datapackage.json"))
        known = {each["path"] for each in described["resources"]} | {"datapackage.json", "datapackage-digest.json"}
        wrong += [Wrong(what=name, words="datapackage.json does not name it") for name in names if name not in known]
    except (KeyError, ValueError, TypeError) as error:
        wrong.append(Wrong(what="datapackage.json", words=f"it cannot be read ({type(error).__name__}: {error})"))
    files, worse = _unpacked(held.get(f"archive/{WARC}", b""))
    return files, wrong + worse


def _unpacked(warc: bytes) -> tuple[dict[str, bytes], list[Wrong]]:
    """The files of a package from the WARC inside a WACZ: its own as resources, originals as payloads of records."""
    files: dict[str, bytes] = {}
    originals: dict[str, bytes] = {}
    members: list[bytes] = []
    wrong: list[Wrong] = []
    for target, member, payload, trouble in _parts(warc):
        if trouble:
            wrong.append(Wrong(what=target, words=trouble))
        elif target.startswith(INSIDE):
            files[target.removeprefix(INSIDE)] = payload
        else:
            members.append(member)
            originals[sha256(payload)] = payload
    files[RECORDS] = b"".join(members)
    try:
        told = json.loads(files.get(MANIFEST, b"{}")).get("reports", [])
        wanted = {str(r["original"]["sha256"]): str(r["original"]["path"]) for r in told}
    except (ValueError, KeyError, TypeError, AttributeError):
        wanted = {}
    files.update({path: originals[digest] for digest, path in wanted.items() if digest in originals})
    return files, wrong


def _parts(warc: bytes) -> Iterator[tuple[str, bytes, bytes, str]]:
    """Each record of a WARC: its target, its own bytes, what it carries, and what is wrong with it."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    records = ArchiveIterator(io.BytesIO(warc), check_digests=True)
    target = "the first record"
    try:
        for record in records:
            target = record.rec_headers.get_header("WARC-Target-URI") or "a record without an address"
            payload = record.content_stream().read()
            passed = record.digest_checker.passed
            start, size = records.get_record_offset(), records.get_record_length()
            yield target, warc[start : start + size], payload, "" if passed is not False else "its digests are wrong"
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError) as error:
        yield f"{RECORDS}, after {target}", b"", b"", f"it cannot be read on ({type(error).__name__}: {error})"


def _digests(told: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[Wrong]:
    named = {str(each["path"]): each for each in told["files"]}
    for path, each in named.items():
        if path not in files:
            yield Wrong(what=path, words="it is missing")
        elif len(files[path]) != each["bytes"] or sha256(files[path]) != each["sha256"]:
            yield Wrong(what=path, words=f"it was altered: its digest is {sha256(files[path])}")
    for path in sorted(files.keys() - named.keys() - {MANIFEST}):
        yield Wrong(what=path, words="the manifest does not name it")


def _reports(told: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[Wrong]:
    named = {str(each["path"]): each["sha256"] for each in told["files"]}
    for report in told["reports"]:
        original = report["original"]
        if named.get(original["path"]) != original["sha256"]:
            yield Wrong(what=f"report {report['id']}", words="its original is not among the files by its digest")
        if report["text"] not in named:
            yield Wrong(what=f"report {report['id']}", words="its text is not among the files")


def _statements(told: Mapping[str, Any], files: Mapping[str, bytes]) -> tuple[int, list[Wrong]]:
    """How many statements there are, and those whose words are not what stands at their places."""
    texts = {str(r["id"]): files.get(str(r["text"]), b"").decode("utf-8", "surrogatepass") for r in told["reports"]}
    wrong: list[Wrong] = []
    lines = files.get(STATEMENTS, b"").splitlines()
    for line in lines:
        said = json.loads(line)
        text = texts.get(said["report"])
        if text is None:
            wrong.append(Wrong(what=f"statement {said['id']}", words="its report is not in the package"))
        elif not said["spans"] or [text[a:b] for a, b in said["spans"]] != said["words"]:
            wrong.append(Wrong(what=f"statement {said['id']}", words="its words are not what stands at its places"))
    return len(lines), wrong


def _records(told: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[Wrong]:
    """Records missing, altered or too many, originals that none carries, and those nobody is said to have kept."""
    listed = {str(k["id"]) for k in told["records"]}
    held: set[str] = set()
    carried: set[str] = set()
    for target, member, payload, trouble in _parts(files.get(RECORDS, b"")):
        if trouble:
            yield Wrong(what=target, words=trouble)
            continue
        held.add(hashlib.sha256(member).hexdigest())
        carried.add(sha256(payload))
    yield from (Wrong(what=f"record {i}", words="it is missing or was altered") for i in sorted(listed - held))
    yield from (Wrong(what=f"record {i}", words="the manifest does not name it") for i in sorted(held - listed))
    for report in told["reports"]:
        if report["original"]["sha256"] not in carried:
            yield Wrong(what=f"report {report['id']}", words="no archived record carries its original")
    kept = {str(c["subject"]) for c in told["custody"] if c["act"] == "kept"}
    yield from (
        Wrong(what=f"record {i}", words="the custody log does not say who kept it") for i in sorted(listed - kept)
    )
