"""``imapdesk sync --watch``: the window's schedule without a window."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import pytest

from imapdesk.desk import BackupPlan, Desk
from tests.cli.program import Program
from tests.fakes.imap_wire import LineFault
from tests.fakes.scripted_server import ScriptedServer
from tests.pace import PATIENCE_S, Stopwatch
from tests.servers.mail_user import MailUser

MESSAGE = b"From: anna@example.com\r\nSubject: Hello\r\nMessage-ID: <1@example.com>\r\n\r\nHello\r\n"


class Watching:
    """The program while it watches; ``next_results`` waits for what the next line tells."""

    def __init__(self, program: Program) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "imapdesk", "sync", "--watch", "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=program.environment,
            text=True,
        )
        self._lines: Queue[str] = Queue()
        self._reader = Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def next_results(self, seconds: float = PATIENCE_S) -> list[dict[str, Any]]:
        try:
            results: list[dict[str, Any]] = json.loads(self._lines.get(timeout=seconds))
        except Empty:
            raise AssertionError(f"no line came; the program's state is {self.process.poll()}") from None
        return results

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(PATIENCE_S)
        self._reader.join(10)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@pytest.fixture
def watch(program: Program) -> Iterator[Callable[[], Watching]]:
    begun: list[Watching] = []

    def begin() -> Watching:
        begun.append(Watching(program))
        return begun[-1]

    yield begin
    for each in begun:
        if each.process.poll() is None:
            each.end()


def test_due_mailboxes_are_run_and_a_changed_password_is_noticed_and_mended(
    program: Program, mail_user: MailUser, watch: Callable[[], Watching]
) -> None:
    mail_user.deliver("INBOX", [MESSAGE])
    program.add_mailbox(mail_user)
    watching = watch()
    (first,) = watching.next_results()
    assert (first["name"], first["outcome"], first["stored"]) == ("work", "ok", 1)
    program.json("mailbox", "set", "work", "--password-stdin", "--no-check", stdin="not the password\n")
    (second,) = watching.next_results()
    assert second["outcome"] == "sign_in_required"
    assert [each["cause"] for each in program.json("notices")] == ["credentials"]
    program.json("mailbox", "set", "work", "--password-stdin", "--no-check", stdin=mail_user.password + "\n")
    (third,) = watching.next_results()
    assert third["outcome"] == "ok"
    assert program.json("notices") == []
    assert watching.end() == 0


def test_a_server_that_hangs_delays_no_other_mailbox(
    program: Program, mail_user: MailUser, watch: Callable[[], Watching], scripted_server: Callable[..., ScriptedServer]
) -> None:
    silent = scripted_server(line=lambda _number: LineFault(stall_at=0))
    program.json(
        "mailbox", "add", "silent", "--address", "silent@example.com", "--host", silent.host, "--port",
        str(silent.port), "--security", "none", "--password-stdin", "--no-check", stdin="secret\n",
    )  # fmt: skip
    program.add_mailbox(mail_user)
    with Desk.open(program.data_dir) as desk:  # it is never given up while the other one is looked at
        desk.set_setting("line", dict.fromkeys(("connect_s", "sign_in_s", "stall_s", "patience_s"), 2 * PATIENCE_S))
    watching = watch()
    for _ in range(2):
        assert [each["name"] for each in watching.next_results()] == ["work"]
        program.json("mailbox", "set", "work", "--password-stdin", "--no-check", stdin=mail_user.password + "\n")
    assert silent.connections >= 1
    assert watching.end() == 0


def test_planned_backups_are_written_meanwhile(
    program: Program, mail_user: MailUser, watch: Callable[[], Watching], tmp_path: Path
) -> None:
    mail_user.deliver("INBOX", [MESSAGE])
    program.add_mailbox(mail_user)
    place = tmp_path / "backups"
    place.mkdir()
    with Desk.open(program.data_dir) as desk:
        desk.save_backup_plan(BackupPlan(str(place), every_days=7))
    watching = watch()
    watching.next_results()
    ends = time.monotonic() + PATIENCE_S
    while not list(place.glob("*")) and time.monotonic() < ends:
        time.sleep(0.05)
    assert watching.end() == 0
    with Desk.open(program.data_dir) as desk:
        assert desk.load_last_backup() is not None
        assert desk.load_mailboxes()[0].settings.every_minutes == 30
    assert len(list(place.glob("*"))) == 1


def test_names_and_watch_together_are_refused(program: Program) -> None:
    assert program.run("sync", "work", "--watch").code == 2


def test_instant_brings_new_mail_in_long_before_the_timer(
    program: Program, mail_user: MailUser, watch: Callable[[], Watching]
) -> None:
    mail_user.deliver("INBOX", [MESSAGE])
    program.add_mailbox(mail_user)
    assert program.json("mailbox", "set", "work", "instant=on")["instant"] is True
    watching = watch()
    (first,) = watching.next_results()
    assert first["stored"] == 1
    quiet = True
    while quiet:  # NOTIFY's first look at all folders is a run of its own
        try:
            watching.next_results(2)
        except AssertionError:
            quiet = False
    clock = Stopwatch()
    mail_user.append("INBOX", MESSAGE.replace(b"<1@", b"<2@"))
    (second,) = watching.next_results()
    while not second["stored"]:  # a last echo of the first look
        (second,) = watching.next_results()
    assert second["stored"] == 1
    assert clock.seconds < 20
    program.json("mailbox", "set", "work", "instant=off")
    assert watching.end() == 0
