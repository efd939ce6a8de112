"""The commands as a user meets them."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rashomon.show.layout import plain
from rashomon.show.outcomes import Verified, verify_lines


def test_brief_names_conflict_revision_and_evidence(affair, rashomon):
    code, out, err = rashomon("--ledger", affair.path, "brief")
    assert (code, err) == (0, "")
    flat = " ".join(out.split())
    assert "6 reports from 6 outlets, published 3–6 Mar 2031" in flat
    assert "about 31 [1] against at least 47 [4] (number)" in flat
    assert "at least 47 [4] replaces 28 [2] (update, as of 5 Mar 2031)" in flat
    assert "28: 2 reports, all from Ana Roe (speaker) [2, 3]" in flat
    assert "Harbour Post and Vale Mirror (3–4 Mar 2031) ← Karsk Press Agency ← Ana Roe — asserted" in flat
    assert "[2] “28 soldiers were wounded at Ostrel” — Harbour Post, 3 Mar 2031 statement" in flat
    assert "[3] the same words as [2] — Vale Mirror" in flat
    assert "Was the depot empty? — Quay Voice ← Petra Vonn, asserted [5]" in flat
    assert "1 report in “fr” not understood: kept and searchable" in flat


def test_every_line_that_says_something_of_a_report_carries_a_number(affair, rashomon):
    _, out, _ = rashomon("--ledger", affair.path, "brief")
    shown = out[: out.index("EVIDENCE")]
    paragraphs = shown.replace("\n        ", " ").splitlines()
    said = [p for p in paragraphs if re.search(r"\b(47|28|31|depot|Roe|Marn|Vonn|Vale)\b", p)]
    assert len(said) > 10
    headings = re.compile(r"claim [0-9a-f]{16}$")  # the lines under a claim's heading carry its numbers
    assert [p for p in said if "[" not in p and not headings.search(p)] == []


def test_output_on_a_pipe_is_plain_and_at_most_100_wide(affair, rashomon):
    for arguments in (["brief"], ["questions"], ["show", affair.settled.questions[0].id], ["search", "soldiers"]):
        _, out, _ = rashomon("--ledger", affair.path, *arguments)
        assert "\x1b" not in out
        assert max(map(len, out.splitlines())) <= 100


def test_since_keeps_what_may_be_as_late(affair, rashomon):
    def shown(day: str) -> str:
        return rashomon("--ledger", affair.path, "brief", "--since", day)[1]

    assert "Ostrel" in shown("2031-03-06")
    late = shown("2031-03-07")
    assert "How many soldiers" not in late
    assert "Was the depot empty?" in late, "its report is undated, so it may be later"
    assert "No question matches" in shown("2032")


@pytest.mark.parametrize(
    ("words", "wounded", "depot"), [("depot", False, True), ("MARN", True, False), ("wound", True, False)]
)
def test_about_looks_in_questions_and_statements(affair, rashomon, words, wounded, depot):
    _, out, _ = rashomon("--ledger", affair.path, "questions", "--about", words)
    assert ("How many soldiers" in out, "Was the depot" in out) == (wounded, depot)


def test_limit_says_what_it_leaves_out(affair, rashomon):
    Path("rashomon.toml").write_text("limit = 0\n")
    _, all_of_it, _ = rashomon("--ledger", affair.path, "brief")
    assert "not shown" not in all_of_it
    code, _, err = rashomon("--ledger", affair.path, "brief", "--limit", "-1")
    assert code == 2
    assert err.startswith("rashomon: limit -1 is below 0")


def test_show_takes_a_unique_beginning(affair, rashomon):
    report = affair.reports["mirror"].id
    code, out, _ = rashomon("--ledger", affair.path, "show", report[:8])
    assert code == 0
    flat = " ".join(out.split())
    assert f"REPORT {report}" in flat
    assert "is a near copy of Harbour Post, 3 Mar 2031" in flat
    assert "paragraph Minister Ana Roe" in flat


def test_show_puts_a_statement_into_its_context(affair, rashomon):
    _, out, _ = rashomon("--ledger", affair.path, "show", affair.statements["post"].id)
    flat = " ".join(out.split())
    assert "Ministry said »28 soldiers were wounded at Ostrel«, the Karsk Press Agency reported." in flat
    assert "Ana Roe: person, asserted, speaks for the Karsk Defence Ministry" in flat
    assert "“28” = 28 soldier (stock)" in flat


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["show", "ffffffffffff"], 4, "nothing recorded has the identifier ffffffffffff"),
        (["brief", "--since", "soon"], 2, "--since 'soon' is no date: write 2031, 2031-03 or 2031-03-05"),
        (["brief", "--nosuch"], 2, "No such option"),
        (["nosuch"], 2, "No such command"),
        (["show"], 2, "Missing argument"),
    ],
)
def test_trouble_is_one_line_with_its_exit_code(affair, rashomon, arguments, code, words):
    found, out, err = rashomon("--ledger", affair.path, *arguments)
    assert (found, out) == (code, "")
    assert err.startswith("rashomon: ")
    assert words in err
    assert err.count("\n") == 1


def test_a_missing_ledger_is_exit_3_and_is_not_made(rashomon):
    code, out, err = rashomon("brief")
    assert (code, out, err.count("\n")) == (3, "", 1)
    assert not Path("rashomon.ledger").exists()


def test_the_ledger_may_be_named_after_the_command_or_by_the_environment(affair, rashomon, monkeypatch):
    assert rashomon("questions", "--ledger", affair.path)[0] == 0
    monkeypatch.setenv("RASHOMON_LEDGER", str(affair.path))
    assert rashomon("questions")[0] == 0


def test_a_fault_of_ours_is_one_line(affair, rashomon, monkeypatch):
    from rashomon.show import views

    monkeypatch.setattr(views.Views, "questions", None)
    code, _, err = rashomon("--ledger", affair.path, "questions")
    assert code == 70
    assert err.startswith("rashomon: unexpected fault, TypeError")
    assert err.count("\n") == 1


def test_stopping_is_130_and_one_line(affair, rashomon, monkeypatch):
    from rashomon.show import views

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(views.Views, "brief", stopped)
    code, out, err = rashomon("--ledger", affair.path, "brief")
    assert (code, out, err) == (130, "", "rashomon: stopped; what was recorded before stays whole\n")


def test_bare_command_shows_help(rashomon):
    code, out, _ = rashomon()
    assert code == 0
    assert "Commands:" in out


def test_verify_lists_what_differs():
    from rashomon.verification import Difference

    found = Verified(counts={"reports": 2, "statements": 1}, differences=(Difference("a1", "other text"),))
    assert plain(verify_lines(found)) == "a1: other text\n1 difference in 2 reports, 1 statement\n"


def test_reading_twice_adds_nothing_and_trouble_is_named(rashomon):
    Path("post.txt").write_text("Clash\n\nThree soldiers were wounded at Ostrel, the ministry said.\n")
    code, out, err = rashomon("read", "post.txt", "missing.txt")
    assert code == 3
    assert out.startswith("1 new report in rashomon.ledger; 1 not read\n  items  not read because\n")
    assert "      1  nothing is there (missing.txt); check the path\n" in out
    assert re.fullmatch(r"not read: missing\.txt: [^\n]+\. [A-Z][^\n]+\n", err)
    code, out, err = rashomon("read", "post.txt")
    assert (code, out, err) == (0, "0 new reports in rashomon.ledger; 1 already held\n", "")
    assert rashomon("read", "missing.txt")[0] == 3
    code, out, _ = rashomon("log")
    assert code == 0
    flat = " ".join(out.split())
    assert flat.count("not read missing.txt: nothing is there; check the path") == 2
    assert "run post.txt, missing.txt: 1 new, 0 held, 1 not read" in flat
    assert rashomon("log", "--failed", "--limit", "1")[1].count("\n") == 1
    assert rashomon("log", "--about", "nowhere")[1] == "The log holds nothing of that.\n"
    code, out, _ = rashomon("verify")
    assert code == 0
    assert out.startswith("verified: 1 report, ")


def test_verify_of_a_ledger_that_is_not_what_its_bytes_give_is_exit_1(affair, rashomon):
    code, out, _ = rashomon("--ledger", affair.path, "verify")
    assert code == 1
    assert "differences in 6 reports, 5 statements" in out


def test_demo_shows_the_job_and_what_to_try_next(rashomon):
    code, out, _ = rashomon("demo", "--keep", "demo.ledger")
    assert code == 0
    assert "LOOK HERE FIRST" in out
    readme = Path(__file__).parents[2] / "README.md"
    printed = re.findall(r"^```\n([1\[].*?)^```$", readme.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert len(printed) == 2
    assert [block for block in printed if block not in out] == []
    assert Path("demo.ledger").exists()
    command = re.search(r"rashomon (--ledger demo.ledger show [0-9a-f]{16})", out)
    assert command
    assert rashomon(*command[1].split())[0] == 0
    code, _, err = rashomon("demo", "--keep", "demo.ledger")
    assert (code, err.count("\n")) == (2, 1)
    assert "exists already" in err


def test_stopping_a_run_of_reading_leaves_the_ledger_whole(tmp_path):
    if os.name == "nt":
        pytest.skip("no SIGINT to another process there")
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(
            f"Clash {number}\n\nThe ministry said {number} soldiers were wounded at Ostrel on March 3, 2031.\n"
        )
    heeding = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # a job in the background does not
    )
    main = f"{heeding}; from rashomon.show.cli import main; main()"
    command = [sys.executable, "-c", main, "--ledger", "case.ledger", "read", "many"]
    running = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while reports_in(tmp_path / "case.ledger") == 0 and time.monotonic() < deadline:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert (running.returncode, out) == (130, "")
    assert err == "rashomon: stopped; what was recorded before stays whole\n"
    assert 0 < reports_in(tmp_path / "case.ledger") < 400


def reports_in(path: Path) -> int:
    from rashomon.errors import LedgerError
    from rashomon.ledger import Ledger

    try:
        with Ledger.open(path, readonly=True) as ledger:
            ledger.check()
            return ledger.counts()["reports"]
    except LedgerError:
        return 0


def process(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rashomon", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False, **more)  # type: ignore[call-overload]


def test_as_a_process_output_exit_code_and_version(affair):
    told = process("--ledger", affair.path, "questions")
    assert (told.returncode, told.stderr) == (0, "")
    assert "at least 47" in told.stdout
    assert process("--ledger", affair.path, "show", "ffffffffffff").returncode == 4
    assert process("--version").stdout.startswith("rashomon ")


def test_a_closed_pipe_is_quiet(affair):
    if os.name == "nt":
        pytest.skip("pipes close otherwise there")
    command = f"'{sys.executable}' -m rashomon --ledger '{affair.path}' brief --json | true; echo ${{PIPESTATUS[0]}}"
    told = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert told.stderr == ""
    assert told.stdout.strip() in {"0", "141"}


def test_a_narrow_encoding_does_not_end_the_run(affair):
    told = process("--ledger", affair.path, "brief", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (told.returncode, told.stderr) == (0, "")
    assert "\\u2190" in told.stdout


def test_help_starts_without_the_rooms(affair):
    code = (
        "import sys; from rashomon.show.cli import run; run(['--help']);"
        "heavy = {'rashomon.intake', 'rashomon.ledger', 'rich', 'trafilatura'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (told.returncode, told.stderr) == (0, "")


def test_stories_name_their_days_and_outlets(affair, rashomon):
    code, out, err = rashomon("--ledger", affair.path, "stories")
    assert (code, err) == (0, "")
    told = " ".join(out.split())
    assert re.search(
        r"[0-9a-f]{16} the Karsk Defence Ministry, Ostrel,? .*· 4 reports, 4 outlets, 3–6 Mar 2031 "
        r"Harbour Post, Vale Mirror, Upland Times and Coast Echo 2 reports in no story with another$",
        told,
    )


def test_judgements_are_made_listed_shown_and_undone_at_the_command(rashomon):
    for name, day in (("mirror", 4), ("post", 5)):
        Path(f"{name}.txt").write_text(
            f"Clash\n\n{day} March 2031\n\nThree soldiers were hurt at Ostrel, aides said.\n"
        )
    assert rashomon("read", "mirror.txt", "post.txt")[0] == 0
    asked = json.loads(rashomon("brief", "--json")[1])
    question = (asked["questions"] or asked["single"])[0]
    claim, report = question["claims"][0]["id"], question["reports"][0]
    code, out, err = rashomon("judge", "grade", claim, "B2")
    assert (code, out) == (2, "")
    assert "--by NAME" in err
    for words in (["grade", claim, "2"], ["grade", report, "C"], ["note", claim, "ask \x1b[31mthem"]):
        code, out, err = rashomon("judge", *words, "--by", "Ada Brandt")
        assert (code, err) == (0, "")
        assert "judged by Ada Brandt on 20" in " ".join(out.split())
    brief = " ".join(rashomon("brief")[1].split())
    assert "Graded 2, judged by Ada Brandt on 20" in brief
    assert "graded C, judged by Ada Brandt on 20" in brief
    assert "\x1b[31m" not in brief
    listed = json.loads(rashomon("judgements", "--json")[1])
    assert listed["standing"] == 3
    first = listed["judgements"][0]["id"]
    assert rashomon("judge", "undo", first, "--by", "Bo Lind")[0] == 0
    assert "Graded 2" not in rashomon("brief")[1]
    assert json.loads(rashomon("judgements", "--json")[1])["standing"] == 3
    assert "Undone: " in rashomon("show", first)[1]
    code, out, _ = rashomon("verify", "--rebuild")
    assert code == 0
    grown, rebuilt = re.findall(r"[0-9a-f]{64}", out)
    assert grown == rebuilt
    assert rashomon("--ledger", "new.ledger", "read", "mirror.txt", "post.txt")[0] == 0
    assert rashomon("--ledger", "new.ledger", "judge", "carry", "rashomon.ledger")[1].startswith(
        "4 judgements recorded"
    )
    assert grown in rashomon("--ledger", "new.ledger", "verify", "--rebuild")[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["merge", "a1"], "not known"),
        (["same", "0123456789abcdef"], "two identifiers"),
        (["note", "0123456789abcdef"], "and then words"),
        (["carry", "a.ledger", "b.ledger"], "takes one ledger"),
    ],
)
def test_a_wrong_judgement_is_one_line(rashomon, affair, words, told):
    code, out, err = rashomon("--ledger", affair.path, "judge", *words, "--by", "Ada Brandt")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err
