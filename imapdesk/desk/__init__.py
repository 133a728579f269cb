"""Desk: the one core behind the window, the command line and Python.

    with Desk.open() as desk:
        for result in desk.sync():
            print(result.mailbox, result.outcome, result.stored)
"""

from imapdesk.desk.synchronising import SyncDesk

__all__ = ["Desk"]


class Desk(SyncDesk):
    """Mailboxes, folders, messages, search and synchronising over one store (see the parts it is made of)."""
