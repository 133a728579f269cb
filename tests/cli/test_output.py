"""What the commands print: one document with ``--json`` whatever happens, in any character set, into any file."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.fakes.imap_reactions import stall
from tests.fakes.scripted_server import ScriptedServer
from tests.pace import PATIENCE_S
from tests.servers.mail_user import MailUser
from tests.servers.ports import wait_until

FOLDER = "Größe 日本 😀"


@pytest.fixture
def filled(program: Program, mail_user: MailUser) -> Program:
    """A mailbox with a folder whose name no old character set holds."""
    mail_user.create_folder(FOLDER)
    program.add_mailbox(mail_user)
    return program


@pytest.mark.parametrize("words", [("show", "seven"), ("mailbox", "add"), ("sync", "--nonsense"), ("nonsense",)])
def test_words_that_are_off_are_one_document_too(program: Program, words: tuple[str, ...]) -> None:
    answer = program.run(*words, "--json")

    assert answer.code == 2
    assert answer.document["error"]
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "shift_jis", "utf-8"])
def test_names_are_told_in_any_character_set(filled: Program, encoding: str) -> None:
    as_text = filled.run("folder", "list", "work", PYTHONIOENCODING=encoding)
    as_json = filled.run("folder", "list", "work", "--json", PYTHONIOENCODING=encoding)

    assert (as_text.code, as_json.code) == (0, 0)
    assert FOLDER in {folder["path"] for folder in json.loads(as_json.out.decode(encoding))}


def test_an_answer_that_finds_no_space_is_one_sentence(filled: Program) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "imapdesk", "folder", "list", "work"],
            stdout=full, stderr=subprocess.PIPE, env=filled.environment, timeout=PATIENCE_S,
        )  # fmt: skip

    assert done.returncode == 8
    assert done.stderr.decode() == f"imapdesk: The answer can't be written: {os.strerror(28)}.\n"


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_an_output_that_was_closed_harms_nothing(filled: Program, form: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "imapdesk", "sync", *form]
    closed = ["sh", "-c", 'exec "$@" >&-', "sh", *command]
    done = subprocess.run(closed, stderr=subprocess.PIPE, env=filled.environment, timeout=PATIENCE_S)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_is_stopped_says_so(
    program: Program, scripted_server: Callable[..., ScriptedServer], number: int
) -> None:
    server = scripted_server(on={"*": stall()}, security="none")
    words = ["--host", server.host, "--port", str(server.port), "--security", "none"]
    with _started(program, "mailbox", "add", "work", "--address", "ada@example.org", *words) as process:
        wait_until(lambda: bool(server.commands), seconds=30, what="the server's being asked")
        process.send_signal(number)
        out, _ = process.communicate(timeout=PATIENCE_S)

    assert process.returncode == 130
    assert json.loads(out)["outcome"] == "cancelled"


@contextmanager
def _started(program: Program, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "imapdesk", *words, "--password-stdin", "--json"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=program.environment,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(b"secret\n")
    process.stdin.flush()
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("form", ["--raw", "--headers", "--text"])
def test_a_message_is_shown_to_nobody_where_the_output_was_closed(program: Program, tmp_path: Path, form: str) -> None:
    mail = tmp_path / "one.eml"
    mail.write_bytes(b"Subject: one\r\n\r\nx\r\n")
    program.json("import", str(mail))
    (row,) = program.json("list")
    closing = f"exec {shlex.quote(sys.executable)} -m imapdesk show {row['id']} {form} >&-"
    done = subprocess.run(
        ["sh", "-c", closing], env=program.environment, stderr=subprocess.PIPE, timeout=PATIENCE_S, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("number", ["9223372036854775808", "-1"])
def test_a_number_that_is_out_of_range_is_a_word_that_is_off(program: Program, number: str) -> None:
    for words in (("show", "--", number), ("list", "--limit", number), ("search", "x", "--limit", number)):
        assert program.run(*words).code == 2


def test_an_empty_word_is_no_folder_to_import(program: Program) -> None:
    assert "Name a file or a folder to import." in program.run("import", "").err
