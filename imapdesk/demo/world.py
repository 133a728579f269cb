"""The demo's folders, filled: roles, unread counts, dates relative to now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from imapdesk.demo import mails
from imapdesk.demo.letters import make_raw
from imapdesk.demo.mailbox import DemoFolder

NOT_TICKED = "Projects/Old projects"  # so that a folder that isn't kept can be seen, too
_FLAGS = {"S": "\\Seen", "F": "\\Flagged", "A": "\\Answered"}


def make_folders(now: datetime) -> list[DemoFolder]:
    """Every folder of the demo mailbox, as it is at ``now`` (aware)."""
    return [
        _fill(DemoFolder("INBOX"), mails.make_inbox(now), now),
        DemoFolder("Drafts", "\\Drafts"),
        _fill(DemoFolder("Sent", "\\Sent"), mails.make_sent(), now),
        _fill(DemoFolder("Archive", "\\Archive"), mails.make_years(), now),
        DemoFolder("Projects"),
        _fill(DemoFolder("Projects/Library"), mails.make_projects(), now),
        _fill(DemoFolder(NOT_TICKED), mails.make_years(30), now),
        _fill(DemoFolder("Spam", "\\Junk"), mails.make_spam(), now),
        DemoFolder("Trash", "\\Trash"),
    ]


def _fill(folder: DemoFolder, dated: Iterable[mails.Dated], now: datetime) -> DemoFolder:
    for ago, flags, letter in sorted(dated, key=lambda one: one[0], reverse=True):
        moment = (now - ago).replace(microsecond=0)
        folder.deliver(make_raw(letter, moment), moment, *(_FLAGS[flag] for flag in flags))
    return folder
