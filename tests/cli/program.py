"""The program as a script runs it: a process of its own, an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imapdesk.accounts.secrets import VAULT_FILE
from imapdesk.accounts.vault import Cost, Vault
from tests.pace import PATIENCE_S
from tests.servers.mail_user import MailUser

MASTER_PASSWORD = "open sesame"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.out.decode()

    @property
    def document(self) -> Any:
        """The one JSON document."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Program:
    """Runs ``imapdesk`` on one data directory, with a vault instead of a keyring."""

    data_dir: Path

    def run(self, *words: str, stdin: str = "", **environment: str) -> Answer:
        """One command."""
        done = subprocess.run(
            [sys.executable, "-m", "imapdesk", *words],
            input=stdin.encode(),
            capture_output=True,
            timeout=PATIENCE_S,
            env=self.environment | environment,
        )
        return Answer(done.returncode, done.stdout, done.stderr.decode())

    @property
    def environment(self) -> dict[str, str]:
        """What a command's process sees."""
        return os.environ | {"IMAPDESK_DATA_DIR": str(self.data_dir), "IMAPDESK_MASTER_PASSWORD": MASTER_PASSWORD}

    def json(self, *words: str, stdin: str = "", code: int = 0) -> Any:
        """The document of a command that must end with ``code``."""
        answer = self.run(*words, "--json", stdin=stdin)
        assert answer.code == code, (answer.code, answer.text, answer.err)
        return answer.document

    def add_mailbox(self, user: MailUser, name: str = "work", *words: str, code: int = 0) -> Any:
        """``mailbox add`` over TLS with the tests' certificate authority."""
        self.make_vault()
        server = user.server
        return self.json(
            "mailbox", "add", name, "--address", "anna@example.com",
            "--host", server.host, "--port", str(server.port_tls),
            "--user", user.name, "--password-stdin", "--ca-file", str(server.ca_file), *words,
            stdin=user.password + "\n", code=code,
        )  # fmt: skip

    def make_vault(self) -> None:
        """An empty vault that opens quickly: nearly every command does, and how strong a new one is others test."""
        path = self.data_dir / VAULT_FILE
        if not path.exists():
            vault = Vault(path, lambda _new: MASTER_PASSWORD, cost=Cost(n=2**10))
            vault.set("nothing", "")
            vault.delete("nothing")

    def sync(self, *words: str, code: int = 0) -> Any:
        """``sync`` of every mailbox."""
        return self.json("sync", *words, code=code)
