"""One mailbox on one server, driven through the command line; what was stored is compared with what the server has."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from tests.fakes.imap_model import FakeMailbox
from tests.fakes.scripted_server import ScriptedServer
from tests.pace import Stopwatch

PASSWORD = "secret"
USER = "ada@example.org"
QUICK = {"connect_s": 1.0, "sign_in_s": 1.5, "stall_s": 0.6, "patience_s": 1.5, "pause_s": 0.01}
"""For runs in which a server may fall silent."""
CALM = {"connect_s": 60.0, "sign_in_s": 60.0, "stall_s": 60.0, "patience_s": 120.0, "pause_s": 0.01}
"""For runs without a fault: on a busy machine each step may take seconds."""

Place = tuple[str, int]
Held = dict[Place, str]

# What wait4 tells of a process's memory counts the one that started it as well; VmHWM begins anew with the program.
_TELL_PEAK = """
import atexit, runpy, sys
def tell_peak():
    with open("/proc/self/status") as status:
        print("peak", next(line.split()[1] for line in status if line.startswith("VmHWM")), file=sys.stderr)
atexit.register(tell_peak)
runpy.run_module("imapdesk", run_name="__main__")
"""

_main = importlib.import_module("imapdesk.cli.main")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def document(self) -> Any:
        """The one JSON document."""
        return json.loads(self.out)

    @property
    def outcome(self) -> str:
        """The outcome of a synchronisation."""
        return str(self.document["outcome"])

    @property
    def result(self) -> dict[str, Any]:
        """What the one mailbox's run did."""
        (result,) = self.document["mailboxes"]
        return dict(result)


@dataclass(frozen=True, slots=True)
class Measured:
    """A command as a process of its own: its answer and the most memory it took."""

    answer: Answer
    peak_bytes: int


@dataclass
class Scene:
    """A data directory and a server. The program runs in this process, through its command line."""

    data_dir: Path
    server: ScriptedServer
    name: str = "ada"
    line: Mapping[str, float] = field(default_factory=lambda: QUICK)

    def run(self, *words: str, stdin: str = "") -> Answer:
        """One command with ``--json``; a crash fails the test with its own traceback."""
        clock = Stopwatch()
        place = {"IMAPDESK_DATA_DIR": str(self.data_dir), "IMAPDESK_MASTER_PASSWORD": "open sesame"}
        done = CliRunner().invoke(_main.cli, [*words, "--json"], input=stdin, env=place)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Answer(done.exit_code, done.stdout, done.stderr, clock.seconds)

    def start_process(
        self, *words: str, program: Sequence[str] = ("-m", "imapdesk"), env: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """The program as a process of its own, with `env` added to its environment."""
        place = {"IMAPDESK_DATA_DIR": str(self.data_dir), "IMAPDESK_MASTER_PASSWORD": "open sesame"} | dict(env or {})
        command = [sys.executable, *program, *words, "--json"]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | place)

    def measure(self, *words: str) -> Measured:
        """One command in a process of its own, with its peak of resident memory."""
        clock = Stopwatch()
        process = self.start_process(*words, program=["-c", _TELL_PEAK])
        out, err = process.communicate()
        words_, _, peak = err.decode().rpartition("peak ")
        return Measured(Answer(process.returncode, out.decode(), words_, clock.seconds), int(peak) * 1024)

    def add(self, *words: str, check: bool = False, security: str | None = None, password: str = PASSWORD) -> Answer:
        """``mailbox add``, for all of the mail, with the tests' authority where there is TLS."""
        server = self.server
        kind = security or server.security
        trust = ["--ca-file", str(server.authority.ca_file)] if kind != "none" and server.authority else []
        period = [] if "--since" in words else ["--all-mail"]
        answer = self.run(
            "mailbox", "add", self.name, "--address", USER, "--host", server.host, "--port", str(server.port),
            "--security", kind, "--password-stdin", *period, *trust, *([] if check else ["--no-check"]), *words,
            stdin=password + "\n",
        )  # fmt: skip
        self.set("line", dict(self.line))
        return answer

    def set(self, key: str, value: object) -> None:
        """A setting of the store."""
        from imapdesk.store import Store

        with closing(Store.open(self.data_dir / "imapdesk.db")) as store:
            store.set_setting(key, value)

    def include_all(self) -> Answer:
        """Tick every folder."""
        return self.run("folder", "include", self.name, "--all")

    def sync(self) -> Answer:
        """``sync --json``, whose document is checked for its shape."""
        answer = self.run("sync")
        check_shape(answer)
        return answer

    def held(self) -> Held:
        """The digest of what is saved, by folder and UID; every row once."""
        rows = self.rows(
            "SELECT f.path, l.uid, l.id FROM location l JOIN folder f ON f.id = l.folder_id "
            "WHERE l.state = 1 AND l.gone_at IS NULL"
        )
        places = Counter((path, uid) for path, uid, _ in rows)
        assert not [place for place, count in places.items() if count > 1], "a message is stored twice"
        from imapdesk.mail import MessageId
        from imapdesk.store import Store

        with closing(Store.open(self.data_dir / "imapdesk.db")) as store:
            return {(path, uid): digest(store.get_raw(MessageId(id_))) for path, uid, id_ in rows}

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of the store's database."""
        with closing(sqlite3.connect(self.data_dir / "imapdesk.db")) as database:
            return database.execute(sql).fetchall()

    def change(self, sql: str) -> None:
        """Change the store behind the program's back."""
        with closing(sqlite3.connect(self.data_dir / "imapdesk.db")) as database, database:
            database.execute(sql)

    def downloads(self) -> Counter[Place]:
        """How often each raw message is stored, by what it holds: nothing may be there twice."""
        return Counter({row[0]: row[1] for row in self.rows("SELECT digest, count(*) FROM content GROUP BY digest")})

    def make_quarantine_due(self) -> None:
        """The time to try again has come."""
        self.change("UPDATE quarantine SET retry_at = 0 WHERE retry_at IS NOT NULL")

    def check(self) -> Answer:
        """The store's own health."""
        return self.run("check")

    def clear_text_secrets(self, secret: str = PASSWORD) -> list[str]:
        """Files below the data directory that hold the password as it is."""
        files = (path for path in self.data_dir.rglob("*") if path.is_file())
        return [path.name for path in files if secret.encode() in path.read_bytes()]


