"""Messages and folders that can't be had: set aside with the server's words, and everything else is stored."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import imap_reactions as react
from tests.fakes.imap_fetch import FetchStyle
from tests.fakes.imap_reactions import Exchange, Reaction
from tests.fakes.imap_syntax import set_matcher
from tests.fakes.scripted_server import FULL, PLAIN, ScriptedServer
from tests.faults.rows import EVERYTHING, Row, names, play, start
from tests.faults.scene import QUICK, Answer, Scene, make_raw, truth

FIVE = frozenset({("INBOX", 5)})
SENT = frozenset({("Sent", uid) for uid in (1, 2, 3)})
_SET = re.compile(rb"UID FETCH ([\d:,]+) \(UID BODY")
BODY_OF_FIVE = rb"(?s)(\* 5 FETCH \(UID 5 BODY\[\]) .*?not meant\r\n\)\r\n"
GIGABYTES = b"{3221225472}\r\n"


def at_uid(uid: int, reaction: Reaction) -> dict[str, object]:
    """React whenever the message itself is asked for; only INBOX has a UID as high as 5."""

    def react_(exchange: Exchange) -> None:
        match = _SET.search(exchange.command)
        asked = match is not None and set_matcher(match[1], 0)(uid)
        (reaction if asked else react.normal())(exchange)

    return {"on": {"UID FETCH": react_}}


def in_folder(name: bytes, reaction: Reaction, command: str = "EXAMINE") -> dict[str, object]:
    return {"on": {command: react.when(b'"' + name + b'"', reaction)}}


def edit_uid(uid: int, change: Callable[[bytes], bytes]) -> dict[str, object]:
    """Change the answer's line of one message."""
    return at_uid(uid, react.edit(change))


def lie_about(uid: int, by: int) -> Callable[[bytes], bytes]:
    """The literal of this message announces so many bytes more than there are."""

    def change(answer: bytes) -> bytes:
        pattern = rb"(UID %d BODY\[\] )\{(\d+)\}" % uid
        return re.sub(pattern, lambda match: match[1] + b"{%d}" % (int(match[2]) + by), answer)

    return change


def says_why(*words: str) -> Callable[[Scene, Answer], None]:
    """The quarantine holds the server's words, and the message isn't asked for again before its time."""

    def check(scene: Scene, answer: Answer) -> None:
        from imapdesk.desk import Desk

        with Desk.open(scene.data_dir) as desk:
            (quarantined,) = desk.load_quarantine(scene.name)
        assert (quarantined.folder, quarantined.uid) == ("INBOX", 5)
        assert all(word in quarantined.reason for word in words), quarantined.reason
        assert quarantined.retry_at is not None
        assert (answer.result["pending"], answer.result["quarantined"]) == (0, 1)
        before = scene.server.count("UID FETCH 5 (UID BODY")
        again = scene.sync()
        assert (again.outcome, again.result["stored"]) == ("partial", 0)
        assert scene.server.count("UID FETCH 5 (UID BODY") == before

    return check


def alone(name: str, break_: dict[str, object], *words: str, **more: object) -> Row:
    """Message 5 of INBOX can't be had; all the others can."""
    return Row(name, "partial", break_=break_, lost=FIVE, check=says_why(*words), **more)  # type: ignore[arg-type]


