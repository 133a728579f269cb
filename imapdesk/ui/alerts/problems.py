"""Which banners are due for the store's sake: worked out from the mailboxes' states, the same after a restart.

What a mailbox needs its owner for (sign-in, server settings) is the desk's to tell: see notices.py.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from imapdesk.mail import Mailbox
from imapdesk.outcome import Outcome
from imapdesk.ui.alerts.banner import Banners, Problem
from imapdesk.ui.state.shelf import Snapshot
from imapdesk.ui.widgets import formats


def find_problem(mailbox: Mailbox) -> Problem | None:
    """The banner of a mailbox whose mail can't be saved here."""
    if mailbox.last_outcome is not Outcome.STORE:
        return None
    text = f"{formats.plain(mailbox.name)}: {formats.plain(mailbox.last_error)}"
    return Problem(
        f"store:{mailbox.name}",
        text,
        QCoreApplication.translate("Problems", "Try again"),
        "sync",
        mailbox.last_details,
        mailbox=mailbox.name,
        other=QCoreApplication.translate("Problems", "Show folder"),
        other_name="folder",
    )


def show_problems(banners: Banners, snapshot: Snapshot) -> None:
    """Show what is due, and take away what is solved."""
    due = {problem.key: problem for problem in map(find_problem, snapshot.mailboxes) if problem is not None}
    for key in banners.shown_keys():
        if key.startswith("store:") and key not in due:
            banners.solve(key)
    for problem in due.values():
        banners.show_problem(problem)
