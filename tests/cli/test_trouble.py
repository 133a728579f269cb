"""Wrong settings and bad moments: one clear sentence, the right outcome, the right exit code, nothing lost."""

from __future__ import annotations

import hashlib
import json
import os
import re
import socket
import sqlite3
import ssl
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.pace import PATIENCE_S
from tests.servers.mail_user import MailUser
from tests.servers.ports import free_ports, wait_until


def add_words(user: MailUser, *words: str, **changes: str) -> list[str]:
    server = user.server
    given = {
        "host": server.host,
        "port": str(server.port_tls),
        "user": user.name,
        "ca-file": str(server.ca_file),
    } | changes
    pairs = [word for key, value in given.items() for word in (f"--{key}", value)]
    return ["mailbox", "add", "work", "--address", "anna@example.com", "--password-stdin", *pairs, *words, "--json"]


def refused_sessions(user: MailUser) -> set[str]:
    """The connections on which the server refused this user."""
    lines = [line for line in user.server.read_log().splitlines() if "auth failed" in line and f"<{user.name}>" in line]
    return {found[1] for line in lines if (found := re.search(r"session=<([^>]*)>", line))}


def test_a_wrong_password_is_sign_in_required_and_nothing_is_saved(program: Program, mail_user: MailUser) -> None:
    answer = program.run(*add_words(mail_user), stdin="wrong\n")

    assert answer.code == 3
    assert answer.document["outcome"] == "sign_in_required"
    assert program.json("mailbox", "list") == []


def test_a_wrong_password_is_tried_once_in_a_run(program: Program, mail_user: MailUser) -> None:
    assert program.run(*add_words(mail_user, "--no-check"), stdin="wrong\n").code == 0

    assert program.sync(code=3)["outcome"] == "sign_in_required"
    wait_until(lambda: refused_sessions(mail_user), seconds=PATIENCE_S, what="the server's log of the refusal")
    assert len(refused_sessions(mail_user)) == 1


def test_a_port_where_nobody_listens_is_unreachable(program: Program, mail_user: MailUser) -> None:
    (port,) = free_ports(1)
    assert program.run(*add_words(mail_user, port=str(port)), stdin="x\n").code == 5


def test_a_host_that_does_not_exist_is_unreachable(program: Program, mail_user: MailUser) -> None:
    answer = program.run(*add_words(mail_user, host="no-such-host.invalid"), stdin="x\n")
    assert answer.code == 5
    assert "no-such-host.invalid" in answer.err


def test_a_certificate_of_an_unknown_authority_is_insecure(program: Program, mail_user: MailUser) -> None:
    words = add_words(mail_user)
    del words[words.index("--ca-file") : words.index("--ca-file") + 2]
    assert program.run(*words, stdin=mail_user.password + "\n").code == 6


def test_the_one_certificate_that_a_person_trusts_needs_no_authority(program: Program, mail_user: MailUser) -> None:
    pem = ssl.get_server_certificate((mail_user.server.host, mail_user.server.port_tls))
    fingerprint = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()
    words = add_words(mail_user)
    del words[words.index("--ca-file") : words.index("--ca-file") + 2]
    pairs = ":".join(fingerprint[at : at + 2].upper() for at in range(0, 64, 2))
    assert program.run(*words, "--certificate", "ab" * 32, stdin=mail_user.password + "\n").code == 6
    assert program.run(*words, "--certificate", "abc", stdin=mail_user.password + "\n").code == 2
    assert program.run(*words, "--certificate", pairs, stdin=mail_user.password + "\n").code == 0
    assert program.sync(code=0)["outcome"] == "ok"
    assert program.run("mailbox", "set", "work", "certificate=", "--no-check").code == 0
    assert program.sync(code=6)["outcome"] == "insecure"


def test_a_plain_port_asked_for_tls_is_insecure_and_gets_no_credential(program: Program, mail_user: MailUser) -> None:
    answer = program.run(*add_words(mail_user, port=str(mail_user.server.port_plain)), stdin=mail_user.password + "\n")
    assert answer.code == 6


def test_starttls_works_on_the_plain_port(program: Program, mail_user: MailUser) -> None:
    words = add_words(mail_user, "--security", "starttls", port=str(mail_user.server.port_plain))
    assert program.run(*words, stdin=mail_user.password + "\n").code == 0


def test_a_server_that_says_nothing_is_unreachable_in_time(program: Program, mail_user: MailUser) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        answer = program.run(*add_words(mail_user, host="127.0.0.1", port=str(silent.getsockname()[1])), stdin="x\n")
    assert answer.code == 5


@pytest.mark.parametrize("words", [["mailbox"], ["nonsense"], ["sync", "--nonsense"], ["export", "x"], ["show", "abc"]])
def test_wrong_words_end_with_2(program: Program, words: list[str]) -> None:
    assert program.run(*words).code == 2


@pytest.mark.parametrize(
    "words",
    [["show", "99"], ["show", "9" * 18], ["sync", "nobody"], ["folder", "list", "nobody"], ["mailbox", "show", "x"]],
)
def test_what_does_not_exist_ends_with_2_and_one_sentence(program: Program, words: list[str]) -> None:
    answer = program.run(*words)
    assert answer.code == 2
    assert answer.err.startswith("imapdesk: ")
    assert "Traceback" not in answer.err


def test_a_number_beyond_every_store_ends_with_2(program: Program) -> None:
    answer = program.run("show", "9" * 30, "--json")
    assert (answer.code, "Traceback" in answer.err) == (2, False)
    assert answer.document["error"]


