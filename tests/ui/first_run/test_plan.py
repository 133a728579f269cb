"""The plan before the first synchronisation says what will come, and "about" where the server didn't say."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from imapdesk.mail import FolderListing, FolderState
from imapdesk.ui.mailbox.add_pages import FoldersPage
from imapdesk.ui.mailbox.plan import USUAL_MESSAGE_BYTES, make_plan
from tests.ui.fakes.adding import make_listing, measure_listing


def test_a_server_that_measures_gives_an_exact_plan() -> None:
    states = {"INBOX": FolderState(messages=10, octets=5_000, since_count=10), "Spam": FolderState(messages=7)}
    plan = make_plan(FolderListing((), states), {"INBOX"})
    assert (plan.messages, plan.octets, plan.exact, plan.older) == (10, 5_000, True, 0)


def test_only_the_period_counts_and_its_size_is_an_estimate() -> None:
    states = {"INBOX": FolderState(messages=10, octets=5_000, since_count=4), "Sent": FolderState(messages=0)}
    plan = make_plan(FolderListing((), states), {"INBOX", "Sent"})
    assert (plan.messages, plan.octets, plan.exact, plan.older) == (4, 2_000, False, 6)


def test_a_server_that_only_counts_gives_an_estimate() -> None:
    plan = make_plan(FolderListing((), {"INBOX": FolderState(messages=10)}), {"INBOX"})
    assert (plan.messages, plan.octets, plan.exact, plan.older) == (10, 10 * USUAL_MESSAGE_BYTES, False, None)


def test_the_page_says_the_plan_in_one_line(qtbot: QtBot) -> None:
    page = FoldersPage()
    states = {"INBOX": FolderState(messages=48_210, octets=3_100_000_000, since_count=48_210)}
    page.picker.show_listing(FolderListing(make_listing().folders, states), {"INBOX"})
    assert page.plan.text() == "48,210 messages, 3.1 GB, about 13 min; newest first. That is all of it."
    page.picker.show_listing(make_listing(), {"INBOX"})
    assert "about 93.0 MB" in page.plan.text()
    page.picker.show_listing(make_listing(), set())
    assert page.plan.text().startswith("No folders chosen yet")


def test_each_folder_tells_its_count_and_size_where_the_server_measured_them(qtbot: QtBot) -> None:
    page = FoldersPage()
    qtbot.addWidget(page)
    page.picker.show_listing(measure_listing(make_listing(), 50_000), {"INBOX"})
    inbox = page.picker.topLevelItem(0)
    assert [inbox.text(column) for column in range(3)] == ["Inbox", "1,240", "62.0 MB"]
    assert not page.picker.isColumnHidden(2)


def test_a_server_that_only_counts_has_no_empty_column_of_sizes(qtbot: QtBot) -> None:
    page = FoldersPage()
    qtbot.addWidget(page)
    page.picker.show_listing(make_listing(), {"INBOX"})
    assert page.picker.isColumnHidden(2)
