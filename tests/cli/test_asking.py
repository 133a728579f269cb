"""The master password is asked for where the question can be read, answered and left."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time

import pytest

from tests.cli.program import Program
from tests.pace import PATIENCE_S

QUESTION = b"Master password: "


@pytest.fixture
def locked(program: Program) -> Program:
    """A mailbox on a port where nobody listens, its password in a vault."""
    words = ["--address", "anna@example.com", "--host", "localhost", "--port", "1", "--password-stdin", "--no-check"]
    program.json("mailbox", "add", "work", *words, stdin="secret\n")
    return program


def ask(program: Program, *words: str, answer: bytes) -> tuple[int, bytes]:
    """Run a command on a terminal and type ``answer`` once the question stands there: the exit code, what was said."""
    place = {key: value for key, value in program.environment.items() if key != "IMAPDESK_MASTER_PASSWORD"}
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "imapdesk", *words],
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        env=place | {"IMAPDESK_KEYRING": "vault", "TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    said, until, asked = b"", time.monotonic() + PATIENCE_S, False
    try:
        while time.monotonic() < until:
            try:
                said += os.read(ours, 65536)
            except OSError:
                break  # the terminal's other end was closed
            if said.endswith(QUESTION) and not asked:
                asked = True
                if answer == b"\x03":
                    process.send_signal(signal.SIGINT)  # what a terminal makes of it
                else:
                    os.write(ours, answer)
        return process.wait(PATIENCE_S), said
    finally:
        process.kill()
        process.wait()
        os.close(ours)


@pytest.mark.parametrize("words", [("sync",), ("verify",), ("sync", "--watch")])
@pytest.mark.parametrize("answer", [b"\x03", b"\x04"])
def test_a_question_can_be_left(locked: Program, words: tuple[str, ...], answer: bytes) -> None:
    code, said = ask(locked, *words, answer=answer)
    assert (code, b"Stopped." in said, b"Traceback" in said) == (130, True, False)


def test_a_wrong_answer_is_said_to_be_wrong(locked: Program) -> None:
    code, said = ask(locked, "sync", answer=b"wrong\n")
    assert (code, b"The master password is wrong." in said) == (2, True)


def test_the_question_is_asked_once_and_stands_alone_on_its_line(locked: Program) -> None:
    code, said = ask(locked, "sync", answer=b"open sesame\n")
    assert (code, said.count(QUESTION)) == (5, 1)
    assert said.startswith(QUESTION), "no bar was drawn over it"