@pytest.mark.parametrize("port", ["0", "-1", "65536"])
def test_a_port_that_cannot_be_ends_with_2(program: Program, mail_user: MailUser, port: str) -> None:
    assert program.run(*add_words(mail_user, "--no-check", port=port), stdin="x\n").code == 2
    assert program.json("mailbox", "list") == []


def test_a_password_in_another_character_set_is_said(program: Program, mail_user: MailUser) -> None:
    command = [sys.executable, "-m", "imapdesk", *add_words(mail_user)]
    done = subprocess.run(
        command, input=b"caf\xe9\n", capture_output=True, env=program.environment, timeout=PATIENCE_S, check=False
    )
    assert (done.returncode, done.stderr) == (2, b"imapdesk: The password is to be given in UTF-8.\n")
    assert json.loads(done.stdout)["error"] == "The password is to be given in UTF-8."


def test_without_a_screen_the_window_says_so(program: Program) -> None:
    answer = program.run(QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert answer.code == 2
    assert "screen" in answer.err
    assert len(answer.err.strip().splitlines()) == 1


def test_without_a_keyring_and_a_master_password_the_command_says_so_and_stops(
    program: Program, mail_user: MailUser
) -> None:
    answer = program.run(*add_words(mail_user), stdin=mail_user.password + "\n", IMAPDESK_MASTER_PASSWORD="")
    assert answer.code == 2
    assert "IMAPDESK_MASTER_PASSWORD" in answer.err
    assert program.json("mailbox", "list") == []


def test_a_verification_without_secrets_says_so_and_stops(program: Program, mail_user: MailUser) -> None:
    program.add_mailbox(mail_user)
    answer = program.run("verify", "--json", IMAPDESK_MASTER_PASSWORD="wrong")
    assert (answer.code, answer.document["outcome"]) == (2, None)
    assert answer.document["error"] == "The master password is wrong."


def test_a_wrong_master_password_says_so(program: Program, mail_user: MailUser) -> None:
    program.add_mailbox(mail_user)
    answer = program.run("sync", "--json", IMAPDESK_MASTER_PASSWORD="not it")
    assert answer.code == 2
    assert "master password" in answer.text


def test_a_store_of_a_newer_program_is_refused_politely(program: Program, mail_user: MailUser) -> None:
    program.add_mailbox(mail_user)
    with sqlite3.connect(program.data_dir / "imapdesk.db") as db:
        db.execute("pragma user_version = 999999")
    db.close()
    assert program.sync(code=8)["outcome"] == "store"


def test_a_damaged_store_is_said_and_never_ok(program: Program, mail_user: MailUser) -> None:
    program.add_mailbox(mail_user)
    (program.data_dir / "imapdesk.db").write_bytes(b"this is no database" * 1000)
    for name in ("imapdesk.db-wal", "imapdesk.db-shm"):
        (program.data_dir / name).unlink(missing_ok=True)
    answer = program.run("sync", "--json")
    assert answer.code == 8
    assert "Traceback" not in answer.err
    assert "imapdesk check --repair" in program.run("list").err, "the way out is said"


def test_json_is_the_only_thing_on_standard_output(program: Program, mail_user: MailUser) -> None:
    program.add_mailbox(mail_user)
    for words in (
        ["mailbox", "list"],
        ["mailbox", "show", "work"],
        ["status"],
        ["list"],
        ["folder", "list", "work"],
        ["check"],
    ):
        assert program.json(*words) is not None
    assert program.run("--json", "status").document == program.json("status")


def test_mailboxes_whose_names_differ_in_case_only_are_refused(program: Program) -> None:
    """Exported, they would be one folder where a file system doesn't tell the cases apart."""
    add = ("--address", "a@example.com", "--host", "h.example", "--no-check")
    program.json("mailbox", "add", "work", *add)
    program.json("mailbox", "add", "home", *add)
    assert "already a mailbox named “Work”" in program.run("mailbox", "add", "Work", *add).err
    assert "already a mailbox named “WORK”" in program.run("mailbox", "set", "home", "name=WORK").err
    assert program.json("mailbox", "set", "work", "name=Work")["name"] == "Work"


def test_a_mailbox_can_be_removed_with_its_mail_kept(program: Program, mail_user: MailUser) -> None:
    mail_user.deliver("INBOX", [b"Subject: kept\r\n\r\nx\r\n"])
    program.add_mailbox(mail_user)
    program.sync()
    program.json("mailbox", "remove", "work", "--keep-mail")

    assert [row["subject"] for row in program.json("list")] == ["kept"]
    assert program.sync()["mailboxes"] == []


def test_a_mailbox_removed_without_its_mail_leaves_nothing(program: Program, mail_user: MailUser) -> None:
    mail_user.deliver("INBOX", [b"Subject: lost\r\n\r\nx\r\n"])
    program.add_mailbox(mail_user)
    program.sync()
    program.json("mailbox", "remove", "work")
    assert program.json("status")["messages"] == 0


def test_an_interrupt_while_modules_load_ends_with_the_code_of_a_stop(tmp_path: Path) -> None:
    (tmp_path / "stopped.py").write_text(
        "from imapdesk.cli.context import Door, end_with, report_error\n"
        "from imapdesk.errors import Cancelled\n"
        "report_error(Door(), Cancelled('Loaded.'))\n"
        "end_with(Door(), lambda: exec('raise KeyboardInterrupt'))\n"  # as inside the making of a dataclass
    )
    command = [sys.executable, "-m", "stopped"]
    place = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        command, cwd=tmp_path, env=place, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert (done.returncode, done.stderr) == (130, "imapdesk: Loaded.\nimapdesk: Stopped.\n")
