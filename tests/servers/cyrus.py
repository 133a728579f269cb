"""A private Cyrus: its own configuration, loopback ports, certificate and accounts, in a folder of its own."""

from __future__ import annotations

import os
import pwd
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from imapclient import imap_utf7

from tests.pace import PATIENCE_S
from tests.servers.certificates import TestAuthority
from tests.servers.imap_user import ImapUser
from tests.servers.password_doors import PasswordDoor, answer_cyrus
from tests.servers.peer import PeerServer
from tests.servers.processes import start
from tests.servers.unpacked import environment

USER_FOR_ROOT = "mail"
"""Cyrus refuses to serve as root, and wants a user with a name."""


@dataclass(frozen=True, slots=True)
class CyrusUser(ImapUser):
    """An account on Cyrus."""

    server: CyrusServer

    def renumber(self, folder: str) -> None:
        """Give the folder a new UIDVALIDITY (the clock's seconds), as a server does whose index was lost.

        The UIDs are the names of the files, so they stay; flags were in the index.
        """
        there = self.uids(folder)
        self.server.wait_for_another_second(self.uidvalidity(folder))
        self.server.rebuild_index(self._internal_name(folder), there)

    def _internal_name(self, folder: str) -> str:
        name, _, domain = self.name.partition("@")
        below = "" if folder.upper() == "INBOX" else f"/{imap_utf7.encode(folder).decode('ascii')}"
        return f"user/{name}{below}@{domain}"


class CyrusServer(PeerServer):
    """A running Cyrus IMAP. ``settings`` are lines for its imapd.conf."""

    program = "usr/lib/cyrus/bin/imapd"

    def __init__(self, authority: TestAuthority, *, settings: str = "") -> None:
        super().__init__(authority)
        self.settings = settings
        self.name = self.root.name.encode()
        user = pwd.getpwnam(USER_FOR_ROOT) if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self._user, self._owner = user.pw_name, (user.pw_uid, user.pw_gid)

    def start(self) -> CyrusServer:
        """Start and wait for the greeting."""
        for name in ("conf", "conf/socket", "spool", "proc", "lock", "doors"):
            place = self.root / name
            place.mkdir()
            if os.geteuid() == 0:
                os.chown(place, *self._owner)
        self._begin(PasswordDoor(self.root / "doors" / "mux", answer_cyrus(self.passwords)))
        return self

    def add_user(self, name: str | None = None, password: str = "correct horse") -> CyrusUser:
        """A new, empty account: Cyrus makes its INBOX when it signs in."""
        user = CyrusUser(self, name or f"user{next(self._numbers)}@example.org", password)
        self.passwords[user.name] = password
        return user

    def wait_for_another_second(self, second: int) -> None:
        """Until the clock says more than that."""
        while time.time() < second + 1:
            time.sleep(0.05)

    def rebuild_index(self, name: str, uids: list[int]) -> None:
        """Lose the index of a folder and make it anew of the files of these messages."""
        place = Path(self._run("mbpath", name))
        for file in place.iterdir():
            # What was expunged lies there for some days more, and would come back.
            if file.name[:-1].isdigit() and int(file.name[:-1]) not in uids:
                file.unlink()
        (place / "cyrus.index").unlink()
        self._run("reconstruct", name)

    def _run(self, program: str, *words: str) -> str:
        """What one of Cyrus' own tools says."""
        config, who = str(self.root / "imapd.conf"), []
        if os.geteuid() == 0:
            who = ["setpriv", "--reuid", self._user, "--clear-groups"]
        command = [*who, str(self.programs / "usr/lib/cyrus/bin" / program), "-C", config, *words]
        done = subprocess.run(
            command, env=environment(self.programs), capture_output=True, text=True, check=True, timeout=PATIENCE_S
        )
        return done.stdout.strip()

    def _start_processes(self) -> list[subprocess.Popen[bytes]]:
        config, services = self.root / "imapd.conf", self.root / "cyrus.conf"
        config.write_text(self._make_config(), encoding="utf-8")
        services.write_text(self._make_services(), encoding="utf-8")
        master = self.programs / "usr/lib/cyrus/bin/master"
        words = [str(master), "-C", str(config), "-M", str(services), "-D"]
        words += ["-p", str(self.root / "proc" / "master.pid")]
        return [start(words, output=self.root / "output", env=environment(self.programs), own_group=True)]

    def _make_config(self) -> str:
        root, both = self.root, self._issue(self._owner)
        return f"""
configdirectory: {root}/conf
proc_path: {root}/proc
mboxname_lockpath: {root}/lock
defaultpartition: default
partition-default: {root}/spool
servername: {self.root.name}
altnamespace: yes
unixhierarchysep: yes
virtdomains: userid
defaultdomain: localhost
cyrus_user: {self._user}
allowplaintext: yes
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: {root}/doors/mux
sasl_mech_list: PLAIN LOGIN
tls_server_cert: {both}
tls_server_key: {both}
tls_session_timeout: 0
autocreate_quota: 0
duplicatesuppression: no
failedloginpause: 0
skiplist_unsafe: yes
{self.settings}
"""

    def _make_services(self) -> str:
        programs = self.programs / "usr/lib/cyrus/bin"
        config = self.root / "imapd.conf"
        return f"""
START {{
  recover cmd="{programs}/ctl_cyrusdb -r -C {config}"
}}
SERVICES {{
  imap cmd="{programs}/imapd -C {config}" listen="127.0.0.1:{self.port_plain}" proto="tcp4" prefork=1
  imaps cmd="{programs}/imapd -s -C {config}" listen="127.0.0.1:{self.port_tls}" proto="tcp4" prefork=1
}}
EVENTS {{
}}
DAEMON {{
  idled cmd="{programs}/idled -C {config}"
}}
"""
