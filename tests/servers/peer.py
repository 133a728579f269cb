"""What the private Cyrus and the private Courier have in common: a folder, ports, accounts, start and end."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.servers.certificates import TestAuthority
from tests.servers.password_doors import PasswordDoor
from tests.servers.ports import free_ports, hear_greeting, wait_until
from tests.servers.processes import end
from tests.servers.unpacked import find_unpacked, share_unpacked

START_SECONDS = 120
ATTEMPTS = 5


class PeerServer:
    """A server of its own for one test process; subclasses say how it is configured and started."""

    host = "localhost"
    name = b""
    """What its greeting says."""
    program = ""
    """A file of the unpacked packages without which this server can't be."""

    def __init__(self, authority: TestAuthority) -> None:
        find_unpacked(self.program)
        self.authority = authority
        self.ca_file = authority.ca_file
        # Not below pytest's own folder: that is closed to other users, and as root the mail has another owner.
        # A short path: a Unix socket's may have 107 characters.
        self.root = Path(tempfile.mkdtemp(prefix=f"imapdesk-{type(self).__name__.lower()}-"))
        self.root.chmod(0o755)
        self.programs = share_unpacked(self.root)
        self.passwords: dict[str, str] = {}
        self.port_plain = self.port_tls = 0
        self._numbers = itertools.count(1)
        self._processes: list[subprocess.Popen[bytes]] = []
        self._door: PasswordDoor | None = None

    def stop(self) -> None:
        """End the server (connections are cut) and remove everything it kept."""
        self._end_processes()
        if self._door is not None:
            self._door.close()
        shutil.rmtree(self.root, ignore_errors=True)

    def interrupt(self) -> None:
        """Cut every connection and stop answering; ``resume`` brings users and mail back on the same ports."""
        self._end_processes()

    def resume(self) -> None:
        """Answer again after ``interrupt``."""
        self._start_once()

    def read_log(self) -> str:
        """What the server printed so far."""
        log = self.root / "output"
        return log.read_text(errors="replace") if log.exists() else ""

    def _begin(self, door: PasswordDoor) -> None:
        """Start and wait for the greeting; other ports are tried when somebody took one of ours."""
        self._door = door
        for attempt in range(1, ATTEMPTS + 1):
            self.port_plain, self.port_tls = free_ports(2)
            try:
                self._start_once()
                break
            except (TimeoutError, ChildProcessError):
                self._end_processes()
                if attempt == ATTEMPTS:
                    raise

    def _start_once(self) -> None:
        self._processes = self._start_processes()
        wait_until(self._is_ready, seconds=START_SECONDS, what=f"the greeting of {type(self).__name__}")

    def _start_processes(self) -> list[subprocess.Popen[bytes]]:
        raise NotImplementedError

    def _is_ready(self) -> bool:
        if any(process.poll() is not None for process in self._processes):
            raise ChildProcessError(f"{type(self).__name__} ended: {self.read_log()}")
        # Somebody else's server may have taken the port since it was free: then ours has ended, or goes on without it.
        greeting = hear_greeting(self.port_plain)
        return self.name in greeting and all(process.poll() is None for process in self._processes)

    def _end_processes(self) -> None:
        processes, self._processes = self._processes, []
        for process in processes:
            end(process)

    def _issue(self, owner: tuple[int, int]) -> Path:
        """Certificate and key in one file that only the server's user may read."""
        certificate, key = self.authority.issue()
        both = self.root / "server.pem"
        both.write_bytes(key.read_bytes() + certificate.read_bytes())
        both.chmod(0o600)
        if os.geteuid() == 0:
            os.chown(both, *owner)
        return both
