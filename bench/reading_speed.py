"""``bench speed --reader``: words a second, memory, size and start of the trained reader on two threads.

Scorer: this module. Texts are whole reports: GUM's news and PolNeAR's development articles as they are, in batches of
`BATCH`; words are what stands between blanks. Each reader runs in a process of its own that may use two cores only, so
that its memory is its own: ``words_per_s`` is the trained reader (text in; acts, statements, names and firmness out),
``product_words_per_s`` the whole room (text in, statements with chains and values out) over all batches after one to
warm up, ``product_words_per_s_slowest`` its slowest batch;
``peak_mb`` the process's highest resident size; ``load_s`` from before the import to after the first short text, and
``import_s`` its part before the weights; ``weights_mb`` what lies in understand/weights.

Anchor: none published for this task. Baseline: the rules alone, ``rules_product_words_per_s``. Peer: spaCy's small
English architecture (tok2vec, tagger, parser, ner) with random weights, ``peer_words_per_s``: speed does not depend on
what they are. It is looked for in this interpreter and in the one that the environment's RASHOMON_PEER names.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bench import texts
from bench.result import DataMissing, Result

BATCH = 8
REPORTS, REPORTS_FULL = 60, 150
THREADS = 2
ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src" / "rashomon" / "understand" / "weights"
_LIMITS = {name: str(THREADS) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
_SHORT = "Officials said on Friday that two ships had left the harbour."


def run(data: Path, split: str, full: bool) -> Result:
    """Measure the trained reader, the rules and, where it can be had, the peer; ``full`` reads all reports."""
    started = time.perf_counter()
    reports = load(data)[: REPORTS_FULL if full else REPORTS]
    trained, rules = probe("trained", reports), probe("rules", reports)
    figures = {name: trained[name] for name in ("words_per_s", "product_words_per_s", "product_words_per_s_slowest")}
    figures |= {name: trained[name] for name in ("peak_mb", "import_s", "load_s")}
    figures["weights_mb"] = size_mb(WEIGHTS)
    figures["rules_product_words_per_s"] = rules["product_words_per_s"]
    peer = next((found for python in _pythons() if (found := _peer(python, reports))), None)
    if peer is not None:
        figures |= {"peer_words_per_s": peer["words_per_s"], "peer_peak_mb": peer["peak_mb"]}
    failures = (machine(), f"peer: spaCy {peer['version']}" if peer else "peer not installed")
    return Result("speed-reader", split, len(reports), figures, time.perf_counter() - started, failures)


def load(data: Path) -> list[str]:
    """Whole reports: GUM's news, then PolNeAR's development articles. Raises DataMissing where neither is there."""
    names = sorted(path.stem for path in (data / "gum").glob("*/GUM_news_*.conllu"))
    reports = [texts.read(data, f"gum:{name}") for name in names]
    articles = sorted((data / "polnear" / "dev" / "text").glob("*.txt"))
    reports += [path.read_text(encoding="utf-8") for path in articles]
    if not reports:
        raise DataMissing(
            f"bench speed --reader: no gum and no polnear in {data}; name the data folder with --data DIR"
        )
    return reports


def probe(name: str, reports: Iterable[str]) -> dict[str, float]:
    """The figures of one reader, measured by `measure` in a new process."""
    return _child([sys.executable, "-m", "bench.reading_speed", name], list(reports))


def _child(command: list[str], reports: list[str]) -> dict[str, Any]:
    environment = os.environ | _LIMITS | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    done = subprocess.run(
        command, input=json.dumps(reports), capture_output=True, text=True, env=environment, cwd=ROOT, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[-1]}: {done.stderr.strip()[-2000:]}")
    answer: dict[str, Any] = json.loads(done.stdout.strip().split("\n")[-1])
    return answer


def measure(name: str, reports: list[str]) -> dict[str, float]:
    """Run in a process of its own, by ``python -m bench.reading_speed NAME``: start, speed and memory of a reader."""
    pin()
    started = time.perf_counter()
    from bench import readers  # the import is part of what is measured

    imported = time.perf_counter()
    reader = readers.load(name)
    reader.statements(_SHORT)
    loaded = time.perf_counter()
    batches = [reports[start : start + BATCH] for start in range(0, len(reports), BATCH)]
    for report in batches[0]:
        reader.statements(report)
    speeds, whole = _timed(batches, reader.statements)
    _, spans = _timed(batches, reader.attributions)
    return {
        "product_words_per_s": whole,
        "product_words_per_s_slowest": min(speeds),
        "words_per_s": spans,
        "peak_mb": peak_mb(),
        "import_s": imported - started,
        "load_s": loaded - started,
    }


def _timed(batches: list[list[str]], read: Callable[[str], object]) -> tuple[list[float], float]:
    """Words a second of each batch, and of all together."""
    seconds, words = [], [sum(count(report) for report in batch) for batch in batches]
    for batch in batches:
        before = time.perf_counter()
        for report in batch:
            read(report)
        seconds.append(time.perf_counter() - before)
    return [w / s for w, s in zip(words, seconds, strict=True)], sum(words) / sum(seconds)


def pin() -> None:
    """Keep this process to `THREADS` cores where the system can; libraries that count cores see no more."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:THREADS])


def count(text: str) -> int:
    """Words as a reader of papers counts them: what stands between blanks."""
    return len(text.split())


def peak_mb() -> float:
    """The highest resident size of this process so far."""
    import resource  # not on Windows, where the rest of the benches runs

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def size_mb(folder: Path) -> float:
    """What the files of a folder take on disk, in units of 10^6 bytes; 0 where it is not there."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def machine() -> str:
    """One line on where the figures come from: they are no property of the reader alone."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").split("\n") if info.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    load = f", load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else ""
    cores = os.cpu_count()
    name = model or platform.processor() or platform.machine()
    return f"machine: {name}, {cores} cores, {THREADS} used, Python {platform.python_version()}{load}"


def _pythons() -> list[str]:
    return [sys.executable, *filter(None, [os.environ.get("RASHOMON_PEER")])]


def _peer(python: str, reports: list[str]) -> dict[str, Any] | None:
    """The peer's figures, where that interpreter has it."""
    if subprocess.run([python, "-c", "import spacy"], capture_output=True, check=False).returncode:
        return None
    return _child([python, "-m", "bench.reading_peer"], reports)


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], json.load(sys.stdin))))
