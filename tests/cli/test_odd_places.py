"""Outputs that take nothing, inputs that are closed, names that are no text, files that are none: one sentence."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import imapdesk
from tests.cli.program import Answer, Program
from tests.pace import PATIENCE_S

UNTELLABLE = os.fsdecode(b"w\xff")


def run_shell(program: Program, line: str, place: Path | None = None, **more: str) -> Answer:
    """A line of the shell in which ``$I`` is the program; ``more`` is put into its environment."""
    command = f"{shlex.quote(sys.executable)} -P -m imapdesk"  # -P: whatever folder it is run in
    more |= {"PYTHONPATH": str(Path(imapdesk.__file__).parents[1])}
    done = subprocess.run(
        ["sh", "-c", line.replace("$I", command)],
        capture_output=True, env=program.environment | more, cwd=place, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout, done.stderr.decode())


@pytest.mark.parametrize(
    ("words", "code"), [("show 99", 2), ("sync nobody", 2), ("nonsense", 2), ("list --limit x", 2), ("status", 0)]
)
def test_the_exit_code_and_the_document_stay_where_standard_error_is_full(
    program: Program, words: str, code: int
) -> None:
    assert run_shell(program, f"$I {words} 2>/dev/full").code == code
    answer = run_shell(program, f"$I {words} --json 2>/dev/full")
    assert answer.code == code
    assert isinstance(json.loads(answer.out), dict)


@pytest.mark.parametrize("words", ["show 99 --json", "sync nobody --json", "nonsense --json", "--json"])
def test_an_error_keeps_its_exit_code_where_its_document_finds_no_space(program: Program, words: str) -> None:
    answer = run_shell(program, f"$I {words} >/dev/full", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert (answer.code, "Traceback" in answer.err) == (2, False)


@pytest.mark.parametrize("words", ["--help", "--version", "sync --help"])
def test_help_that_finds_no_space_is_one_sentence(program: Program, words: str) -> None:
    answer = run_shell(program, f"$I {words} >/dev/full")
    assert (answer.code, answer.err) == (8, f"imapdesk: The answer can't be written: {os.strerror(28)}.\n")


@pytest.mark.parametrize("words", ["--password-stdin", "--no-check"])
def test_a_closed_standard_input_gives_no_password(program: Program, words: str) -> None:
    add = f"$I mailbox add work --address anna@example.com --host localhost {words} <&-"
    answer = run_shell(program, add, IMAPDESK_MASTER_PASSWORD="")
    assert answer.code == (2 if words == "--password-stdin" else 0)
    assert "Traceback" not in answer.err


def test_a_vault_without_its_password_and_without_anybody_to_ask_says_so(program: Program) -> None:
    add = "$I mailbox add work --address anna@example.com --host localhost --no-check --password-stdin"
    assert run_shell(program, f"echo secret | {add}").code == 0
    answer = run_shell(program, "$I sync <&-", IMAPDESK_MASTER_PASSWORD="")
    assert (answer.code, "IMAPDESK_MASTER_PASSWORD" in answer.err) == (2, True)


@pytest.mark.parametrize(
    "words",
    [
        ("mailbox", "show", UNTELLABLE),
        ("mailbox", "remove", UNTELLABLE),
        ("mailbox", "set", UNTELLABLE, "every=5"),
        ("folder", "list", UNTELLABLE),
        ("sync", UNTELLABLE),
        ("verify", UNTELLABLE),
        ("list", "--mailbox", UNTELLABLE),
        ("export", "out", "--format", "eml", "--mailbox", UNTELLABLE),
    ],
)
def test_a_name_that_is_no_text_is_nobodys_name(program: Program, words: tuple[str, ...]) -> None:
    program.json("mailbox", "add", "w?", "--address", "anna@example.com", "--host", "localhost", "--no-check")
    answer = program.run(*words)
    assert (answer.code, "Traceback" in answer.err) == (2, False)
    assert [one["name"] for one in program.json("mailbox", "list")] == ["w?"]


def test_mail_of_a_file_whose_name_is_no_text_is_imported(program: Program, tmp_path: Path) -> None:
    for name in (b"w\xff.eml", b"two\nlines.eml"):
        path = tmp_path / os.fsdecode(name)
        path.write_bytes(b"Subject: " + name[:1] + b"\r\n\r\nx\r\n")
        program.json("import", str(path))
    assert sorted(one["mailbox"] for one in program.json("list")) == ["Imported: two\ufffdlines", "Imported: w\ufffd"]


@pytest.mark.parametrize("words", ["--data-dir data status", "backup out.backup", "import mail.eml"])
def test_a_relative_place_is_nowhere_once_the_folder_one_is_in_is_gone(
    program: Program, tmp_path: Path, words: str
) -> None:
    lost = tmp_path / "lost"
    lost.mkdir()
    answer = run_shell(program, f'mkdir gone && cd gone && rmdir "$PWD" && $I {words}', lost)
    assert (answer.code, "Traceback" in answer.err) == (2, False)


def test_an_empty_word_is_no_folder_to_export_to(program: Program) -> None:
    assert "Name a folder to write to." in program.run("export", "", "--format", "eml").err


@pytest.mark.parametrize("words", ["import {}", "restore {}", "backup {}"])
def test_a_pipe_is_neither_waited_for_nor_replaced(program: Program, tmp_path: Path, words: str) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    answer = program.run(*words.format(pipe).split())
    assert (answer.code, pipe.is_fifo(), "Traceback" in answer.err) == (2, True, False)


def test_a_vendors_file_that_is_no_text_is_refused(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "picture.json"
    path.write_bytes(bytes(range(256)))
    answer = program.run("integration", "set", "google", "--file", str(path))
    assert (answer.code, answer.err) == (2, "imapdesk: This is not the client_secret.json of a desktop app.\n")
