"""Ways to deliver an alert: a file, a command, e-mail, a webhook. Each gives "" when it arrived, else why not.

A letter may be tried twice where the first try was cut off before we knew its end (docs/watch.md says what "exactly
once" means for each). Its key is the same both times: in the line, in RASHOMON_KEY, in the Message-ID, in the
Idempotency-Key. Secrets are taken from the environment when they are needed and blotted out of every word given back.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import smtplib
import ssl
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from rashomon.records import Fetched, Letter, Refused
from rashomon.watch.plan import Channel

PATIENCE = 60  # seconds for a command, and for a mail server's answer
SUBJECT = 150  # characters of an alert in the subject of a mail

Post = Callable[[str, bytes, dict[str, str]], Fetched | Refused]


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What delivering needs of the world: the environment, a guarded POST, and what no channel may be told."""

    environ: Mapping[str, str]
    post: Post
    hidden: frozenset[str] = frozenset()  # variables that hold secrets, kept from commands


def deliver(channel: Channel, letter: Letter, means: Means) -> str:
    """Deliver one letter; "" when it arrived, else why not, in one line without secrets."""
    missing = [name for name in channel.secrets if not means.environ.get(name)]
    if missing:
        return f"the variable {missing[0]} is not set: set it and start the watch again"
    way = {"file": _file, "command": _command, "email": _mail, "webhook": _webhook}[channel.kind]
    try:
        trouble = way(channel.settings, letter, means)
    except (OSError, smtplib.SMTPException, subprocess.SubprocessError, ValueError) as error:
        trouble = f"{type(error).__name__}: {error}"
    return _veiled(" ".join(trouble.split())[:300], [means.environ[name] for name in channel.secrets])


def told(letter: Letter) -> dict[str, Any]:
    """An alert as every channel gives it."""
    alert = letter.alert
    return {
        "key": letter.key,
        "watch": alert.watch,
        "kind": alert.kind.value,
        "at": alert.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "about": alert.about,
        "words": alert.words,
        "question": alert.question,
        "claims": list(alert.claims),
        "statements": list(alert.statements),
        "reports": list(alert.reports),
    }


def _json(letter: Letter) -> bytes:
    return json.dumps(told(letter), ensure_ascii=True, sort_keys=True).encode()


def _file(settings: Mapping[str, Any], letter: Letter, means: Means) -> str:
    """Append a line. After a try of unknown end, half a line is cut off and a whole one is found and not repeated."""
    path = Path(settings["path"])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if letter.tries:
            file.seek(0)
            whole = file.read()
            if any(f'"key": "{letter.key}"'.encode() in line for line in whole.split(b"\n")[:-1]):
                return ""
            if whole and not whole.endswith(b"\n"):
                file.truncate(whole.rfind(b"\n") + 1)
        file.write(_json(letter) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return ""


def _command(settings: Mapping[str, Any], letter: Letter, means: Means) -> str:
    """Run a program, no shell, with the alert as JSON on its standard input."""
    environ = {k: v for k, v in means.environ.items() if k not in means.hidden}
    environ |= {"RASHOMON_KEY": letter.key, "RASHOMON_TRY": str(letter.tries + 1)}
    done = subprocess.run(  # noqa: S603 - the user's own program, named in the watch's file
        settings["run"], input=_json(letter), env=environ, capture_output=True, timeout=PATIENCE, check=False
    )
    if done.returncode == 0:
        return ""
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
    return f"{settings['run'][0]} ended with {done.returncode}{': ' + said[0] if said else ''}"


def _webhook(settings: Mapping[str, Any], letter: Letter, means: Means) -> str:
    body = _json(letter)
    headers = {"Content-Type": "application/json", "Idempotency-Key": letter.key}
    if name := settings.get("token_env"):
        headers["Authorization"] = f"Bearer {means.environ[name]}"
    if name := settings.get("secret_env"):
        signed = hmac.new(means.environ[name].encode(), body, hashlib.sha256).hexdigest()
        headers["X-Rashomon-Signature"] = f"sha256={signed}"
    url = settings["url"] if "url" in settings else means.environ[settings["url_env"]]
    came = means.post(url, body, headers)
    if isinstance(came, Refused):
        return f"{came.why}; {came.advice}"
    return "" if 200 <= came.status < 300 else f"the webhook answered {came.status} {came.last.reason}".strip()


def _mail(settings: Mapping[str, Any], letter: Letter, means: Means) -> str:
    tls, host = settings.get("tls", "starttls"), settings["host"]
    port = settings.get("port", {"tls": 465, "starttls": 587, "none": 25}[tls])
    secure = ssl.create_default_context()
    with (
        smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=secure)
        if tls == "tls"
        else smtplib.SMTP(host, port, timeout=PATIENCE)
    ) as server:
        if tls == "starttls":
            server.starttls(context=secure)
        if name := settings.get("password_env"):
            server.login(settings.get("user", settings["sender"]), means.environ[name])
        server.send_message(_message(settings, letter))
    return ""


def _message(settings: Mapping[str, Any], letter: Letter) -> EmailMessage:
    alert = letter.alert
    message = EmailMessage()
    words = "".join(c if c.isprintable() else " " for c in f"{alert.kind.value}: {alert.words}")
    message["Subject"] = words if len(words) <= SUBJECT else words[: SUBJECT - 1] + "…"
    message["From"], message["To"] = settings["sender"], ", ".join(settings["recipients"])
    message["Date"] = format_datetime(alert.at)
    message["Message-ID"] = f"<{letter.key}@rashomon.invalid>"
    message["X-Rashomon-Key"] = letter.key
    told_of = [alert.words, "", f"watch: {alert.watch}", f"about: {alert.about or 'everything'}"]
    told_of += [f"rashomon show {i}" for i in (alert.question, *alert.claims, *alert.reports) if i]
    message.set_content("\n".join(told_of) + "\n")
    return message


def _veiled(words: str, secrets: list[str]) -> str:
    for secret in secrets:
        words = words.replace(secret, "***")
    return words
