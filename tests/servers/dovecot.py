"""A private Dovecot: its own configuration, loopback ports, certificate and users, in a folder of its own."""

from __future__ import annotations

import base64
import functools
import hashlib
import itertools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.servers.certificates import TestAuthority
from tests.servers.dovecot_config import Places, mail_owner, make_config
from tests.servers.mail_user import MailUser
from tests.servers.ports import answers, free_ports, wait_until
from tests.servers.processes import end, find_program, start

START_SECONDS = 120
ATTEMPTS = 5


@functools.cache
def dovecot_version() -> tuple[int, int]:
    """Major and minor version; the configuration's words changed with 2.4."""
    done = subprocess.run([find_program("dovecot"), "--version"], capture_output=True, text=True, check=True)
    major, minor = done.stdout.split(".")[:2]
    return int(major), int(minor)


def _make_open(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)


class DovecotServer:
    """A running Dovecot. ``settings`` is configuration text that overrides what the tests usually have."""

    host = "localhost"

    def __init__(self, authority: TestAuthority, *, settings: str = "") -> None:
        self.authority = authority
        self.ca_file = authority.ca_file
        self.settings = settings
        # Not below pytest's own folder: that is closed to other users, and as root the mail has another owner.
        self.root = Path(tempfile.mkdtemp(prefix="imapdesk-dovecot-"))
        self.root.chmod(0o755)
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self.places = self._make_places()

    @property
    def port_plain(self) -> int:
        """Clear text, and STARTTLS."""
        return self.places.port_plain

    @property
    def port_tls(self) -> int:
        """TLS from the first byte."""
        return self.places.port_tls

    def start(self) -> DovecotServer:
        """Start and wait for the greeting on both ports; other ports are tried when somebody took one of ours."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                self._start_once()
                break
            except (TimeoutError, ChildProcessError):
                self._end_process()
                if attempt == ATTEMPTS:
                    raise
                self.places = self._make_places()
        return self

    def stop(self) -> None:
        """End the server (connections are cut) and remove everything it kept."""
        self._end_process()
        shutil.rmtree(self.root, ignore_errors=True)

    def interrupt(self) -> None:
        """Cut every connection and stop answering; ``resume`` brings users and mail back on the same ports."""
        self._end_process()

    def resume(self) -> None:
        """Answer again after ``interrupt``."""
        self._start_once()

    def reload(self, settings: str) -> None:
        """Run with other settings from now on; mail, users and ports stay, connections are cut."""
        self._end_process()
        self.settings = settings
        self._start_once()

    def add_user(self, name: str | None = None, password: str = "correct horse") -> MailUser:
        """A new, empty account. A name can hold any character but ``:`` and line ends."""
        number = next(self._numbers)
        user = MailUser(self, name or f"user{number}@example.org", password, self.places.homes / str(number))
        uid, gid = mail_owner()
        _make_open(self.places.homes)
        user.home.mkdir()
        if os.geteuid() == 0:
            os.chown(user.home, uid, gid)
        self.set_password(user, password)
        return user

    def set_password(self, user: MailUser, password: str) -> None:
        """Change what the server accepts; Dovecot may take a second to notice when the user logged in just now."""
        uid, gid = mail_owner()
        secret = base64.b64encode(password.encode()).decode()
        line = f"{user.name}:{{PLAIN.b64}}{secret}:{uid}:{gid}::{user.home}::\n"
        _make_open(self.places.passwords)
        target = self.places.passwords / hashlib.md5(user.name.encode()).hexdigest()
        fresh = target.with_suffix(".new")
        fresh.write_text(line, encoding="utf-8")
        fresh.chmod(0o644)  # read by Dovecot's own user when it runs as root
        fresh.replace(target)

    def read_log(self) -> str:
        """All that the server logged so far."""
        return self.places.log.read_text(errors="replace") if self.places.log.exists() else ""

    def _make_places(self) -> Places:
        certificate, key = self.authority.issue()
        plain, tls = free_ports(2)
        return Places(self.root, certificate, key, plain, tls)

    def _start_once(self) -> None:
        config = self.root / "dovecot.conf"
        config.write_text(make_config(self.places, self.settings, version=dovecot_version()), encoding="utf-8")
        self._process = start(["dovecot", "-F", "-c", str(config)], output=self.root / "output")
        wait_until(self._is_ready, seconds=START_SECONDS, what=f"Dovecot's greeting (its log: {self.root})")

    def _is_ready(self) -> bool:
        if self._process is None or self._process.poll() is not None:
            raise ChildProcessError(f"Dovecot ended: {(self.root / 'output').read_text()}{self.read_log()}")
        return answers(self.places.port_plain)

    def _end_process(self) -> None:
        process, self._process = self._process, None
        end(process)
