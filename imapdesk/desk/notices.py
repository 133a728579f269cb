"""Notices: what needs a person, told in the window and in the tray; and news, told in the tray alone."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any

from imapdesk.desk.people import PeopleDesk
from imapdesk.mail import Address, FolderRole, Mailbox, MessageId, RunResult, StoreChange, utc_now
from imapdesk.outcome import Outcome

if TYPE_CHECKING:
    from imapdesk.notify.news import FinishedNews, MailNews, NewMail
    from imapdesk.notify.notifier import Notifier
    from imapdesk.notify.preferences import NotificationSettings
    from imapdesk.notify.values import Banner, Notice, NoticeKey, TrayMessage

BOOK = "notify.book"
_PREFERENCES = "notify.preferences:"  # and the person's login


class NoticeDesk(PeopleDesk):
    """The notices' part of `Desk`."""

    _changing = threading.Lock()

    @property
    def notifier(self) -> Notifier:
        """The rules over the book that the store keeps."""
        from imapdesk.notify.keeper import SettingBookKeeper
        from imapdesk.notify.notifier import Notifier

        keeper = SettingBookKeeper(self.store.get_setting, self.store.set_setting, self.data_dir / "notices.lock")
        return Notifier(keeper, self.find_told)

    def note_runs(self, results: Iterable[RunResult], before: Iterable[Mailbox]) -> None:
        """Open, refresh and close notices after runs; ``before`` is how the mailboxes were when the runs began."""
        ended = list(results)
        quiet = all(result.outcome is Outcome.OK for result in ended) and not self.store.get_setting(BOOK, None)
        if quiet:
            return  # nothing is open and nothing happened: not worth loading the rules
        from imapdesk.notify.values import RunReport

        by_name = {mailbox.name: mailbox for mailbox in before}
        self.notifier.note_runs(
            RunReport(
                mailbox.id,
                mailbox.name,
                mailbox.settings.address,
                mailbox.settings.host,
                result.outcome,
                utc_now(),
                sentence=result.error or "",
                reason=result.reason or str(result.outcome),
                details=result.details,
                first=mailbox.last_success_at is None,
            )
            for result in ended
            if (mailbox := by_name.get(result.mailbox)) is not None
        )

    def load_notices(self) -> list[Notice]:
        """All open notices, oldest first."""
        return self.notifier.load_notices()

    def load_banners(self) -> tuple[Banner, ...]:
        """What the window of the person at the screen shows."""
        if not self.store.get_setting(BOOK, None):
            return ()
        named = {mailbox.id: mailbox for mailbox in self.load_mailboxes()}
        shown = self.notifier.load_banners(self.find_me().login)
        return tuple(_rename(banner, named[banner.notice.key.mailbox_id]) for banner in shown)

    def remove_mailbox(self, name: str, *, keep_mail: bool = False) -> StoreChange:
        """Forget a mailbox, its password, and what was open about it."""
        mailbox = self.get_saved_mailbox(name)
        change = super().remove_mailbox(name, keep_mail=keep_mail)
        if self.store.get_setting(BOOK, None):
            self.notifier.forget_mailbox(mailbox.id)
        return change

    def take_tray_message(self, *, window_active: bool = False) -> TrayMessage | None:
        """The tray message that is due now for the person at the screen; it counts as shown.

        None while the person looks at the window, in the quiet hours, and where tray messages are switched off.
        """
        if not self.store.get_setting(BOOK, None):
            return None
        wishes = self.load_notification_settings()
        if not wishes.problems:
            return None
        surroundings = wishes.describe_surroundings(utc_now(), window_active=window_active)
        return self.notifier.take_tray_message(self.find_me().login, surroundings)

    def load_notification_settings(self) -> NotificationSettings:
        """What the person at the screen wants to hear of."""
        from imapdesk.notify.preferences import decode_preferences

        return decode_preferences(self.store.get_setting(_PREFERENCES + self.find_me().login, None))

    def change_notification_settings(self, **changes: Any) -> NotificationSettings:
        """Change wishes of the person at the screen (fields of `NotificationSettings`); nobody else's are touched."""
        from imapdesk.notify.preferences import encode_preferences

        with self._changing:  # two switches that are pressed quickly change the same value from two threads
            changed = replace(self.load_notification_settings(), **changes)
            self.store.set_setting(_PREFERENCES + self.find_me().login, encode_preferences(changed))
        return changed

    def choose_news(
        self,
        results: Sequence[RunResult],
        message_ids: Collection[MessageId],
        *,
        started_at: datetime,
        by_hand: bool,
        window_active: bool,
    ) -> tuple[MailNews | None, FinishedNews | None]:
        """What to tell the person at the screen of runs that ended: their new mail, and that they ended.

        ``message_ids`` are the messages that the runs wrote, ``started_at`` is when the program was started.
        """
        from imapdesk.notify.news import choose_finished_news, choose_mail_news

        wishes = self.load_notification_settings()
        around = wishes.describe_surroundings(utc_now(), window_active=window_active)
        finished = choose_finished_news(results, by_hand=by_hand, settings=wishes.news, surroundings=around)
        if not wishes.new_mail or around.silent:
            return None, finished
        arrived = self._find_arrived(message_ids)
        own = [mailbox.settings.address for mailbox in self.load_mailboxes()]
        mail = choose_mail_news(
            arrived, started_at=started_at, own_addresses=own, settings=wishes.news, surroundings=around
        )
        return mail, finished

    def _find_arrived(self, message_ids: Collection[MessageId]) -> list[NewMail]:
        from imapdesk.notify.news import NewMail

        mine = {mailbox.name: mailbox for mailbox in self.load_my_mailboxes()}
        roles = {
            (mailbox.name, folder.path): folder.role
            for mailbox in mine.values()
            for folder in self.store.load_folders(mailbox.id)
        }
        first = {mailbox.name: self._is_new(mailbox) for mailbox in mine.values()}
        return [
            NewMail(
                _parse_sender(each.from_),
                each.received_at or each.sent_at or utc_now(),
                each.unread,
                roles.get((each.mailbox, each.folder), FolderRole.OTHER),
                first[each.mailbox],
            )
            for each in self.store.load_summaries(list(message_ids))
            if each.mailbox in mine
        ]

    def _is_new(self, mailbox: Mailbox) -> bool:
        """Whether the mailbox was synchronised once at most."""
        runs = self.store.load_runs(mailbox.id, 20)
        return sum(run.outcome in (Outcome.OK, Outcome.PARTIAL) for run in runs) <= 1

    def mark_notice_seen(self, key: NoticeKey) -> None:
        """The person at the screen saw a banner; nobody else's is touched."""
        self.notifier.mark_seen(self.find_me().login, key)

    def fold_notice(self, key: NoticeKey, folded: bool = True) -> None:
        """The person at the screen folded or unfolded a banner."""
        self.notifier.mark_folded(self.find_me().login, key, folded)


def _parse_sender(text: str) -> Address:
    return Address(*parseaddr(text))


def _rename(banner: Banner, mailbox: Mailbox) -> Banner:
    """The banner under the mailbox's present name, which an action on it needs."""
    return replace(banner, notice=replace(banner.notice, mailbox=mailbox.name, address=mailbox.settings.address))
