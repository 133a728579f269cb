"""Answers in odd forms, and data that nobody asked for: all of the mail is had, as if nothing were odd."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import imap_reactions as react
from tests.fakes.imap_fetch import FetchStyle
from tests.fakes.scripted_server import CONDSTORE, FULL, MINIMAL, PLAIN, ScriptedServer
from tests.faults.rows import Row, names, play, start
from tests.faults.scene import Answer, Scene

_LITERAL = re.compile(rb"\{(\d+)\}\r\n")


def always(change: Callable[[bytes], bytes], *commands: str) -> dict[str, object]:
    return {"on": dict.fromkeys(commands or ("UID FETCH", "EXAMINE", "LIST"), react.edit(change))}


def outside_literals(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """A change of everything but the messages' own bytes."""

    def apply(answer: bytes) -> bytes:
        out, at = [], 0
        while match := _LITERAL.search(answer, at):
            end = match.end() + int(match[1])
            out += [change(answer[at : match.start()]), answer[match.start() : end]]
            at = end
        return b"".join([*out, change(answer[at:])])

    return apply


def lower(text: bytes) -> bytes:
    """Everything but tags and strings in small letters."""
    return re.sub(rb'(?m)(^[A-Z]+D\d+ )|("[^"]*")|(.)', lambda match: match[1] or match[2] or match[3].lower(), text)


def lf_only(text: bytes) -> bytes:
    return text.replace(b"\r\n", b"\n")


def lf_after_literals(answer: bytes) -> bytes:
    """Line ends of LF alone, everywhere but inside the literals."""
    out, at = [], 0
    while match := _LITERAL.search(answer, at):
        end = match.end() + int(match[1])
        out += [lf_only(answer[at : match.end()]), answer[match.end() : end]]
        at = end
    return b"".join([*out, lf_only(answer[at:])])


def tagged_first(answer: bytes) -> bytes:
    """The tagged OK before the data that it ends."""
    lines = answer.splitlines(keepends=True)
    return b"".join([lines[-1], *lines[:-1]])


def add_flags(text: bytes) -> Callable[[bytes], bytes]:
    return lambda answer: answer.replace(b"FLAGS (", b"FLAGS (" + text + b" ").replace(b" )", b")")


def fetched_twice(scene: Scene, answer: Answer) -> None:
    assert answer.result["stored"] == 14


MANY = b" ".join(b"keyword-number-%d" % number for number in range(5000))
WITHOUT_EXISTS = react.edit(lambda answer: re.sub(rb"\* \d+ EXISTS\r\n", b"", answer))
NO_MESSAGE = react.say(b"{tag} OK done\r\n")
NOISE = b"* 3 FETCH (FLAGS (\\Seen))\r\n* 900 EXISTS\r\n* 0 RECENT\r\n* OK [UIDNEXT 3] noise\r\n* FLAGS (a b)\r\n"

