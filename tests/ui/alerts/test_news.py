"""A click on the message about new mail leads to that mail."""

from __future__ import annotations

from imapdesk.mail import MessageId
from imapdesk.ui.alerts.notices import NEWS
from imapdesk.ui.reader.plain_html_view import PlainHtmlView
from imapdesk.ui.state.place import Place
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk


def test_a_click_on_the_message_about_new_mail_opens_the_newest_of_it(opened: OpenWindow, desk: FakeDesk) -> None:
    window = opened.window
    window.pane.reader._make_view = PlainHtmlView  # the newest is HTML, and which engine shows it is not asked here
    inbox = [one for one in desk.summaries.values() if one.folder == "INBOX" and one.unread]
    older, newest = sorted(inbox, key=lambda one: one.received_at.timestamp() if one.received_at else 0)[-2:]
    window.tree.select(Place(mailbox=newest.mailbox))
    window.hide()
    opened.conductor.notices.news = frozenset({MessageId(older.id), MessageId(newest.id)})
    opened.tray.message_clicked.emit(NEWS)
    opened.wait(lambda: window.pane.list.current_id() == newest.id)
    assert window.isVisible()
    assert window.tree.place() == Place(mailbox=newest.mailbox, folder="INBOX")


def test_a_click_on_another_message_changes_nothing_in_the_list(opened: OpenWindow) -> None:
    before = opened.window.tree.place()
    opened.tray.message_clicked.emit(NEWS)
    opened.tray.message_clicked.emit("open:")
    assert opened.window.tree.place() == before
