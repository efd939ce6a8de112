"""Which words make one statement, given acts and statements as the trained reader finds them. No weights are needed."""

from __future__ import annotations

import pytest
from test_sentences import report_of

from rashomon.records import BlockKind, QuoteKind, Span
from rashomon.understand import extents, names, sentences
from rashomon.understand.attribution import line as attribution_line
from rashomon.understand.attribution import quotes
from rashomon.understand.parts import Attribution
from rashomon.understand.reader import Said

HEAD = "The head of the Harbour Council, Mara Lint, "
CASES: list[tuple[str, str, tuple[str, ...], list[tuple[str, bool]]]] = [
    (f"{HEAD}cited 139 dead on Tuesday.", "139 dead", ("139 dead on Tuesday",), [("139 dead on Tuesday", True)]),
    (f"{HEAD}cited 139 dead.", "139 dead", ("139",), [("139 dead", True)]),
    (
        "Nine clerks -- all of the old guild -- were held, said Mara Lint.",
        "Nine clerks -- all of the old guild -- were held",
        ("Nine clerks -- all of the old guild --", "were held"),
        [("Nine clerks -- all of the old guild -- were held", True)],
    ),
]


@pytest.mark.parametrize(("text", "content", "read", "expected"), CASES, ids=[c[1] + c[2][0] for c in CASES])
def test_what_an_act_says(text: str, content: str, read: tuple[str, ...], expected: list[tuple[str, bool]]) -> None:
    report = report_of((text, BlockKind.PARAGRAPH))

    def span(words: str) -> Span:
        start = report.text.index(words)
        return Span(start=start, end=start + len(words))

    found = sentences.split(report)
    lines = attribution_line.read_all(found, quotes.find(found))
    cue, source = ("cited", HEAD.rstrip(", ")) if text.startswith(HEAD) else ("said", "Mara Lint")
    act = Attribution(
        source=span(source), cue=span(cue), content=(span(content),), quote=QuoteKind.INDIRECT, sentence=0
    )
    made = extents.pieces(lines, [act], names.find_names(report.text, found), [Said(span(words)) for words in read])
    assert [(piece.content[0].of(report.text), piece.act is act) for piece in made] == expected
