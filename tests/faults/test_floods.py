"""Whatever a server sends without end, memory stays bounded: 200 MB over what the program takes when it idles."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.fakes import imap_reactions as react
from tests.fakes.imap_reactions import Exchange, Reaction
from tests.fakes.scripted_server import CONDSTORE, FULL, PLAIN, ScriptedServer
from tests.faults.rows import EVERYTHING, Row, heal, names, start
from tests.faults.scene import Scene, make_raw

MEGABYTE = 1024 * 1024
BOUND = (200 + 55) * MEGABYTE  # the program alone takes 55 to 60
PATIENT = {"connect_s": 4.0, "sign_in_s": 6.0, "stall_s": 4.0, "patience_s": 4.0, "pause_s": 0.01}
LONG = b"x" * 65536


def stream(make: Callable[[int], bytes]) -> Reaction:
    """Lines made from a running number, without end."""

    def blocks() -> Iterator[bytes]:
        number = 1
        while True:
            yield b"".join(make(one) for one in range(number, number + 2000))
            number += 2000

    def react_(exchange: Exchange) -> None:
        for block in blocks():
            exchange.wire.send(block)

    return react_


def literal(size: int, before: bytes = b"* 1 FETCH (UID 1 BODY[] ") -> Reaction:
    """A literal of this size, announced and sent as far as it is taken."""

    def react_(exchange: Exchange) -> None:
        exchange.wire.send(before + b"{%d}\r\n" % size)
        react.endless(LONG)(exchange)

    return react_


def flood(name: str, command: str, reaction: Reaction, outcomes: str = "protocol unreachable", **more: object) -> Row:
    words = {"line": PATIENT, "lost": EVERYTHING, "seconds": 60.0} | more
    return Row(name, outcomes, break_={"on": {command: reaction}}, **words)  # type: ignore[arg-type]


ROWS = [
    flood("an endless greeting", "GREETING", react.endless(LONG)),
    flood("endless lines for a greeting", "GREETING", react.endless(b"* OK hello\r\n")),
    flood("endless capabilities", "AUTHENTICATE", react.endless(b"* CAPABILITY " + b"X" * 900 + b"\r\n")),
    flood("a capability line without end", "AUTHENTICATE", stream(lambda number: b" CAP%d" % number)),
    flood("an endless line", "LIST", react.endless(LONG)),
    flood("an endless line of small words", "EXAMINE", react.endless(b"a ")),
    flood("an endless folder list", "LIST", stream(lambda number: b'* LIST () "/" "folder %d"\r\n' % number)),
    flood("endless EXISTS", "EXAMINE", stream(lambda number: b"* %d EXISTS\r\n" % number)),
    flood("endless untagged OK", "LIST", react.endless(b"* OK [ALERT] still here\r\n")),
    flood("endless noise", "LIST", react.endless(b"\r\n")),
    flood(
        "endless messages listed",
        "UID FETCH",
        stream(
            lambda number: (
                b'* %d FETCH (UID %d FLAGS (\\Seen f%d) INTERNALDATE "01-Jan-2026 00:00:00 +0000")\r\n'
                % (number, number, number % 999)
            )
        ),
    ),
    flood(
        "an endless list of UIDs",
        "UID FETCH",
        stream(lambda number: b'* ESEARCH (TAG "x") UID ALL %d:%d\r\n' % (number * 3, number * 3 + 1)),
    ),
    flood(
        "endless bodies of one message",
        "UID FETCH",
        react.when(b"BODY.PEEK[]", react.endless(b"* 1 FETCH (UID 99 BODY[] {60000}\r\n" + b"y" * 60000 + b")\r\n")),
    ),
    flood("a literal of 3 GB where a name is due", "LIST", literal(3 * 1024**3, b'* LIST () "/" ')),
    flood("a literal of 30 MB where a name is due", "LIST", literal(30 * MEGABYTE, b'* LIST () "/" ')),
    flood(
        "a literal of 3 GB for each message",
        "UID FETCH",
        react.when(b"BODY.PEEK[]", literal(3 * 1024**3)),
        "partial protocol unreachable",
    ),
    flood(
        "a literal of 500 MB that never ends",
        "UID FETCH",
        react.when(b"BODY.PEEK[]", literal(500 * MEGABYTE)),
        "partial protocol unreachable",
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_a_flood_fills_neither_memory_nor_time(
    row: Row, scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    scene = start(row, scripted_server, tmp_path)
    scene.line = row.line
    scene.add()
    scene.include_all()
    scene.server.arm(**row.break_)
    measured = scene.measure("sync")
    answer = measured.answer
    assert answer.outcome in row.outcomes.split(), answer.document
    assert measured.peak_bytes < BOUND, f"{measured.peak_bytes // MEGABYTE} MB: {answer.document}"
    assert answer.seconds < row.seconds
    assert not list(tmp_path.glob("message-*")), "a temporary file stayed behind"
    assert scene.held() == {}
    heal(row, scene)


@pytest.mark.parametrize("capabilities", [PLAIN, CONDSTORE, FULL])
def test_a_folder_of_400_000_messages(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path, capabilities: str
) -> None:
    row = Row("huge", server={"capabilities": capabilities}, line=row_line(300.0))
    scene = start(row, scripted_server, tmp_path)
    inbox, old = scene.server.mailbox.folders["INBOX"], datetime(2020, 1, 1, tzinfo=UTC)
    scene.server.mailbox.expunge("INBOX", *range(1, 9))
    scene.server.mailbox.deliver_many("INBOX", make_raw(1), 400_000, received=old)
    for number in range(20):
        scene.server.mailbox.deliver("INBOX", make_raw(2000 + number), received=datetime.now(UTC) - timedelta(days=1))
    scene.line = row.line
    scene.add("--since", (datetime.now(UTC) - timedelta(days=30)).date().isoformat())
    scene.include_all()
    measured = scene.measure("sync")
    assert measured.answer.outcome == "ok", measured.answer.document
    assert len(scene.held()) >= 20
    assert measured.peak_bytes < BOUND, f"{measured.peak_bytes // MEGABYTE} MB"
    again = scene.measure("sync")
    assert again.answer.outcome == "ok"
    assert again.answer.result["stored"] == 0
    assert again.peak_bytes < BOUND, f"{again.peak_bytes // MEGABYTE} MB"
    assert len(inbox.messages) == 400_020


def measure_runs(scene: Scene, count: int) -> list[str]:
    """The outcomes of so many runs, each a process of its own that stays below the bound."""
    outcomes = []
    for _ in range(count):
        measured = scene.measure("sync")
        assert measured.peak_bytes < BOUND, f"{measured.peak_bytes // MEGABYTE} MB: {measured.answer.document}"
        outcomes.append(measured.answer.outcome)
    return outcomes


@pytest.mark.parametrize("capabilities", [PLAIN, FULL])
def test_thousands_of_folders_take_little_memory(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path, capabilities: str
) -> None:
    scene = start(Row("folders", server={"capabilities": capabilities}, line=PATIENT), scripted_server, tmp_path)
    count = int(os.environ.get("IMAPDESK_FLOOD_FOLDERS", "4000"))
    for number in range(count):
        scene.server.mailbox.add_folder(f"Archive/{number // 100}/{number}")
    scene.line = row_line(300.0)
    scene.add()
    assert measure_runs(scene, 2) == ["ok", "ok"]
    assert scene.rows("SELECT count(*) FROM folder")[0][0] > count


@pytest.mark.parametrize("capabilities", [PLAIN, FULL])
def test_a_folder_that_is_listed_and_never_fetched_takes_little_memory(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path, capabilities: str
) -> None:
    count = int(os.environ.get("IMAPDESK_FLOOD_UIDS", "10000"))
    scene = start(Row("listed", server={"capabilities": capabilities}, line=PATIENT), scripted_server, tmp_path)
    inbox = scene.server.mailbox.folders["INBOX"]
    scene.server.mailbox.deliver_many("INBOX", make_raw(1), count)
    scene.line = row_line(300.0) | {"patience_s": 2.0}
    scene.add()
    scene.include_all()
    scene.server.arm(on={"UID FETCH": react.when(b"BODY.PEEK[]", react.drop())})
    assert measure_runs(scene, 1) == ["unreachable"]
    for message in inbox.messages[::2]:
        scene.server.mailbox.change_flags("INBOX", message.uid, "\\Flagged")
    assert measure_runs(scene, 1) == ["unreachable"]
    pending, flagged = scene.rows("SELECT count(*), sum(flags <> 0) FROM location WHERE state = 0")[0]
    assert pending >= count
    assert flagged >= count // 2 or capabilities == PLAIN, "without modseqs the newest flags come first, the rest later"


def row_line(stall_s: float) -> dict[str, float]:
    """A line that gives a slow machine time."""
    return PATIENT | {"stall_s": stall_s, "patience_s": stall_s * 2}