ROWS = [
    alone("a message answered with NO", at_uid(5, react.no("[SERVERBUG] cannot read it")), "cannot read it"),
    alone("a message answered with NO, no code", at_uid(5, react.no("Message corrupt")), "Message corrupt"),
    alone("a message answered with BAD", at_uid(5, react.bad("what a message")), "what a message"),
    alone("a message for which the server is unavailable", at_uid(5, react.no("[UNAVAILABLE] UID FETCH Server error"))),
    alone("a message at which the line drops", at_uid(5, react.drop())),
    alone("a message at which the server is silent", at_uid(5, react.stall())),
    alone("a message at which the server says BYE", at_uid(5, react.bye("I died"))),
    alone(
        "a message left out of each answer",
        edit_uid(5, lambda answer: re.sub(rb"(?s)\* 5 FETCH \(UID 5 .*?not meant\r\n\)\r\n", b"", answer)),
    ),
    alone("a message whose body is NIL", edit_uid(5, lambda answer: re.sub(BODY_OF_FIVE, rb"\1 NIL)\r\n", answer))),
    alone(
        "a message whose body is empty", edit_uid(5, lambda answer: re.sub(BODY_OF_FIVE, b"\\1 {0}\r\n)\r\n", answer))
    ),
    alone(
        "a message whose body is an empty string",
        edit_uid(5, lambda answer: re.sub(BODY_OF_FIVE, b'\\1 "")\r\n', answer)),
    ),
    *(
        alone(f"a message whose literal is announced {by:+} bytes off", edit_uid(5, lie_about(5, by)))
        for by in (-40, -5, -2, -1, 1, 2, 3, 30, 4000)
    ),
    alone(
        "a message announced with 3 GB",
        edit_uid(5, lambda answer: re.sub(rb"(UID 5 BODY\[\] )\{\d+\}\r\n", rb"\1" + GIGABYTES, answer)),
    ),
    Row(
        "a message whose size is announced as 3 GB",
        break_={
            "on": {"UID FETCH": react.edit(lambda a: re.sub(rb"(UID 5 FLAGS[^\r]*SIZE) \d+", rb"\1 3221225472", a))}
        },
    ),
    Row(
        "five messages announced with 3 GB",
        "partial",
        break_={
            "on": {
                "UID FETCH": react.edit(lambda a: re.sub(rb"(UID [4-8] BODY\[\] )\{\d+\}\r\n", rb"\1" + GIGABYTES, a))
            }
        },
        lost=frozenset(("INBOX", uid) for uid in range(4, 9)),
    ),
    *(
        Row(f"a folder that is {what}", "partial", break_=in_folder(b"Sent", react.no(words)), lost=SENT)
        for what, words in {
            "out of order": "[SERVERBUG] Internal error occurred",
            "locked": "[INUSE] Mailbox is locked",
            "unavailable": "[UNAVAILABLE] EXAMINE Server error",
        }.items()
    ),
    Row(
        "every folder is out of order",
        "busy",
        break_={"on": {"EXAMINE": react.no("[SERVERBUG] Internal error occurred")}},
        lost=EVERYTHING,
    ),
    Row(
        "every literal is announced too short",
        "partial protocol unreachable",
        break_={"style": FetchStyle(literal_off=-3)},
        lost=EVERYTHING,
    ),
    Row(
        "every literal is announced too long",
        "partial protocol unreachable",
        break_={"style": FetchStyle(literal_off=3)},
        lost=EVERYTHING,
    ),
    Row("every body is NIL", "partial", break_={"style": FetchStyle(nil_bodies=frozenset(range(9)))}, lost=EVERYTHING),
    Row(
        "every fetch of messages is refused",
        "partial",
        break_={"on": {"UID FETCH": react.when(b"BODY.PEEK[]", react.no("no bodies today"))}},
        lost=EVERYTHING,
    ),
    Row(
        "a folder that cannot be opened",
        "partial",
        break_=in_folder(b"Sent", react.no("[NOPERM] not yours")),
        lost=SENT,
    ),
    Row("a folder that is not understood", "partial", break_=in_folder(b"Sent", react.bad("no such thing")), lost=SENT),
    Row("a folder at which the line drops", "partial", break_=in_folder(b"Sent", react.drop()), lost=SENT),
    Row(
        "a folder at which the server is silent",
        "partial unreachable",
        break_=in_folder(b"Sent", react.stall()),
        lost=SENT,
    ),
    Row(
        "the first folder breaks the line",
        "partial",
        break_=in_folder(b"INBOX", react.drop()),
        lost=frozenset({("INBOX", n) for n in range(1, 9)}),
    ),
    Row(
        "the first folder breaks the line, no ids",
        "partial",
        server={"capabilities": PLAIN},
        break_=in_folder(b"INBOX", react.drop()),
        lost=frozenset({("INBOX", n) for n in range(1, 9)}),
    ),
    Row(
        "answers of other tags for ever",
        "protocol unreachable",
        break_={"on": {"LIST": react.say(b"other7 OK done\r\n")}},
        lost=EVERYTHING,
    ),
    Row(
        "garbage for ever", "protocol", break_={"on": {"LIST": react.say(b"\xff\x00 \x01garbage\r\n")}}, lost=EVERYTHING
    ),
    Row(
        "the token is said to be expired in mid-run",
        break_={"on": {"UID FETCH": [react.normal(), react.bye("Session invalidated - AccessTokenExpired")]}},
    ),
    Row(
        "the tagged OK comes before the data each time",
        "partial protocol unreachable",
        break_={
            "on": {
                "UID FETCH": react.when(
                    b"BODY.PEEK[]",
                    react.edit(lambda a: a.splitlines(keepends=True)[-1] + a[: a.rindex(b"\r\n", 0, -2) + 2]),
                )
            }
        },
        lost=EVERYTHING,
    ),
    Row(
        "a body as a quoted string",
        break_=edit_uid(5, lambda answer: re.sub(BODY_OF_FIVE, b'\\1 "quoted")\r\n', answer)),
        before=lambda mailbox: setattr(mailbox.folders["INBOX"].messages[4], "raw", b"quoted"),
    ),
    Row(
        "a body that is a lone NIL word",
        before=lambda mailbox: setattr(mailbox.folders["INBOX"].messages[4], "raw", b"NIL"),
    ),
    Row(
        "a body without a header", before=lambda mailbox: setattr(mailbox.folders["INBOX"].messages[4], "raw", b"\r\n")
    ),
    Row(
        "a body of zeros and bare line ends",
        before=lambda mailbox: setattr(mailbox.folders["INBOX"].messages[4], "raw", b"\0\n\r\0\r\n.\r\n" * 100),
    ),
    Row(
        "a body with the server's own words",
        before=lambda mailbox: setattr(
            mailbox.folders["INBOX"].messages[4], "raw", make_raw(5) + b"A1 OK done\r\n* BYE now\r\n{3}\r\n"
        ),
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_what_cannot_be_had_keeps_nothing_else_away(
    row: Row, scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    play(row, start(row, scripted_server, tmp_path))


@pytest.mark.parametrize("silence", [react.stall(), react.hang(60)], ids=["no answer", "half an answer"])
def test_the_one_new_message_at_which_the_server_is_silent_is_set_aside(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path, silence: Reaction
) -> None:
    """Nothing else is left to show that the line is good: two silences are enough, and are all that patience allows."""
    scene = start(Row("silent"), scripted_server, tmp_path)
    scene.line = QUICK | {"patience_s": 2 * QUICK["stall_s"]}  # as it is by default: 30 and 60 s
    scene.add()
    scene.include_all()
    assert scene.sync().outcome == "ok"
    scene.server.mailbox.deliver("INBOX", make_raw(50))
    scene.server.arm(**at_uid(9, silence))
    answer = scene.sync()
    assert (answer.outcome, answer.result["quarantined"], answer.result["pending"]) == ("partial", 1, 0)
    scene.server.heal()
    scene.make_quarantine_due()
    assert scene.sync().outcome == "ok"
    assert scene.held() == truth(scene.server.mailbox)


def test_a_message_in_whose_middle_the_server_falls_silent_costs_two_silences(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    """Which one it is shows at the first: the others are had before it is asked for once more."""

    def fall_silent(exchange: Exchange) -> None:
        answer = exchange.answer()
        at = answer.find(b"(UID 5 BODY[]")
        exchange.wire.send(answer[: at + 60] if at >= 0 else answer)
        if at >= 0:
            silences.append(exchange.command)
            exchange.wire.stall()

    silences: list[bytes] = []
    scene = start(Row("silent"), scripted_server, tmp_path)
    scene.line = QUICK | {"patience_s": 2 * QUICK["stall_s"]}
    scene.add()
    scene.include_all()
    scene.server.arm(on={"UID FETCH": fall_silent})
    answer = scene.sync()
    assert (answer.outcome, answer.result["quarantined"], answer.result["pending"]) == ("partial", 1, 0)
    assert scene.held() == truth(scene.server.mailbox, FIVE)
    assert len(silences) == 2


def test_a_literal_that_ends_elsewhere_than_announced_is_noticed_at_once(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    """A literal that swallows the tagged answer left nothing to wait for but silence."""
    scene = start(Row("swallowed"), scripted_server, tmp_path)
    scene.line = QUICK | {"stall_s": 60.0, "patience_s": 120.0}
    scene.add()
    scene.include_all()
    scene.server.arm(**edit_uid(5, lie_about(5, 7)))
    answer = scene.sync()
    assert (answer.outcome, answer.result["quarantined"]) == ("partial", 1)
    assert answer.seconds < 20
    assert scene.held() == truth(scene.server.mailbox, FIVE)


def test_a_message_that_arrives_in_mid_run_is_there_after_the_next_one(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    scene = start(Row("arrives"), scripted_server, tmp_path)
    scene.add()
    scene.include_all()
    mailbox = scene.server.mailbox
    deliver = react.call(lambda: mailbox.deliver("INBOX", make_raw(50)))
    scene.server.arm(on={"UID FETCH": [react.normal(), deliver]})
    assert scene.sync().outcome == "ok"
    assert scene.sync().outcome == "ok"
    assert scene.held() == truth(mailbox)


def test_a_message_that_is_expunged_in_mid_run_is_not_missed(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    scene = start(Row("expunged"), scripted_server, tmp_path)
    scene.add()
    scene.include_all()
    mailbox = scene.server.mailbox
    scene.server.arm(on={"UID FETCH": [react.normal(), react.call(lambda: mailbox.expunge("INBOX", 4))]})
    assert scene.sync().outcome == "ok"
    assert scene.sync().outcome == "ok"
    assert scene.held() == truth(mailbox)


@pytest.mark.parametrize("capabilities", [FULL, PLAIN])
@pytest.mark.parametrize("when", [1, 2, 3])
def test_a_folder_renumbered_in_mid_run_is_stored_once(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path, capabilities: str, when: int
) -> None:
    row = Row("renumbered", server={"capabilities": capabilities})
    scene = start(row, scripted_server, tmp_path)
    scene.add()
    scene.include_all()
    mailbox = scene.server.mailbox
    renumber = react.call(lambda: mailbox.renumber("INBOX"))
    scene.server.arm(on={"EXAMINE": [react.normal()] * (when - 1) + [renumber]})
    assert scene.sync().outcome in ("ok", "partial")
    assert scene.sync().outcome == "ok"
    assert scene.held() == truth(mailbox)
    assert set(scene.downloads().values()) == {1}