ROWS = [
    Row("UID as the last item", break_={"style": FetchStyle(uid_last=True)}),
    Row("messages in descending order", break_={"style": FetchStyle(backwards=True)}),
    Row("every message twice", break_={"style": FetchStyle(repeat=True)}, check=fetched_twice),
    Row("RFC822.SIZE is never said", server={"omit": frozenset({"RFC822.SIZE"})}),
    Row(
        "RFC822.SIZE is wrong",
        break_=always(outside_literals(lambda text: re.sub(rb"SIZE \d+", b"SIZE 7", text)), "UID FETCH"),
    ),
    Row(
        "RFC822.SIZE is 64 bits",
        break_=always(
            outside_literals(lambda text: re.sub(rb"SIZE \d+", b"SIZE 18446744073709551615", text)), "UID FETCH"
        ),
        server={"capabilities": PLAIN},
        outcomes="ok",
    ),
    Row("INTERNALDATE is nonsense", break_=always(lambda a: a.replace(b"-Jan-2026", b"-Foo-0000"), "UID FETCH")),
    Row(
        "INTERNALDATE is NIL",
        break_=always(lambda a: re.sub(rb'INTERNALDATE "[^"]*"', b"INTERNALDATE NIL", a), "UID FETCH"),
    ),
    Row("unsolicited FETCH, EXISTS, RECENT and FLAGS between messages", break_={"style": FetchStyle(between=NOISE)}),
    Row("unsolicited noise before every answer", break_={"on": {"*": react.before(NOISE)}}),
    Row("unsolicited noise after every answer", break_={"on": {"*": react.after(NOISE)}}),
    Row(
        "unsolicited EXPUNGE while fetching",
        break_={"on": {"UID FETCH": [react.normal(), react.before(b"* 1 EXPUNGE\r\n")]}},
    ),
    Row(
        "FETCH of a UID that nobody asked for",
        break_={
            "on": {
                "UID FETCH": react.when(
                    b"BODY", react.before(b"* 1 FETCH (UID 4000000000 FLAGS () BODY[] {3}\r\nabc)\r\n")
                )
            }
        },
    ),
    Row(
        "FETCH without UID before the right ones",
        break_={"on": {"UID FETCH": react.before(b"* 1 FETCH (FLAGS () BODY[] {3}\r\nabc)\r\n")}},
    ),
    Row(
        "lists in lists without end",
        break_={"on": {"UID FETCH": react.before(b"* 1 FETCH (X " + b"(" * 50_000 + b")" * 50_000 + b")\r\n")}},
    ),
    Row("small letters everywhere", break_=always(outside_literals(lower))),
    Row(
        "LF alone ends lines",
        break_=always(lf_after_literals, "UID FETCH", "EXAMINE", "LIST", "CAPABILITY", "ID", "ENABLE"),
    ),
    Row("spaces at the ends of lines", break_=always(outside_literals(lambda text: text.replace(b"\r\n", b"  \r\n")))),
    Row(
        "two spaces between words", break_=always(outside_literals(lambda text: text.replace(b" ", b"  ")), "UID FETCH")
    ),
    Row(
        "blank lines between answers",
        break_=always(outside_literals(lambda text: text.replace(b"\r\n* ", b"\r\n\r\n* "))),
    ),
    Row("the body is called RFC822", break_=always(lambda a: a.replace(b"BODY[] {", b"RFC822 {"), "UID FETCH")),
    Row(
        "the body is called as it was asked",
        break_=always(lambda a: a.replace(b"BODY[] {", b"BODY.PEEK[] {"), "UID FETCH"),
    ),
    Row("literals of eight bits", break_=always(lambda a: re.sub(rb"BODY\[\] \{", b"BODY[] ~{", a), "UID FETCH")),
    Row("a flag with a bracket", break_=always(add_flags(rb"$Junk] [x]"), "UID FETCH")),
    Row("a flag with parentheses in a string", break_=always(add_flags(rb'"a(b)"'), "UID FETCH")),
    Row("the flag that is none", break_=always(add_flags(rb"\*"), "UID FETCH")),
    Row("flags of eight bits", break_=always(add_flags("grün".encode()), "UID FETCH")),
    Row("five thousand keywords on each message", break_=always(add_flags(MANY), "UID FETCH")),
    Row("FLAGS is NIL", break_=always(lambda a: re.sub(rb"FLAGS \([^)]*\)", b"FLAGS NIL", a), "UID FETCH")),
    Row("no EXISTS on opening", break_={"on": {"EXAMINE": WITHOUT_EXISTS}}),
    Row(
        "no EXISTS on opening, and no message in the first answers",
        break_={"on": {"EXAMINE": WITHOUT_EXISTS, "UID FETCH": [NO_MESSAGE] * 2}},
    ),
    Row("EXISTS is too small", break_=always(lambda a: re.sub(rb"\* \d+ EXISTS", b"* 1 EXISTS", a), "EXAMINE")),
    Row(
        "a tagged answer comes twice",
        "ok partial protocol",
        break_={"on": {"EXAMINE": [react.edit(lambda a: a + a.splitlines(keepends=True)[-1])]}},
    ),
    Row("untagged lines that mean nothing", break_={"on": {"*": react.before(b"* XYZZY 1 2 3\r\n* 7\r\n* \r\n*\r\n")}}),
    Row("a line of garbage once", break_={"on": {"UID FETCH": [react.before(b"\x00\xff garbage\r\n")]}}),
    Row("an answer of other tags once", break_={"on": {"EXAMINE": [react.say(b"other99 OK done\r\n")]}}),
    Row(
        "capabilities are said again and again", break_={"on": {"*": react.before(b"* CAPABILITY IMAP4rev1 IDLE\r\n")}}
    ),
    Row("continuation that nobody waits for", break_={"on": {"EXAMINE": [react.before(b"+ go ahead\r\n")]}}),
    Row(
        "the tagged OK comes before the data once",
        "ok partial",
        break_={"on": {"UID FETCH": [react.edit(tagged_first)]}},
    ),
    Row(
        "an empty status for every folder",
        server={"capabilities": CONDSTORE},
        break_=always(lambda a: re.sub(rb"(?m)^(\* STATUS \S+) .*\r\n", b"\\1 ()\r\n", a), "LIST"),
    ),
    Row(
        "no status for any folder",
        server={"capabilities": FULL},
        break_=always(lambda a: re.sub(rb"(?m)^\* STATUS .*\r\n", b"", a), "LIST"),
    ),
    Row("a body of the smallest server", server={"capabilities": MINIMAL}),
]


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_an_odd_answer_costs_no_more_than_its_row_says(
    row: Row, scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    play(row, start(row, scripted_server, tmp_path))
