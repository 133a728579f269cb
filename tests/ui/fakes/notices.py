"""The part of the desk in memory that tells people: notices, questions, e-mails, who is who."""

from __future__ import annotations

from imapdesk.accounts.people import CAPABILITIES
from imapdesk.mail import (
    Person,
    utc_now,
)
from imapdesk.notify.preferences import NotificationSettings
from imapdesk.notify.values import Banner, Cause, Notice, NoticeKey, TrayMessage
from imapdesk.sync.deletions import DeletionQuestion
from tests.ui.fakes.world import FakeWorld


class FakeNotices(FakeWorld):
    """What `Desk` answers about people and what they are to be told."""

    def put_notice(self, mailbox: str, cause: Cause = Cause.CREDENTIALS, reason: str = "refused") -> Notice:
        """Open a notice about a mailbox."""
        found = self.get_mailbox(mailbox)
        settings = found.settings
        sentence = "The server refused the user name or the password."
        key = NoticeKey(found.id, cause)
        made = Notice(
            key, mailbox, settings.address, settings.host, utc_now(), sentence, reason, "[AUTHENTICATIONFAILED]"
        )
        self.notices.append(made)
        self.untold.append(made)
        return made

    def load_banners(self) -> tuple[Banner, ...]:
        self._note("load_banners")
        return tuple(Banner(notice, notice.key in self.folded) for notice in self.notices)

    def fold_notice(self, key: NoticeKey, folded: bool = True) -> None:
        self.folded = self.folded | {key} if folded else self.folded - {key}

    def mark_notice_seen(self, key: NoticeKey) -> None:
        self.seen.append(key)

    def choose_news(self, results: object, message_ids: object, **_around: object) -> tuple[object, object]:
        return None, None

    def take_tray_message(self, *, window_active: bool = False) -> TrayMessage | None:
        if window_active:
            return None
        taken, self.untold = self.untold, []
        return TrayMessage(tuple(taken)) if taken else None

    def deliver_emails(self) -> int:
        self._note("deliver_emails")
        return 0

    def load_notification_settings(self) -> NotificationSettings:
        return NotificationSettings()

    def load_smtp(self) -> None:
        return None

    def find_me(self) -> Person:
        return Person("alice", "Alice", "alice@example.com", ("Administrator",), frozenset(CAPABILITIES))

    def load_people(self) -> list[Person]:
        return [self.find_me(), Person("bob", "Bob")]

    def load_roles(self) -> dict[str, frozenset[str]]:
        return {"Administrator": frozenset(CAPABILITIES)}

    def load_capabilities(self) -> tuple[str, ...]:
        return CAPABILITIES

    def may_manage_people(self) -> bool:
        return True

    def load_deletions(self, name: str | None = None) -> list[DeletionQuestion]:
        return [one for one in self.deletions if name in (None, one.mailbox)]

    def answer_deletion(self, name: str, path: str, *, deleted: bool) -> None:
        self.answers.append((name, path, deleted))
        self.deletions = [one for one in self.deletions if (one.mailbox, one.folder) != (name, path)]

    def load_new_folders(self) -> list[tuple[str, str]]:
        return list(self.new_folders)

    def answer_new_folder(self, name: str, path: str, *, keep: bool) -> None:
        self.answers.append((name, path, keep))
        self.new_folders.remove((name, path))
