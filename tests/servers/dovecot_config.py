"""The configuration of a private Dovecot, 2.3 or 2.4, written for one test process."""

from __future__ import annotations

import grp
import os
import pwd
from dataclasses import dataclass
from pathlib import Path

MAIL_UID_FOR_ROOT = 64123
"""Dovecot refuses to read mail as root (first_valid_uid), so as root the mail belongs to a number without a name."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where one Dovecot keeps everything; nothing lies outside ``root``."""

    root: Path
    certificate: Path
    key: Path
    port_plain: int
    port_tls: int

    @property
    def passwords(self) -> Path:
        return self.root / "passwords"

    @property
    def homes(self) -> Path:
        return self.root / "homes"

    @property
    def log(self) -> Path:
        return self.root / "dovecot.log"


def mail_owner() -> tuple[int, int]:
    """The numeric user and group that own the mail."""
    if os.geteuid() == 0:
        return MAIL_UID_FOR_ROOT, MAIL_UID_FOR_ROOT
    return os.geteuid(), os.getegid()


def run_as() -> str:
    """As root Dovecot insists on its package's own users; anybody else runs all of it, without chroot."""
    if os.geteuid() == 0:
        return ""
    user = pwd.getpwuid(os.geteuid()).pw_name
    group = grp.getgrgid(os.getegid()).gr_name
    services = "".join(f"service {name} {{\n  chroot =\n}}\n" for name in ("anvil", "stats", "imap-login"))
    return f"default_internal_user = {user}\ndefault_internal_group = {group}\ndefault_login_user = {user}\n{services}"


_FOLDERS = """namespace inbox {
  inbox = yes
  separator = /
  mailbox Drafts {
    special_use = \\Drafts
  }
  mailbox Sent {
    special_use = \\Sent
  }
  mailbox Trash {
    special_use = \\Trash
  }
  mailbox Junk {
    special_use = \\Junk
  }
  mailbox Archive {
    special_use = \\Archive
  }
}"""


def make_config(places: Places, settings: str, *, version: tuple[int, int]) -> str:
    """The configuration file's text; ``settings`` are appended last, so that a test can override any of it."""
    dialect = _dialect_2_4(places) if version >= (2, 4) else _dialect_2_3(places)
    return f"""
{dialect}
base_dir = {places.root}/run
state_dir = {places.root}/state
log_path = {places.log}
protocols = imap
listen = 127.0.0.1
{run_as()}
default_process_limit = 400
default_client_limit = 2000
first_valid_uid = 1
first_valid_gid = 1
ssl = yes
auth_mechanisms = plain login
auth_username_chars =
auth_failure_delay = 0s
mail_max_userip_connections = 1000
mail_save_crlf = yes
mail_fsync = never
{_FOLDERS}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  process_min_avail = 1
  inet_listener imap {{
    port = {places.port_plain}
  }}
  inet_listener imaps {{
    port = {places.port_tls}
    ssl = yes
  }}
}}
{settings}
"""


# Passwords lie in one file per user, found by the MD5 of the name: a file that appears is seen at once,
# while Dovecot rereads a changed one only once a second, and no character of a name can break the path.


def _dialect_2_3(places: Places) -> str:
    """What Dovecot 2.4 says in other words."""
    return f"""
default_vsz_limit = 0
ssl_cert = <{places.certificate}
ssl_key = <{places.key}
disable_plaintext_auth = no
auth_username_format =
mail_location = maildir:~/mail
passdb {{
  driver = passwd-file
  args = {places.passwords}/%Mu
}}
userdb {{
  driver = passwd-file
  args = {places.passwords}/%Mu
}}
service imap-login {{
  service_count = 0
}}"""


def _dialect_2_4(places: Places) -> str:
    """The same in the words of Dovecot 2.4, whose file has to begin with its version."""
    return f"""dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
default_vsz_limit = unlimited
ssl_server_cert_file = {places.certificate}
ssl_server_key_file = {places.key}
auth_allow_cleartext = yes
auth_username_format = %{{user}}
mail_driver = maildir
mail_path = ~/mail
passdb passwd-file {{
  passwd_file_path = {places.passwords}/%{{user | md5 | hexlify}}
}}
userdb passwd-file {{
  passwd_file_path = {places.passwords}/%{{user | md5 | hexlify}}
}}
service imap-login {{
  restart_request_count = unlimited
}}"""
