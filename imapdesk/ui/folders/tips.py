"""What a row of the tree tells when asked: a folder's counts, when it was last in step, what a check of it found."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from imapdesk.mail import Folder
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.sentences import say

if TYPE_CHECKING:
    from imapdesk.desk.verifying import FolderProof, Proof

Checked = tuple["FolderProof", datetime]  # what a check found, and when


def _tr(text: str) -> str:
    return QCoreApplication.translate("MailboxTree", text)


def describe_folder_tip(folder: Folder, checked: Checked | None = None) -> str:
    """The lines of a folder's tip."""
    text = _describe_counts(folder)
    return text if checked is None else text + "\n" + describe_proof(*checked)


def _describe_counts(folder: Folder) -> str:
    if not folder.on_server:
        return _tr("No longer on the server - saved messages are kept.")
    saved, there = folder.messages_saved, folder.messages_on_server
    if not folder.included:
        text = _tr("Not ticked: this folder is not kept in step.")
        return text + "\n" + QCoreApplication.translate("MailboxTree", "%Ln message(s) saved here", "", saved)
    if there is None:
        text = QCoreApplication.translate("MailboxTree", "%Ln message(s) saved here", "", saved)
    else:
        text = QCoreApplication.translate("MailboxTree", "%Ln message(s) on the server, {saved} saved here", "", there)
        text = text.format(saved=formats.number(saved))
    if folder.pending:
        text += "\n" + QCoreApplication.translate("MailboxTree", "%Ln message(s) wait to be saved", "", folder.pending)
    if folder.quarantined:
        text += "\n" + QCoreApplication.translate(
            "MailboxTree", "%Ln message(s) could not be saved", "", folder.quarantined
        )
    if folder.left_out:
        text += "\n" + QCoreApplication.translate(
            "MailboxTree", "%Ln message(s) are larger than the mailbox's limit and left out", "", folder.left_out
        )
    if folder.last_sync:
        text += "\n" + _tr("Last sync {time}").format(time=formats.clock(folder.last_sync))
    return text


def sort_proof(proof: Proof | None) -> dict[str, Checked]:
    """What a check of a mailbox says of each of its folders, by path, with its date; none where it wasn't checked."""
    return {} if proof is None else {one.path: (one, proof.checked_at) for one in proof.folders}


def describe_proof(proof: FolderProof, checked_at: datetime) -> str:
    """What a check found, with its date."""
    when = formats.clock(checked_at)
    if proof.complete:
        return _tr("Complete: checked {time}").format(time=when)
    if proof.error:
        return _tr("Checked {time}: {reason}").format(time=when, reason=say(proof.error))
    text = _tr("Checked {time}: {missing} missing, {different} different, {extra} no longer on the server")
    counts = {name: formats.number(count) for name, count in proof.counts.items()}
    return text.format(time=when, **counts)
