"""Finding an extractor's words again in the source, in order, white space left out."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.read.visible import INVISIBLE

_LONG = 40  # letters: found anywhere ahead; shorter chunks only beside the long ones
_WINDOW = 20_000  # letters looked through for short and damaged chunks
_SHORTEST_RUN = 12  # letters of a damaged chunk that may be placed by themselves
_MAX_SCANS = 300  # failed searches through the whole page, which bounds the work on hostile pages


@dataclass(frozen=True, slots=True)
class Place:
    """Letters ``[first, last)`` of the source belong to the chunk of this number."""

    chunk: int
    first: int
    last: int


def key(text: str) -> str:
    """The letters of a text as they are compared: no white space, no invisible characters."""
    letters = "".join(text.split())
    return letters if letters.isascii() else "".join(c for c in letters if c not in INVISIBLE)


def place(letters: str, chunks: list[str]) -> list[Place]:
    """Places of the chunks (already keys) in the letters, in the order of the source where it can be.

    Long chunks are matched at their first place ahead, which succeeds whenever all stand there in order; short ones
    are then sought backwards from the next long one, so that a heading is not taken from the menu. What was altered
    inside is placed in runs, each found literally; what is found nowhere has no place.
    """
    whole: dict[int, tuple[int, int]] = {}
    at, scans = 0, 0
    for number, chunk in enumerate(chunks):
        if len(chunk) < _LONG or scans >= _MAX_SCANS:
            continue
        found = letters.find(chunk, at)
        if found < 0:
            scans += 1
            continue
        at = found + len(chunk)
        whole[number] = (found, at)
    _place_short(letters, chunks, whole)
    places = [Place(number, first, last) for number, (first, last) in whole.items()]
    low = 0
    for number, chunk in enumerate(chunks):
        if number in whole:
            low = max(low, whole[number][1])
        elif chunk:
            high = min(
                (whole[n][0] for n in range(number + 1, min(number + 40, len(chunks))) if n in whole), default=-1
            )
            high = min(high, low + _WINDOW) if high >= 0 else low + _WINDOW
            runs = _runs(letters, chunk, low, high)
            places += [Place(number, first, last) for first, last in runs]
            if runs:
                low = runs[-1][1]
    return sorted(places, key=lambda p: (p.chunk, p.first))


def _place_short(letters: str, chunks: list[str], whole: dict[int, tuple[int, int]]) -> None:
    limit = len(letters)
    anchored = sorted(whole)
    bounds = {n: whole[n] for n in anchored}
    floor = 0
    floors: list[int] = []
    for number in range(len(chunks)):
        floors.append(floor)
        if number in bounds:
            floor = bounds[number][1]
    after_last = True
    for number in range(len(chunks) - 1, -1, -1):
        if number in bounds:
            limit, after_last = bounds[number][0], False
        elif 0 < len(chunks[number]) < _LONG and not after_last:
            low = max(floors[number], limit - _WINDOW)
            found = _bounded_rfind(letters, chunks[number], low, limit)
            if found >= 0:
                whole[number] = (found, found + len(chunks[number]))
                limit = found
    at = floor
    for number in range(max(anchored, default=-1) + 1, len(chunks)):
        chunk = chunks[number]
        found = letters.find(chunk, at, at + _WINDOW) if 0 < len(chunk) < _LONG else -1
        if found >= 0:
            whole[number] = (found, found + len(chunk))
            at = found + len(chunk)


def _bounded_rfind(letters: str, chunk: str, low: int, high: int) -> int:
    return letters.rfind(chunk, low, high) if high - low >= len(chunk) else -1


def _runs(letters: str, chunk: str, low: int, high: int) -> list[tuple[int, int]]:
    """The chunk as runs found in order in the window, or none unless nine letters in ten find a place."""
    runs: list[tuple[int, int]] = []
    at, placed = 0, 0
    for _ in range(60):
        if at >= len(chunk):
            break
        size = _longest(letters, chunk, at, (low, high))
        if size < min(_SHORTEST_RUN, len(chunk)):
            at += 1
            continue
        found = letters.find(chunk[at : at + size], low, high)
        runs.append((found, found + size))
        low, at, placed = found + size, at + size, placed + size
    return runs if placed >= 0.9 * len(chunk) else []


def _longest(letters: str, chunk: str, at: int, window: tuple[int, int]) -> int:
    """Length of the longest piece of the chunk from here that stands in the window, by bisection."""
    good, bad = 0, len(chunk) - at + 1
    while bad - good > 1:
        middle = (good + bad) // 2
        if letters.find(chunk[at : at + middle], *window) >= 0:
            good = middle
        else:
            bad = middle
    return good