def truth(mailbox: FakeMailbox, leave_out: Iterable[Place] = ()) -> Held:
    """What the server holds, as `Scene.held` says it."""
    out = set(leave_out)
    return {
        (folder.name, message.uid): digest(message.raw)
        for folder in mailbox.folders.values()
        for message in folder.messages
        if (folder.name, message.uid) not in out
    }


def digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


_FIELDS = {
    "name", "outcome", "error", "retry_after_s", "folders", "stored", "flags_changed", "gone", "pending",
    "quarantined", "round_trips", "bytes_received", "seconds",
}  # fmt: skip
_CODES = {
    "ok": 0, "partial": 1, "sign_in_required": 3, "busy": 4, "unreachable": 5, "insecure": 6, "protocol": 7,
    "store": 8, "cancelled": 130,
}  # fmt: skip


def check_shape(answer: Answer) -> None:
    """The document and the exit code that scripts rely on (docs of the command line)."""
    document = answer.document
    assert set(document) == {"outcome", "mailboxes", "messages"}
    assert answer.code == _CODES[document["outcome"]]
    for result in document["mailboxes"]:
        assert set(result) == _FIELDS
        assert (result["error"] is None) == (result["outcome"] == "ok")
        assert not re.search(r"[\x00-\x1f\x7f-\x9f]", result["error"] or "")
    assert PASSWORD not in answer.out + answer.err


def make_mailbox() -> FakeMailbox:
    """Three folders with messages of several shapes."""
    mailbox = FakeMailbox("INBOX", "Sent", "Work/Plans")
    for number in range(1, 9):
        mailbox.deliver("INBOX", make_raw(number), flags=["\\Seen"] if number % 2 else [])
    for number in range(9, 12):
        mailbox.deliver("Sent", make_raw(number), flags=["\\Seen", "$Sent"])
    for number in range(12, 15):
        mailbox.deliver("Work/Plans", make_raw(number))
    return mailbox


def make_raw(number: int, size: int = 0) -> bytes:
    """A message that differs from every other one."""
    head = f"From: Bob <bob@example.org>\r\nTo: ada@example.org\r\nSubject: message {number}\r\n"
    head += f"Message-ID: <{number}@example.org>\r\nDate: Thu, 1 Jan 2026 10:00:{number % 60:02d} +0000\r\n\r\n"
    body = f"Text of {number}: Grüße\r\n)\r\n* BYE not meant\r\n".encode()
    return head.encode() + body + b"line of filler text\r\n" * (size // 21)
