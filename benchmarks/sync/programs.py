"""The programs that are measured: what each needs before its first run, and the command of a run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.mail_user import MailUser


@dataclass(frozen=True, slots=True)
class Task:
    """One account over one line, into one directory."""

    user: MailUser
    port: int
    place: Path
    ca_file: Path


@dataclass(frozen=True, slots=True)
class Command:
    """A command and what it adds to the environment."""

    words: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


class Program:
    """A program under measurement."""

    name = ""
    needs: str | None = None
    is_quick = True  # done within the limit on any line, as measured 2026-11

    def is_installed(self) -> bool:
        """Whether it can be run here."""
        return self.needs is None or shutil.which(self.needs) is not None

    def prepare(self, task: Task) -> Command:
        """Write its configuration and return the command of one run."""
        raise NotImplementedError


class Imapdesk(Program):
    """``imapdesk sync`` as its users run it."""

    name = "imapdesk"

    def prepare(self, task: Task) -> Command:
        environment = {"IMAPDESK_DATA_DIR": str(task.place / "data"), "IMAPDESK_MASTER_PASSWORD": "bench"}
        call = (sys.executable, "-m", "imapdesk")
        add = (*call, "mailbox", "add", "bench", "--address", "bench@example.org", "--host", "localhost",
               "--port", str(task.port), "--security", "ssl", "--user", task.user.name, "--password-stdin",
               "--ca-file", str(task.ca_file), "--all-mail")  # fmt: skip
        subprocess.run(
            add, env=os.environ | environment, input=task.user.password.encode(), check=True, stdout=subprocess.DEVNULL
        )
        subprocess.run(
            (*call, "folder", "include", "bench", "--all"),
            env=os.environ | environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return Command((*call, "sync", "--json"), environment)


class Floor(Program):
    """A pipelined reader that writes raw bytes into SQLite, and nothing else."""

    name = "floor"

    def prepare(self, task: Task) -> Command:
        words = (
            "localhost",
            str(task.port),
            str(task.ca_file),
            task.user.name,
            task.user.password,
            str(task.place / "floor.db"),
        )
        return Command((sys.executable, "-m", "benchmarks.sync.floor", *words))


class Mbsync(Program):
    """isync's mbsync, as installed or with everything that costs time switched off."""

    needs = "mbsync"

    def __init__(self, *, fastest: bool) -> None:
        self.fastest = fastest
        self.name = "mbsync, no fsync, no compression" if fastest else "mbsync as installed"

    def prepare(self, task: Task) -> Command:
        config = task.place / "mbsyncrc"
        extra = "DisableExtension COMPRESS=DEFLATE\n" if self.fastest else ""
        config.write_text(
            f"{'FSync no' if self.fastest else ''}\n"
            f'IMAPAccount bench\nHost localhost\nPort {task.port}\nUser {task.user.name}\nPass "{task.user.password}"\n'
            f"SSLType IMAPS\nSystemCertificates no\nCertificateFile {task.ca_file}\nAuthMechs LOGIN\n{extra}\n"
            "IMAPStore far\nAccount bench\n\n"
            f"MaildirStore near\nPath {task.place}/mail/\nInbox {task.place}/mail/INBOX\nSubFolders Verbatim\n\n"
            "Channel bench\nFar :far:\nNear :near:\nPatterns *\nCreate Near\nRemove Near\nExpunge Near\n"
            "Sync Pull\nSyncState *\n"
        )
        (task.place / "mail").mkdir(exist_ok=True)
        return Command(("mbsync", "-q", "-c", str(config), "bench"))


class Interimap(Program):
    """interimap synchronises two IMAP servers; here the near one is a second account on the same server."""

    name = "interimap"
    needs = "interimap"
    is_quick = False

    def prepare(self, task: Task) -> Command:
        near = task.user.server.add_user(f"near-{task.place.name}", "near password")
        home = task.place / "interimap"
        (home / "config").mkdir(parents=True)
        common = f"type = imaps\nhost = localhost\nSSL_CAfile = {task.ca_file}\nSSL_verify = YES\n"
        (home / "config" / "config").write_text(
            f'database = {home}/state.db\nlist-mailbox = "*"\n\n'
            f"[local]\n{common}port = {task.user.server.port_tls}\n"
            f"username = {near.name}\npassword = {near.password}\n\n"
            f"[remote]\n{common}port = {task.port}\nusername = {task.user.name}\npassword = {task.user.password}\n"
        )
        (home / "config" / "config").chmod(0o600)
        return Command(("interimap", "--quiet", "--config", str(home / "config" / "config")))


class Offlineimap(Program):
    """offlineimap3 with its quick user interface."""

    name = "offlineimap3"
    needs = "offlineimap"
    is_quick = False

    def prepare(self, task: Task) -> Command:
        config = task.place / "offlineimaprc"
        config.write_text(
            f"[general]\naccounts = bench\nmetadata = {task.place}/meta\n"
            "[Account bench]\nlocalrepository = near\nremoterepository = far\n"
            f"[Repository near]\ntype = Maildir\nlocalfolders = {task.place}/mail\n"
            f"[Repository far]\ntype = IMAP\nremotehost = localhost\nremoteport = {task.port}\n"
            f"remoteuser = {task.user.name}\n"
            f"remotepass = {task.user.password}\nssl = yes\nsslcacertfile = {task.ca_file}\nreadonly = true\n"
        )
        return Command(("offlineimap", "-c", str(config), "-o", "-u", "quiet"))


def installed_programs() -> list[Program]:
    """Ours first, then the floor, then every peer that is here."""
    programs = [Imapdesk(), Floor(), Mbsync(fastest=True), Mbsync(fastest=False), Interimap(), Offlineimap()]
    return [program for program in programs if program.is_installed()]
