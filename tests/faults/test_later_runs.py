"""Servers that break or lie when a mailbox is known already: nothing is lost, nothing stored twice, and it is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import imap_reactions as react
from tests.fakes.imap_fetch import FetchStyle
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.imap_wire import LineFault
from tests.fakes.scripted_server import CONDSTORE, FULL, MINIMAL, PLAIN, ScriptedServer
from tests.faults.rows import Row, check_secrets, start
from tests.faults.scene import Scene, make_raw, truth

LEVELS = {"plain": PLAIN, "condstore": CONDSTORE, "full": FULL}


@dataclass(frozen=True, slots=True)
class Later:
    """A fault that begins after the first run.

    ``finds`` says whether everything is here by the end of its run, ``flags`` whether what it said of flags can be
    found out later: a server that hid or invented a change, and whose HIGHESTMODSEQ moved on, gives no sign of it but
    UNSEEN, and so of \\Seen alone.
    """

    name: str
    break_: Mapping[str, Any] = field(default_factory=dict)
    outcomes: str = "ok"
    finds: bool = True
    flags: bool = True
    seconds: float = 20.0


def edit(change: Callable[[bytes], bytes], *commands: str) -> dict[str, Any]:
    return {"on": {command: react.edit(change) for command in commands}}


def always(pattern: bytes, text: bytes, *commands: str) -> dict[str, Any]:
    return edit(lambda answer: re.sub(pattern, text, answer), *commands)


def without_vanished(answer: bytes) -> bytes:
    return re.sub(rb"\* VANISHED[^\r]*\r\n", b"", answer)


def untold(command: str) -> dict[str, Any]:
    return {"on": {command: react.when(b"CHANGEDSINCE", react.say(b"{tag} OK none\r\n"))}}


def all_vanished(answer: bytes) -> bytes:
    return b"* VANISHED (EARLIER) 1:40\r\n" + without_vanished(answer)


def unchanged(command: str) -> dict[str, Any]:
    return always(rb"\* \d+ FETCH [^\r]*\r\n", b"", command)


ROWS = [
    Later("nothing is wrong"),
    Later("expunges are not told", edit(without_vanished, "EXAMINE")),
    Later("everything is said to have vanished", edit(all_vanished, "EXAMINE")),
    Later(
        "everything is said to have vanished, now and again",
        edit(all_vanished, "EXAMINE", "UID FETCH"),
        "ok partial",
        finds=False,
        flags=False,
    ),
    Later("UIDNEXT is always 1", always(rb"UIDNEXT \d+", b"UIDNEXT 1", "LIST", "STATUS", "EXAMINE")),
    Later("UIDNEXT is as high as it goes", always(rb"UIDNEXT \d+", b"UIDNEXT 4294967295", "LIST", "STATUS", "EXAMINE")),
    Later("UIDNEXT of EXAMINE is 1", always(rb"UIDNEXT \d+", b"UIDNEXT 1", "EXAMINE")),
    Later("UIDNEXT is dropped", {"omit": frozenset({"UIDNEXT"})}),
    Later("HIGHESTMODSEQ is 0", always(rb"HIGHESTMODSEQ \d+", b"HIGHESTMODSEQ 0", "LIST", "STATUS", "EXAMINE")),
    Later("HIGHESTMODSEQ is 1", always(rb"HIGHESTMODSEQ \d+", b"HIGHESTMODSEQ 1", "LIST", "STATUS", "EXAMINE")),
    Later("HIGHESTMODSEQ is huge", always(rb"HIGHESTMODSEQ \d+", b"HIGHESTMODSEQ 9223372036854775807", "EXAMINE")),
    Later("HIGHESTMODSEQ is not a number", always(rb"HIGHESTMODSEQ \d+", b"HIGHESTMODSEQ x", "LIST", "EXAMINE")),
    Later("NOMODSEQ", always(rb"HIGHESTMODSEQ \d+", b"NOMODSEQ", "EXAMINE")),
    Later("EXISTS is 0", always(rb"\* \d+ EXISTS", b"* 0 EXISTS", "EXAMINE"), "ok partial", finds=False),
    Later(
        "all is to be seen, the openings tell no EXISTS, and the first answers no message",
        {
            "on": {
                "LIST": react.edit(lambda a: re.sub(rb"HIGHESTMODSEQ \d+", b"HIGHESTMODSEQ 1", a)),
                "EXAMINE": react.edit(lambda a: re.sub(rb"\* \d+ EXISTS\r\n|\* OK \[HIGHESTMODSEQ[^\r]*\r\n", b"", a)),
                "UID FETCH": [react.say(b"{tag} OK done\r\n")] * 6,
                "UID SEARCH": [react.say(b"{tag} OK done\r\n")] * 3,
            }
        },
        "ok partial",
        finds=False,
    ),
    Later("EXISTS is a million", always(rb"\* \d+ EXISTS", b"* 1000000 EXISTS", "EXAMINE"), "ok partial", finds=False),
    Later("EXISTS comes twice", edit(lambda a: re.sub(rb"(\* \d+ EXISTS\r\n)", rb"* 3 EXISTS\r\n\1", a), "EXAMINE")),
    Later("STATUS says nothing", {"on": {"LIST": react.edit(lambda a: re.sub(rb"\* STATUS [^\r]*\r\n", b"", a))}}),
    Later("changes are not told", untold("UID FETCH")),
    Later(
        "changes are not told at the opening, either",
        {"on": {**untold("UID FETCH")["on"], **unchanged("EXAMINE")["on"]}},
    ),
    Later("changes are refused", {"on": {"UID FETCH": react.when(b"CHANGEDSINCE", react.bad("no such modifier"))}}),
    Later("QRESYNC is refused", {"on": {"EXAMINE": react.when(b"QRESYNC", react.bad("no such parameter"))}}),
    Later("QRESYNC breaks the line", {"on": {"EXAMINE": [react.drop()]}}),
    Later("SEARCH is refused", {"on": {"UID SEARCH": react.no("not today")}}),
    Later("SEARCH finds nothing", {"on": {"UID SEARCH": react.say(b"* SEARCH\r\n{tag} OK\r\n")}}),
    Later(
        "SEARCH finds what is not there",
        {"on": {"UID SEARCH": react.before(b"* SEARCH 100 101 102\r\n")}},
        "ok partial",
    ),
    Later("messages backwards", {"style": FetchStyle(backwards=True)}),
    Later("messages twice and the UID last", {"style": FetchStyle(repeat=True, uid_last=True)}),
    Later(
        "noise between everything",
        {
            "style": FetchStyle(
                between=b"* 1 FETCH (FLAGS (\\Seen))\r\n* 7 EXPUNGE\r\n* 4 RECENT\r\n* OK Still here\r\n"
            )
        },
        "ok partial",
    ),
    Later(
        "new flags for messages that nobody asked for",
        {"on": {"*": react.before(b"* 2 FETCH (UID 2 FLAGS (\\Draft))\r\n")}},
        finds=False,
        flags=False,
    ),
    Later(
        "EXPUNGE by number while looking",
        {"on": {"UID FETCH": react.before(b"* 1 EXPUNGE\r\n* 1 EXPUNGE\r\n")}},
        "ok partial",
        finds=False,
    ),
    Later(
        "VANISHED for messages that are there",
        {"on": {"UID FETCH": react.before(b"* VANISHED 1:3\r\n")}},
        "ok partial",
        finds=False,
        flags=False,
    ),
    Later(
        "the folder list is empty once",
        {"on": {"LIST": [react.say(b"{tag} OK nothing\r\n")]}},
        "ok partial",
        finds=False,
    ),
    Later("the folder list is empty", {"on": {"LIST": react.say(b"{tag} OK done\r\n")}}, "partial"),
    Later("the folder list lacks INBOX", always(rb'\* (LIST [^\r]*|STATUS )"INBOX"[^\r]*\r\n', b"", "LIST"), "partial"),
    Later("the folder list is cut", {"on": {"LIST": [react.cut(60)]}}),
    Later("a BYE at the first look", {"on": {"EXAMINE": [react.bye("Autologout")]}}),
    Later(
        "a BYE at each first command of three",
        {"on": {"LIST": [react.bye("x")], "EXAMINE": [react.bye("y")], "UID FETCH": [react.bye("z")]}},
    ),
    Later(
        "busy at the second folder",
        {"on": {"EXAMINE": [react.normal(), react.no("[LIMIT] wait")]}},
        "ok partial busy",
        finds=False,
    ),
    Later("silent once at the body", {"on": {"UID FETCH": [react.normal(), react.normal(), react.stall()]}}),
    Later("crumbs and drops", {"line": lambda n: LineFault(chunk=7, drop_at=1900 + 700 * n) if n < 3 else LineFault()}),
    Later(
        "a reset and a silence",
        {"line": [LineFault(drop_at=1200, reset=True), LineFault(stall_at=1500)]},
        "ok partial",
        finds=False,
    ),
    Later("MODSEQ of 64 bits", always(rb"MODSEQ \(\d+\)", b"MODSEQ (18446744073709551615)", "UID FETCH", "EXAMINE")),
    Later("capabilities are forgotten", {"capabilities": MINIMAL}),
    Later("extensions are refused", {"lies": frozenset({"CONDSTORE", "QRESYNC", "LIST-STATUS", "ESEARCH", "ENABLE"})}),
]


def change(mailbox: FakeMailbox) -> None:
    """What happens on the server between the runs."""
    mailbox.deliver("INBOX", make_raw(30))
    mailbox.deliver("INBOX", make_raw(31), flags=["\\Seen"])
    mailbox.deliver("Work/Plans", make_raw(32))
    mailbox.change_flags("INBOX", 2, "\\Seen", "\\Flagged")
    mailbox.expunge("INBOX", 4)
    mailbox.expunge("Sent", 1)


def flags_of(scene: Scene) -> dict[tuple[str, int], set[str]]:
    rows = scene.rows(
        "SELECT f.path, l.uid, l.flags & 1, l.flags & 4 FROM location l JOIN folder f ON f.id = l.folder_id "
        "WHERE l.gone_at IS NULL AND l.state = 1"
    )
    return {(path, uid): {*["\\Seen"] * bool(seen), *["\\Flagged"] * bool(star)} for path, uid, seen, star in rows}


def true_flags(mailbox: FakeMailbox) -> dict[tuple[str, int], set[str]]:
    return {
        (folder.name, message.uid): set(message.flags) & {"\\Seen", "\\Flagged"}
        for folder in mailbox.folders.values()
        for message in folder.messages
    }


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_trouble_with_a_known_mailbox_ends_as_its_row_says(
    row: Later, level: str, scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    scene = start(Row("later", server={"capabilities": LEVELS[level]}), scripted_server, tmp_path)
    server, mailbox = scene.server, scene.server.mailbox
    scene.add()
    assert scene.include_all().code == 0
    assert scene.sync().outcome == "ok"
    saved = set(scene.held().values())
    change(mailbox)
    server.logins = 0
    server.arm(**row.break_)
    answer = scene.sync()
    explain = f"{answer.document}\n{answer.err}\n{server.commands[-14:]}"
    assert answer.outcome in row.outcomes.split(), explain
    assert answer.seconds < row.seconds, explain
    assert saved <= {bytes(kept).hex() for kept in scene.downloads()}, "what was saved once is lost"
    if row.finds:
        assert scene.held() == truth(mailbox), explain
    check_secrets(scene)
    server.heal()
    server.capabilities = LEVELS[level]
    scene.make_quarantine_due()
    scene.change("UPDATE folder SET flags_swept_at = NULL")
    for _ in range(2):
        answer = scene.sync()
    explain = f"{answer.document}\n{answer.err}\n{server.commands[-14:]}"
    assert answer.outcome == "ok", explain
    assert scene.held() == truth(mailbox), explain
    if row.flags:
        assert flags_of(scene) == true_flags(mailbox), explain
    assert set(scene.downloads().values()) <= {1}
    assert set(mailbox.given().values()) <= {1, 2, 3, 4}, "a message was downloaded again and again"
    assert scene.check().document["healthy"] is True
