"""The demo's mailbox in a desk of a test's own, with its server behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from imapdesk.demo.profile import MAILBOX, DemoDesk, make_settings
from imapdesk.demo.server import DemoServer
from imapdesk.demo.world import make_folders
from imapdesk.mail import utc_now


@contextmanager
def open_demo(data_dir: Path, *, instant: bool = False) -> Iterator[DemoDesk]:
    """A mailbox on the schedule, every half hour, that was never synchronised."""
    server = DemoServer(make_folders(utc_now())).start()
    with DemoDesk.open(data_dir) as opened:
        opened.keep_secrets_in_memory()
        opened.add_mailbox(make_settings(server), server.password)
        opened.change_mailbox(MAILBOX, instant=instant, every_minutes=30)
        yield opened
    server.stop()
