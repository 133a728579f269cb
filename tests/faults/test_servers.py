"""Servers that offer what they don't have, and folder lists of every odd kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import imap_reactions as react
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.scripted_server import CONDSTORE, FULL, GMAIL, MINIMAL, PLAIN, ScriptedServer
from tests.faults.rows import EVERYTHING, Row, names, play, start
from tests.faults.scene import Answer, Scene, make_raw

COMPRESSING = f"{FULL} COMPRESS=DEFLATE"


def lies(*capabilities: str, server: str = FULL) -> dict[str, object]:
    return {"capabilities": server, "lies": frozenset(capabilities)}


def knows_nothing_of(*capabilities: str, server: str = FULL) -> dict[str, object]:
    """Says BAD to each command that uses them, whatever it offers."""
    return lies(*capabilities, server=server)


def listed(line: bytes) -> dict[str, object]:
    """One more line in each folder list."""
    return {"on": {"LIST": react.before(line)}}


def add(*names_: str, **words: object) -> Callable[[FakeMailbox], object]:
    def change(mailbox: FakeMailbox) -> None:
        for number, name in enumerate(names_):
            mailbox.add_folder(name, **words)  # type: ignore[arg-type]
            mailbox.deliver(name, make_raw(700 + number))

    return change


def add_wire(*wire_names: bytes) -> Callable[[FakeMailbox], object]:
    """Folders whose names on the line are these; their paths here are what the program makes of them."""
    from imapdesk.imap.grammar.mutf7 import decode

    def change(mailbox: FakeMailbox) -> None:
        for number, wire_name in enumerate(wire_names):
            name = decode(wire_name)
            mailbox.add_folder(name, wire_name=wire_name)
            mailbox.deliver(name, make_raw(800 + number))

    return change


def without_delimiter(mailbox: FakeMailbox) -> None:
    mailbox.delimiter = None


def ten_thousand_folders(mailbox: FakeMailbox) -> None:
    for number in range(10_000):
        mailbox.add_folder(f"Archive/{number // 100}/{number}")
    for number in range(0, 10_000, 2000):
        mailbox.deliver(f"Archive/{number // 100}/{number}", make_raw(900 + number))


def is_said_once(scene: Scene, answer: Answer) -> None:
    paths = [row["path"] for row in scene.run("folder", "list", scene.name).document]
    assert len(paths) == len(set(paths)) == 3


def shows_inbox(scene: Scene, answer: Answer) -> None:
    paths = [row["path"] for row in scene.run("folder", "list", scene.name).document]
    assert paths.count("INBOX") == 1
    assert not [path for path in paths if path.upper() == "INBOX" and path != "INBOX"]


def rename_inbox(name: bytes) -> dict[str, object]:
    return {"on": {"LIST": react.edit(lambda answer: answer.replace(b'"INBOX"', name))}}


ROWS = [
    *(
        Row(f"{name} offered and refused", server=knows_nothing_of(name))
        for name in ("CONDSTORE", "QRESYNC", "LIST-STATUS", "LIST-EXTENDED", "ESEARCH", "ENABLE", "ID", "NAMESPACE")
    ),
    Row("XLIST offered and refused", server={"capabilities": f"{PLAIN} XLIST"}),
    Row("everything new offered and refused", server=lies(*FULL.split()[11:])),
    Row("SASL-IR offered and refused", server=lies("SASL-IR"), outcomes="ok sign_in_required", heals=False),
    Row(
        "OBJECTID offered and refused", break_={"on": {"UID FETCH": react.when(b"EMAILID", react.bad("what is that?"))}}
    ),
    Row(
        "X-GM-EXT-1 offered and refused",
        server={"capabilities": GMAIL},
        break_={"on": {"UID FETCH": react.when(b"X-GM", react.bad("what is that?"))}},
    ),
    Row("COMPRESS offered and refused", server=lies("COMPRESS=DEFLATE", server=COMPRESSING)),
    Row("LITERAL- offered and literals refused", server={"capabilities": f"{MINIMAL} LITERAL-"}),
    Row("SIZE and dates refused", break_={"on": {"UID FETCH": react.when(b"SIZE", react.bad("no"))}}),
    Row("all but flags refused", break_={"on": {"UID FETCH": react.when(b"INTERNALDATE", react.bad("no"))}}),
    Row(
        "STATUS of each folder refused",
        server={"capabilities": PLAIN},
        break_={"on": {"STATUS": react.no("not today")}},
    ),
    Row(
        "STATUS of each folder not understood",
        server={"capabilities": PLAIN},
        break_={"on": {"STATUS": react.bad("?")}},
    ),
    Row("ID breaks the server's temper", break_={"on": {"ID": react.bad("no such command")}}),
    Row("ENABLE answers without a list", break_={"on": {"ENABLE": react.say(b"{tag} OK whatever\r\n")}}),
    Row("no capability in greeting or log-in", server={"greeting": b"* OK hello\r\n"}),
    Row("the smallest server", server={"capabilities": MINIMAL}),
    Row(
        "a server without SEARCH", server={"capabilities": PLAIN}, break_={"on": {"UID SEARCH": react.bad("no SEARCH")}}
    ),
    Row("UIDNEXT is missing", server={"omit": frozenset({"UIDNEXT"})}),
    Row("UIDVALIDITY is missing", server={"omit": frozenset({"UIDVALIDITY"})}),
    Row(
        "UIDVALIDITY and UIDNEXT are missing",
        server={"omit": frozenset({"UIDVALIDITY", "UIDNEXT"}), "capabilities": MINIMAL},
    ),
    Row(
        "UIDVALIDITY is zero",
        before=lambda mailbox: [setattr(one, "uidvalidity", 0) for one in mailbox.folders.values()],
    ),
    Row(
        "UIDVALIDITY has 64 bits",
        before=lambda mailbox: [setattr(one, "uidvalidity", 2**64 - 5) for one in mailbox.folders.values()],
    ),
    Row(
        "UIDs are as high as they go",
        before=lambda mailbox: [
            (setattr(m, "uid", m.uid + 2**32 - 100), setattr(one, "uidnext", 2**32 - 1))
            for one in mailbox.folders.values()
            for m in one.messages
        ],
    ),
    Row(
        "HIGHESTMODSEQ without its text",
        break_={"on": {"EXAMINE": react.edit(lambda a: re.sub(rb"\[HIGHESTMODSEQ \d+\]", b"[HIGHESTMODSEQ]", a))}},
    ),
    Row(
        "NOMODSEQ",
        break_={"on": {"EXAMINE": react.edit(lambda a: re.sub(rb"\[HIGHESTMODSEQ \d+\]", b"[NOMODSEQ]", a))}},
    ),
    Row(
        "names that are not modified UTF-7",
        before=add_wire(b"R&D", b"a&b&-c", b"&AAAAAA", b"&&&", b"&ANwBcg", "ä".encode()),
    ),
    Row("names of eight bits", before=add_wire("Entwürfe".encode(), b"\xe4\xf6\xfc", b"\xff\xfe")),
    Row("names with quotes and back-slashes", before=add('a"b', "c\\d", 'e\\"f', "(g)", "{3}", "*", "%")),
    Row("names with line ends", before=add_wire(b"two\r\nlines", b"nul-less\nname")),
    Row("names that look like numbers or NIL", before=add_wire(b"123", b"NIL", b"0", b"()")),
    Row("a name of 2000 letters", before=add("x" * 2000)),
    Row("no delimiter", before=without_delimiter),
    Row(
        "ten thousand folders",
        before=ten_thousand_folders,
        seconds=60,
        line={"connect_s": 2, "sign_in_s": 5, "stall_s": 5, "patience_s": 20, "pause_s": 0.01},
    ),
    Row("INBOX spelt Inbox", break_=rename_inbox(b'"Inbox"'), check=shows_inbox),
    Row("INBOX spelt inbox, without quotes", break_=rename_inbox(b"inbox"), check=shows_inbox),
    Row(
        "INBOX listed in three spellings",
        break_=listed(b'* LIST () "/" "inbox"\r\n* LIST () "/" Inbox\r\n'),
        check=shows_inbox,
    ),
    Row(
        "every folder listed twice",
        break_={
            "on": {
                "LIST": react.edit(
                    lambda a: b"".join(
                        line * 2 if line.startswith(b"* ") else line for line in a.splitlines(keepends=True)
                    )
                )
            }
        },
        check=is_said_once,
    ),
    Row(
        "a folder listed as quoted and as literal", break_=listed(b'* LIST () "/" {4}\r\nSent\r\n'), check=is_said_once
    ),
    Row("a folder without a name", break_=listed(b'* LIST (\\Noselect) "/" ""\r\n')),
    Row("a folder that cannot be selected", break_=listed(b'* LIST (\\Noselect) "/" "Only a place"\r\n')),
    Row("a folder that does not exist", break_=listed(b'* LIST (\\NonExistent \\HasChildren) "/" "Ghost"\r\n')),
    Row("a folder that vanished between LIST and EXAMINE", "partial", break_=listed(b'* LIST () "/" "Vanished"\r\n')),
    Row(
        "a line of the folder list that cannot be read", "partial", break_=listed(b'* LIST (\\HasNoChildren "/" "x\r\n')
    ),
    Row("LIST is refused", "partial busy", break_={"on": {"LIST": react.no("[NOPERM] not you")}}, lost=EVERYTHING),
    Row("LIST answers with nothing", "partial", break_={"on": {"LIST": react.say(b"{tag} OK done\r\n")}}),
    Row(
        "LIST answers with nothing from the start",
        "partial",
        server={"on": {"LIST": react.say(b"{tag} OK done\r\n")}},
        lost=EVERYTHING,
        set_up=False,
        heals=False,
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_an_odd_server_is_kept_in_step_as_its_row_says(
    row: Row, scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    play(row, start(row, scripted_server, tmp_path))


@pytest.mark.parametrize("capabilities", [CONDSTORE, FULL])
@pytest.mark.parametrize("backwards", ["HIGHESTMODSEQ", "UIDNEXT"])
def test_numbers_that_run_backwards_cost_a_second_look_and_no_mail(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path, capabilities: str, backwards: str
) -> None:
    row = Row("backwards", server={"capabilities": capabilities})
    scene = start(row, scripted_server, tmp_path)
    play(row, scene)
    inbox = scene.server.mailbox.folders["INBOX"]
    for message in inbox.messages:
        message.modseq = 1
    if backwards == "HIGHESTMODSEQ":
        inbox.highestmodseq = 1
    else:
        inbox.uidnext = 3
    scene.server.mailbox.change_flags("INBOX", 5, "\\Flagged")
    if backwards == "HIGHESTMODSEQ":
        inbox.highestmodseq = 2
    held = scene.held()
    answer = scene.sync()
    assert answer.outcome == "ok"
    assert answer.result["stored"] == 0
    assert scene.held() == held
