"""The mailbox that is synchronised, and what happens to it between runs."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

from benchmarks.mailmaker import MailMaker
from tests.servers.dovecot import DovecotServer
from tests.servers.dovecot_config import mail_owner
from tests.servers.mail_user import MailUser


@dataclass(frozen=True, slots=True)
class Size:
    """How large the mailbox is."""

    messages: int
    folders: int
    mean_bytes: int = 37_500


def folder_names(count: int) -> list[str]:
    """INBOX and folders below three parents."""
    return ["INBOX", *(f"{('Work', 'Lists', 'Family')[n % 3]}/Folder {n:03d}" for n in range(1, count))]


def fill(server: DovecotServer, size: Size, seed: int = 1) -> MailUser:
    """A new account with deterministic mail, its indexes built so that no program pays for them."""
    user = server.add_user(f"bench{seed}", "bench password")
    maker = MailMaker(seed, mean_bytes=size.mean_bytes)
    names = folder_names(size.folders)
    user.create_folder(*names[1:])
    for place, name in enumerate(names):
        user.deliver(name, [])
        _deliver(user, name, maker, range(place, size.messages, size.folders))
    _build_indexes(user, names)
    return user


def _deliver(user: MailUser, folder: str, maker: MailMaker, numbers: range) -> None:
    place = user._maildir(folder) / "cur"
    owner = mail_owner()
    for number in reversed(numbers):
        made = maker.make(number)
        path = place / f"{int(made.arrived.timestamp())}.M{number:09d}.bench:2,{'S' if made.seen else ''}"
        path.write_bytes(made.raw)
        os.utime(path, (made.arrived.timestamp(),) * 2)
        if os.geteuid() == 0:
            os.chown(path, *owner)


def _build_indexes(user: MailUser, names: list[str]) -> None:
    """Read everything twice: sizes and caches are then on disk, and CONDSTORE is on for every folder."""
    with user.imap() as client:
        client.enable("CONDSTORE")
        for name in names:
            quoted = f'"{name}"'
            for _ in range(2):
                client.select(quoted, readonly=True)
                client.uid("FETCH", "1:*", "(FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")


def change(user: MailUser, size: Size, round_number: int = 0) -> None:
    """50 new messages in 5 folders, 200 flags, 30 expunged, 10 moved."""
    names = folder_names(size.folders)
    maker = MailMaker(seed=900 + round_number, mean_bytes=size.mean_bytes)
    for place, name in enumerate(names[1:6]):
        user.deliver(name, [made.raw for made in maker.make_many(10, place * 10)])
    for name in names[6:10]:
        user.change_flags(name, user.uids(name)[:50], add=["\\Flagged"])
    for name in names[10:13]:
        user.expunge(name, user.uids(name)[-10:])
    user.move(names[13], user.uids(names[13])[:10], names[14])
    time.sleep(1.1)  # Maildir's time stamps have whole seconds: the next look must see them
