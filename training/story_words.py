"""``python -m training.story_words``: how much a word tells about which happening a report is of.

Writes compare/stories/rules/story_words.toml from openly licensed text (UD English-EWT, GUM, MEANTIME) and the
project's own word lists. The table is frozen: what a report weighs must not depend on the other reports held
(methods.md, D3).

A word's level is ln(documents / documents with it), rounded down to a whole number. Words of the families of deeds, of
roles and of counted things say what *kind* of thing happened and never which one, however rare they are in other
text: their level is at most ``KIND``; that of states and their peoples is at most ``STATE``. On reports of shootings
(violent-corpus, train, seven parts by incident) the first alone takes TF-IDF with average link from B-cubed F1 90.1 to
91.6; frequencies from ten times the text (wordfreq) without it give 91.3.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rashomon.understand.lemmas import lemma
from training.invented import inflection

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "src" / "rashomon" / "understand" / "rules"
OUT = ROOT / "src" / "rashomon" / "compare" / "stories" / "rules" / "story_words.toml"
LEAST = 3  # documents that must hold a word before it is in the table: rarer ones weigh like unknown words
KIND = 2
STATE = 3  # names of states, their peoples and capitals: any two reports of world news share some
KINDS = ("predicates.toml", "roles.toml", "counted.toml", "deeds.toml", "verbs.toml")
_WORD = re.compile(r"[^\W\d_]+")


def documents(data: Path) -> Iterator[frozenset[str]]:
    """The words of each document, in lower case."""
    paths = [*sorted((data / "ud-ewt").glob("*.conllu")), *sorted((data / "gum").glob("*/*.conllu"))]
    for path in paths:
        for part in path.read_text(encoding="utf-8").split("# newdoc")[1:]:
            lines = (line[9:] for line in part.split("\n") if line.startswith("# text = "))
            yield frozenset(word.lower() for line in lines for word in _WORD.findall(line))
    for row in (data / "meantime" / "docs.jsonl").read_text(encoding="utf-8").splitlines():
        tokens = (token for sentence in json.loads(row)["sentences"] for token in sentence)
        yield frozenset(word.lower() for token in tokens for word in _WORD.findall(token))


def _listed(rules: Any, key: str = "") -> Iterator[tuple[str, bool]]:
    """All words of a rules file with whether they are given as verbs, its examples left out."""
    if isinstance(rules, str):
        yield from ((word.lower(), key == "verbs") for word in _WORD.findall(rules))
    elif isinstance(rules, list):
        for one in rules:
            yield from _listed(one, key)
    elif isinstance(rules, dict):
        for name, one in rules.items():
            if name not in {"example", "examples", "note"}:
                yield from _listed(one, name if isinstance(one, list | str) else key)


def kinds() -> dict[str, bool]:
    """Dictionary forms that say what kind of thing happened, or to what kind of person or thing; True for verbs."""
    found: dict[str, bool] = {}
    for name in KINDS:
        for word, verb in _listed(tomllib.loads((RULES / name).read_text(encoding="utf-8"))):
            found[word] = found.get(word, False) or verb
    return {word: verb for word, verb in found.items() if len(word) > 2}


def forms(word: str, *, verb: bool) -> frozenset[str]:
    """A dictionary form with its plural, or with the forms of a verb."""
    return inflection.forms(word) if verb else frozenset((word, inflection.third(word)))


def states() -> frozenset[str]:
    """The words of states' names, peoples (with their plurals) and capitals."""
    rows = tomllib.loads((RULES / "places.toml").read_text(encoding="utf-8"))["countries"].values()
    words = {w.lower() for row in rows for kind in row.values() for name in kind for w in _WORD.findall(name)}
    return frozenset(words | {word + "s" for word in words})


def levels(texts: Iterable[frozenset[str]]) -> dict[str, int]:
    """Each word's level."""
    held = list(texts)
    counts = Counter(word for text in held for word in text)
    found = {word: int(math.log(len(held) / n)) for word, n in counts.items() if n >= LEAST and len(word) > 1}
    listed = kinds()
    general = {form for word, verb in listed.items() for form in forms(word, verb=verb)}
    general |= {word for word in counts if lemma(word) in listed}
    found |= {word: min(STATE, found.get(word, STATE)) for word in states()}
    return found | {word: min(KIND, found.get(word, KIND)) for word in general}


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.story_words", description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    texts = list(documents(parser.parse_args().data))
    grouped: dict[int, list[str]] = defaultdict(list)
    for word, level in levels(texts).items():
        grouped[level].append(word)
    lines = [
        "# How much a word tells about which happening a report is of, in nats; other words weigh `unknown`.",
        "# Made by `python -m training.story_words` from UD English-EWT (CC BY-SA 4.0), GUM (CC BY 4.0) and MEANTIME",
        f"# (CC BY 4.0), {len(texts)} documents, and the project's own lists of deeds, roles and counted things.",
        f"unknown = {math.log(len(texts)):.2f}",
        "",
        "[levels]",
    ]
    for level in sorted(grouped):
        lines.append(f'{level} = """')
        line = ""
        for word in sorted(grouped[level]):
            if len(line) + len(word) >= 118:
                lines.append(line + " \\")
                line = ""
            line += (" " if line else "") + word
        lines += [line + '"""', ""]
    OUT.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
