"""Which banners are due: worked out from the mailboxes' states, so that they are the same after a restart."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from imapdesk.mail import Mailbox
from imapdesk.ui import formats
from imapdesk.ui.banner import Banners, Problem
from imapdesk.ui.shelf import Snapshot
from imapdesk.ui.status import State, describe_status


def _tr(text: str) -> str:
    return QCoreApplication.translate("Problems", text)


def find_problem(mailbox: Mailbox) -> Problem | None:
    """What a mailbox needs the person for."""
    status = describe_status(mailbox)
    if not status.needs_user:
        return None
    text = formats.plain(status.title)
    if status.state is State.SIGN_IN:
        return Problem(f"mailbox:{mailbox.name}", text, _tr("Sign in"), "sign_in", _details(mailbox))
    sentence = f"{formats.plain(mailbox.name)}: {mailbox.last_error or text}"
    action, name = (_tr("Server settings"), "server") if status.state is State.INSECURE else (_tr("Try again"), "sync")
    return Problem(f"mailbox:{mailbox.name}", sentence, action, name, mailbox.last_details)


def _details(mailbox: Mailbox) -> str:
    return "\n".join(part for part in (mailbox.last_error, mailbox.last_details) if part)


def show_problems(banners: Banners, snapshot: Snapshot) -> None:
    """Show the banner of each mailbox that needs the person, and take away those that are solved."""
    due = {problem.key: problem for problem in map(find_problem, snapshot.mailboxes) if problem is not None}
    for key in list(banners.keys()):
        if key.startswith("mailbox:") and key not in due:
            banners.solve(key)
    for problem in due.values():
        banners.show_problem(problem)
