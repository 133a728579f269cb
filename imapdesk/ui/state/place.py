"""What the window shows messages of: a view over all mailboxes, a mailbox, or a folder of one."""

from __future__ import annotations

from dataclasses import dataclass

from imapdesk.mail import FolderRole, Scope

REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Place:
    """What a row stands for: a view over all mailboxes, a mailbox, or a folder of one."""

    view: str = ""
    mailbox: str | None = None
    folder: str | None = None
    query: str = ""  # of a saved search; ``view`` is its name then

    @property
    def is_mailbox(self) -> bool:
        """Whether it is the own row of a mailbox that is kept in step."""
        return self.mailbox is not None and self.folder is None and not self.is_removed

    @property
    def is_removed(self) -> bool:
        """Whether it is the own row of a mailbox that was removed while its mail was kept."""
        return self.view == REMOVED

    def scope(self) -> Scope:
        """Which messages it shows."""
        if self.query:
            return Scope()
        return Scope(
            mailbox=self.mailbox,
            folder=self.folder,
            unread=self.view == "unread",
            starred=self.view == "starred",
            attachments=self.view == "attachments",
            role=FolderRole.INBOX if self.view == "inboxes" else None,
        )
