"""Refused sign-ins, throttling, and connections that are not what they should be from their first line."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import imap_reactions as react
from tests.fakes.scripted_server import MINIMAL, PLAIN, ScriptedServer
from tests.faults.rows import EVERYTHING, Row, names, play, start
from tests.faults.scene import PASSWORD, USER, Answer, Scene

ALERT = "[ALERT] \x1b[31mRed\x07 <b>bold</b>\x08 text"


def refused(name: str, words: str, outcome: str = "sign_in_required", **more: object) -> Row:
    """The sign-in answers NO with these words."""
    script = {"on": {"AUTHENTICATE": react.no(words), "LOGIN": react.no(words)}}
    return Row(name, outcome, break_=script, lost=EVERYTHING, check=is_tried_once, **more)  # type: ignore[arg-type]


def is_tried_once(scene: Scene, answer: Answer) -> None:
    """One log-in a run, and the timer leaves a refused mailbox alone."""
    tries = scene.server.count("AUTHENTICATE") + scene.server.count("LOGIN")
    assert tries - 1 <= 1  # one of them was the set-up's
    if answer.outcome == "sign_in_required":
        from imapdesk.desk import Desk
        from imapdesk.mail import utc_now

        with Desk.open(scene.data_dir) as desk:
            assert desk.due(utc_now() + dt.timedelta(days=2)) == []


NOT_CONNECTED = "User is authenticated but not connected."
NOT_BEHIND = {"on": {"AUTHENTICATE": react.no(NOT_CONNECTED)}}


def is_tried_twice(scene: Scene, _: Answer) -> None:
    """Such words say that the password was right: one more log-in, and then it is left for later."""
    assert scene.server.count("AUTHENTICATE") - 1 == 2  # one of them was the set-up's


def insecure(name: str, says: str = "", **words: object) -> Row:
    """Never gets so far as a credential."""
    return Row(name, "insecure", lost=EVERYTHING, set_up=False, heals=False, log_ins=0, says=says, **words)  # type: ignore[arg-type]


def foreign(name: str, greeting: bytes) -> Row:
    """What answers is no IMAP server."""
    return Row(name, "protocol", server={"greeting": greeting}, lost=EVERYTHING, set_up=False, log_ins=0)


THROTTLED = {
    "[THROTTLED] slow down": None,
    "[LIMIT] too much": None,
    "[OVERQUOTA] Account exceeded command or bandwidth limits": 86400.0,
    "[INUSE] the mailbox is locked": None,
    "[UNAVAILABLE] back-end is down": None,
    "Too many simultaneous connections. (Failure)": None,
    "Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)": None,
    "Request is throttled. Suggested Backoff Time: 92415 milliseconds": 92.415,
    "Temporary authentication failure": None,
}

ROWS = [
    refused("a wrong password", "[AUTHENTICATIONFAILED] Invalid credentials (Failure)"),
    refused("a wrong password without a code", "LOGIN failed."),
    refused("not authorized", "[AUTHORIZATIONFAILED] no mail for you"),
    refused("a password that the server repeats", f'LOGIN "ada@example.org" "{PASSWORD}" failed'),
    refused("an alert that repeats the password", f"[ALERT] {PASSWORD} is not your password"),
    refused("an expired password", "[EXPIRED] your password has expired"),
    refused("ask the administrator", "[CONTACTADMIN] your account is locked"),
    refused("an app password is wanted", "[ALERT] Application-specific password required: https://support.example.com"),
    refused("an alert with control characters", ALERT),
    refused("a refusal in many lines of text", "[AUTHENTICATIONFAILED] " + "x" * 5000),
    refused(
        "a log-in referral",
        "[REFERRAL imap://ada@elsewhere.example/] go there",
        "sign_in_required",
    ),
    *(refused(f"the log-in is told: {words}", words, "busy", retry_after_s=hint) for words, hint in THROTTLED.items()),
    Row("authenticated, never connected", "busy", break_=NOT_BEHIND, lost=EVERYTHING, check=is_tried_twice),
    *(
        Row(
            f"authenticated, not connected, {answer.__name__} to the first {verb}",
            break_={"on": {verb: [answer(NOT_CONNECTED)]}},
        )
        for verb in ("AUTHENTICATE", "LIST", "EXAMINE", "UID FETCH")
        for answer in (react.no, react.bad, react.bye)
    ),
    Row("a BYE at the log-in", "unreachable", break_={"on": {"AUTHENTICATE": react.bye("good bye")}}, lost=EVERYTHING),
    Row(
        "a BYE at the log-in once",
        break_={"on": {"AUTHENTICATE": [react.bye("shutting down for a second")]}},
        outcomes="ok busy",
        lost=EVERYTHING,
    ),
    Row("a BYE for a greeting", "unreachable", break_={"greeting": b"* BYE not today\r\n"}, lost=EVERYTHING),
    Row(
        "a busy BYE for a greeting",
        "busy",
        break_={"greeting": b"* BYE [UNAVAILABLE] too many connections\r\n"},
        lost=EVERYTHING,
    ),
    Row(
        "LOGINDISABLED on a clear line",
        "insecure",
        server={"capabilities": f"{MINIMAL} LOGINDISABLED"},
        lost=EVERYTHING,
        set_up=False,
        log_ins=0,
        heals=False,
    ),
    Row("PREAUTH on a clear line that may be clear", break_={"greeting": b"* PREAUTH ready\r\n"}, log_ins=0),
    insecure(
        "PREAUTH before STARTTLS",
        server={"security": "starttls", "greeting": b"* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] hi\r\n"},
    ),
    insecure(
        "STARTTLS stripped",
        server={"security": "starttls", "greeting": b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi\r\n"},
    ),
    insecure("STARTTLS refused", server={"security": "starttls", "on": {"STARTTLS": react.no("not now")}}),
    insecure("STARTTLS not understood", server={"security": "starttls", "on": {"STARTTLS": react.bad("what?")}}),
    insecure(
        "STARTTLS injected into",
        server={"security": "starttls", "on": {"STARTTLS": react.after(b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n")}},
    ),
    insecure(
        "STARTTLS answered by clear text",
        server={"security": "starttls", "on": {"STARTTLS": react.say(b"{tag} OK go\r\n* OK still here\r\n")}},
    ),
    insecure(
        "a certificate for another host", "not for", server={"security": "ssl", "certificate_for": ["other.example"]}
    ),
    insecure(
        "a certificate for another host after STARTTLS",
        server={"security": "starttls", "certificate_for": ["other.example"]},
    ),
    foreign("a web server answers", b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"),
    foreign("an SSH server answers", b"SSH-2.0-OpenSSH_9.2p1\r\n"),
    foreign("an SMTP server answers", b"220 mail.example.org ESMTP\r\n"),
    foreign("a POP3 server answers", b"+OK POP3 ready\r\n"),
    foreign("zero bytes answer", b"\0" * 100 + b"\r\n"),
]


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_a_sign_in_that_fails_ends_as_its_row_says(
    row: Row, scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    play(row, start(row, scripted_server, tmp_path))


def test_a_wrong_password_is_tried_at_most_twice_over_adding_choosing_and_synchronising(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    scene = start(Row("wrong"), scripted_server, tmp_path)
    assert scene.add(password="not it").code == 0
    assert scene.include_all().code == 3
    assert scene.sync().outcome == "sign_in_required"
    assert scene.server.logins == 2


def test_a_credential_that_the_server_repeats_as_it_was_sent_is_neither_shown_nor_kept(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    sent = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
    scene = start(Row("echo"), scripted_server, tmp_path)
    scene.add()
    scene.server.arm(on={"AUTHENTICATE": react.no(f"AUTHENTICATE PLAIN {sent} is refused")})
    answers = [scene.sync(), scene.run("status"), scene.run("mailbox", "show", scene.name)]
    assert not any(sent in answer.out + answer.err for answer in answers)
    assert scene.clear_text_secrets(sent) == []
    assert any("[hidden]" in str(row) for row in scene.rows("SELECT * FROM mailbox")), "the server's words are kept"


def test_a_wrong_password_is_tried_once_when_it_is_checked(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    scene = start(Row("wrong"), scripted_server, tmp_path)
    assert scene.add(password="not it", check=True).code == 3
    assert scene.server.logins == 1
    assert scene.run("mailbox", "list").document == []


def test_alerts_reach_people_as_plain_text(scripted_server: Callable[..., ScriptedServer], tmp_path: Path) -> None:
    scene = start(Row("alert"), scripted_server, tmp_path)
    scene.add()
    scene.include_all()
    scene.server.arm(on={"AUTHENTICATE": react.no(ALERT)})
    answer = scene.sync()
    status = scene.run("status")
    for text in (answer.out, answer.err, status.out, status.err):
        assert not any(mark in text for mark in "\x1b\x07\x08")


@pytest.mark.parametrize("stage", ["LIST", "EXAMINE", "UID FETCH"])
@pytest.mark.parametrize(
    "words", ["[UNAVAILABLE] Internal error", "Request is throttled. Suggested Backoff Time: 300 milliseconds"]
)
def test_a_server_that_asks_for_patience_once_gets_it(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path, stage: str, words: str
) -> None:
    row = Row("patience", "ok busy partial", break_={"on": {stage: [react.no(words)]}})
    scene = start(row, scripted_server, tmp_path)
    scene.add()
    scene.include_all()
    scene.server.arm(**row.break_)
    answer = scene.sync()
    assert answer.outcome in row.outcomes.split()
    if "300" in words:
        assert answer.outcome == "ok"
    scene.server.heal()
    assert scene.sync().outcome == "ok"


@pytest.mark.parametrize("stage", ["LIST", "EXAMINE", "UID FETCH"])
def test_a_server_that_throttles_for_long_is_left_alone(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path, stage: str
) -> None:
    scene = start(Row("throttled", server={"capabilities": PLAIN}), scripted_server, tmp_path)
    scene.add()
    scene.include_all()
    scene.server.arm(on={stage: react.no("[THROTTLED] Suggested Backoff Time: 120000 milliseconds")})
    before = scene.server.connections
    answer = scene.sync()
    assert answer.outcome == "busy"
    assert answer.result["retry_after_s"] == 120
    assert scene.server.connections - before == 1


@pytest.mark.parametrize("stage", ["LIST", "EXAMINE", "UID FETCH"])
def test_a_bye_at_any_stage_costs_a_connection_and_no_mail(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path, stage: str
) -> None:
    play(
        Row("bye", break_={"on": {stage: [react.bye("Autologout; idle for too long")]}}),
        start(Row("bye"), scripted_server, tmp_path),
    )
