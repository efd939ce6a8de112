"""The readable page of a package: what it is about, every report, every statement in its words. No script, no address
outside the package is loaded; whatever reports say is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from rashomon.records import Report, Rests
from rashomon.show.faces import BriefView, StatementView
from rashomon.show.layout import harmless
from rashomon.show.package.contents import Made, Subject, original_path, text_path

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = (
    "body{font:1rem/1.5 serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}"
    "h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2rem}pre{white-space:pre-wrap}"
    "mark{background:#fe9}dt{font-weight:bold}dd,td{overflow-wrap:anywhere}code{font-size:.85em}"
)


def page(subject: Subject, rests: Rests, made: Made, face: str) -> bytes:
    """The page as UTF-8 HTML; ``face`` is the subject as the terminal shows it, in plain text."""
    what = "A briefing" if isinstance(subject.view, BriefView) else f"{subject.kind.capitalize()} {subject.id}"
    head = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>Evidence: {_said(what)}</title><style>{_STYLE}</style></head><body>\n"
    )
    body = [
        f"<h1>Evidence: {_said(what)}</h1>",
        f"<p>Made {made.at:%Y-%m-%d %H:%M} UTC by {_said(made.by.who)} with {_said(made.by.how)}. ",
        "The original bytes, the text taken from them and the archived exchanges lie beside this page; manifest.json ",
        "names each by its SHA-256. <code>rashomon evidence check</code> verifies them without a ledger. ",
        "Originals have no file ending, so that a browser does not run them.</p>",
        f"<h2>What is shown</h2><pre>{escape(face)}</pre>",
        f"<h2>Reports ({len(rests.reports)})</h2>",
        *(_report(r, rests, subject.view.evidence) for r in rests.reports),
        f"<h2>Custody ({len(rests.custody)})</h2><table><tr><th>Entry</th><th>When</th><th>Who</th><th>What</th></tr>",
        *(
            f"<tr><td>{n}</td><td>{c.at:%Y-%m-%d %H:%M:%S} UTC</td><td>{_said(c.who)}</td>"
            f"<td>{_said(c.act)} <code>{_said(c.subject)}</code></td></tr>\n"
            for n, c in rests.custody
        ),
        "</table></body></html>\n",
    ]
    return (head + "".join(body)).encode("utf-8", "backslashreplace")


def _report(report: Report, rests: Rests, statements: Iterable[StatementView]) -> str:
    seen = [c for c in rests.captures if c.report_id == report.id]
    said = sorted((s for s in statements if s.report.id == report.id), key=lambda s: (s.pieces[0].start, s.id))
    captures = "".join(f"<dd>{c.seen:%Y-%m-%d %H:%M:%S} UTC, {_said(c.locator)}</dd>" for c in seen)
    words = "".join(f"<li>{_statement(s)}</li>\n" for s in said)
    others = "".join(
        f"<dd>{r.seen:%Y-%m-%d %H:%M} UTC: {_said(r.title)} <code>{r.original_id}</code></dd>"
        for r in rests.revisions
        if r.url == report.url and r.url is not None
    )
    return (
        f'<h3 id="{report.id}">{_said(report.title or "without a title")}</h3>'
        f"<dl><dt>Outlet</dt><dd>{_said(report.outlet.name)}</dd>"
        f"<dt>Address</dt><dd>{_said(report.url or 'none given')}</dd>"
        f"<dt>Seen</dt>{captures}"
        f'<dt>Original</dt><dd><a href="{original_path(report.original_id)}"><code>{report.original_id}</code></a></dd>'
        f'<dt>Text</dt><dd><a href="{text_path(report.id)}">{report.id}</a></dd>'
        + (f"<dt>Other versions of this address</dt>{others}" if others else "")
        + f"</dl><ul>{words}</ul>\n"
    )


def _statement(statement: StatementView) -> str:
    pieces = " … ".join(f"<mark>{_said(p.words)}</mark>" for p in statement.pieces)
    return f"{_said(statement.before)}{pieces}{_said(statement.after)}<br><small>{_said(statement.chain_words)}</small>"


def _said(words: str) -> str:
    return escape(harmless(words))
