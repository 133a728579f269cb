"""News in the tray: only for those who want them, and never of a first synchronisation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from imapdesk.desk import Desk
from imapdesk.mail import MailboxSettings, MessageId, RunResult, utc_now
from imapdesk.notify.news import FinishedNews, MailNews
from imapdesk.outcome import Outcome
from imapdesk.sync.events import StoreChanged
from tests.servers.mail_user import MailUser

MESSAGE = "From: %s\r\nSubject: Hello\r\nMessage-ID: <%d@example.com>\r\n\r\nHello\r\n"


class Story:
    """A mailbox that is synchronised, and what there is to tell of each run."""

    def __init__(self, desk: Desk, user: MailUser) -> None:
        self.desk, self.user = desk, user
        self.started_at = utc_now() - timedelta(seconds=5)
        server = user.server
        desk.add_mailbox(
            MailboxSettings("Work", "work@example.com", "localhost", server.port_tls, user=user.name,
                            ca_file=str(server.ca_file), owner=desk.find_me().login), user.password,
        )  # fmt: skip
        self._number = 0

    def deliver(self, *senders: str, received: datetime | None = None, folder: str = "INBOX") -> None:
        for sender in senders:
            self._number += 1
            raw = (MESSAGE % (sender, self._number)).encode()
            self.user.deliver(folder, [raw], received=received or utc_now())

    def sync(self, *, by_hand: bool = False, active: bool = False) -> tuple[MailNews | None, FinishedNews | None]:
        written: set[MessageId] = set()

        def note(event: Any) -> None:
            if isinstance(event, StoreChanged):
                written.update(event.change.message_ids)

        results: list[RunResult] = self.desk.sync(on_event=note)
        return self.desk.choose_news(
            results, written, started_at=self.started_at, by_hand=by_hand, window_active=active
        )


@pytest.fixture
def story(tmp_path: Path, mail_user: MailUser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    monkeypatch.setenv("IMAPDESK_MASTER_PASSWORD", "master")
    with Desk.open(tmp_path / "data") as desk:
        yield Story(desk, mail_user)


def test_new_mail_is_told_to_those_who_want_it_and_not_at_the_first_run(story: Story) -> None:
    story.deliver("Anna Berg <anna@example.com>")
    assert story.sync() == (None, None)
    story.deliver("Anna Berg <anna@example.com>")
    assert story.sync() == (None, None)
    story.desk.change_notification_settings(new_mail=True)
    story.deliver("Anna Berg <anna@example.com>", "Bob <bob@example.org>", "Eve <eve@example.org>")
    story.deliver("work@example.com")
    story.deliver("Old <old@example.org>", received=utc_now() - timedelta(days=3))
    story.deliver("List <list@example.org>", folder="Lists")
    assert story.sync() == (MailNews(3), None)
    story.desk.change_notification_settings(show_senders=True)
    story.deliver("Anna Berg <anna@example.com>")
    assert story.sync() == (MailNews(1, ("Anna Berg",), 0), None)
    assert story.sync() == (None, None)


def test_a_first_synchronisation_is_never_news(story: Story) -> None:
    story.desk.change_notification_settings(new_mail=True)
    story.deliver("Anna Berg <anna@example.com>")
    assert story.sync() == (None, None)


def test_the_end_of_a_sync_is_told_to_whoever_asked_for_it(story: Story) -> None:
    story.deliver("Anna Berg <anna@example.com>")
    assert story.sync(by_hand=True) == (None, FinishedNews(Outcome.OK, 1, 0, 0))
    assert story.sync(by_hand=True, active=True) == (None, None)
    story.desk.change_notification_settings(finished=False)
    assert story.sync(by_hand=True) == (None, None)


def test_quiet_hours_and_switched_off_messages_are_heeded_and_nothing_is_lost(story: Story) -> None:
    desk = story.desk
    story.sync()
    desk.change_mailbox("Work", password="wrong")
    story.sync()
    now = utc_now().astimezone()
    begins, ends = (now - timedelta(hours=1)).strftime("%H:%M"), (now + timedelta(hours=1)).strftime("%H:%M")
    desk.change_notification_settings(quiet_from=begins, quiet_to=ends)
    assert desk.take_tray_message() is None
    desk.change_notification_settings(quiet_from="", problems=False)
    assert desk.take_tray_message() is None
    desk.change_notification_settings(problems=True)
    assert desk.take_tray_message(window_active=True) is None
    assert desk.take_tray_message() is not None
    assert desk.take_tray_message() is None


def test_a_notice_goes_by_the_mailboxs_present_name(story: Story) -> None:
    story.sync()
    story.desk.change_mailbox("Work", password="wrong")
    story.sync()
    story.desk.change_mailbox("Work", name="Office")
    (banner,) = story.desk.load_banners()
    assert banner.notice.mailbox == "Office"
    story.desk.remove_mailbox("Office")
    assert (story.desk.load_banners(), story.desk.load_notices()) == ((), [])
