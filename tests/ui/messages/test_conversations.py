"""Conversations in the list, and what a search adds to the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from imapdesk.desk.server_search import MOST_HITS
from imapdesk.desk.shown.opening import open_raw
from imapdesk.errors import ServerRefused, SettingsRefused, Unreachable
from imapdesk.mail import MessageId, Scope, Summary
from imapdesk.ui.messages.window import MessageWindow
from imapdesk.ui.state.place import Place
from imapdesk.ui.state.saved_searches import keep_search, load_searches
from tests.ui.conftest import PATIENCE_MS, OpenWindow
from tests.ui.fakes.desk import FakeDesk
from tests.ui.fakes.sample import ALICE, NOW, make_raw

INBOX = Place(mailbox="alice@example.com", folder="INBOX")


def add_replies(desk: FakeDesk) -> list[int]:
    """Two answers to the oldest message of the sample, one of them sent by ourselves."""
    first = min(desk.summaries.values(), key=lambda s: s.received_at or NOW)
    numbers = []
    for number, folder, minutes in ((901, "INBOX", 3), (902, "Sent", 2)):
        moment = NOW - timedelta(minutes=minutes)
        made = replace(first, id=MessageId(number), folder=folder, subject=f"Re: {first.subject}", received_at=moment)
        desk.put_message(made, make_raw("Bob <bob@example.org>", made.subject, moment))
        numbers.append(number)
    return [int(first.id), *numbers]


def group(opened: OpenWindow) -> None:
    opened.window.menu_actions["conversations"].trigger()
    opened.wait(lambda: opened.window.pane.by_conversations and bool(opened.window.pane.model.threads.members))


def test_a_conversation_is_one_row_that_unfolds(opened: OpenWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    model, table = opened.window.pane.model, opened.window.pane.list.table
    opened.wait(lambda: model.rowCount() == 22)  # else the list may come with the replies, and have 23
    first, reply, _sent = add_replies(desk)
    group(opened)
    assert model.rowCount() == 22  # the reply stands for both
    row = model.find_row(reply)
    assert row is not None
    assert model.find_row(first) is None
    opened.window.pane.list.select_row(row)
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert list(model.ids[row : row + 2]) == [reply, first]
    assert model.thread_mark(row).count == 2
    assert model.thread_mark(row + 1).child
    opened.window.pane.list.select_row(row + 1)
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert model.rowCount() == 22
    assert opened.window.pane.list.current_id() == reply


def test_the_choice_is_remembered_for_the_folder_alone(opened: OpenWindow, desk: FakeDesk) -> None:
    add_replies(desk)
    group(opened)
    opened.window.tree.select(Place(view="all"))
    opened.wait(lambda: not opened.window.menu_actions["conversations"].isChecked())
    opened.window.tree.select(INBOX)
    opened.wait(lambda: opened.window.menu_actions["conversations"].isChecked())
    assert opened.window.pane.by_conversations


def test_a_wish_to_group_that_comes_before_the_list_is_kept(opened: OpenWindow, desk: FakeDesk) -> None:
    pane = opened.window.pane
    opened.wait(lambda: pane.model.rowCount() == 22)  # else the list may come with the replies, and have 23
    add_replies(desk)
    pane._grouped = None
    pane.group(True)
    assert not pane.by_conversations
    pane.reload()
    opened.wait(lambda: pane.by_conversations and bool(pane.model.threads.members))
    opened.wait(lambda: opened.window.menu_actions["conversations"].isChecked())


def test_an_unfolded_conversation_stays_so_when_mail_comes(opened: OpenWindow, desk: FakeDesk) -> None:
    first, reply, _sent = add_replies(desk)
    group(opened)
    pane = opened.window.pane
    pane.model.toggle_thread(pane.model.find_row(reply) or 0)
    newest = replace(desk.summaries[reply], id=MessageId(903), received_at=NOW)
    desk.put_message(newest, desk.raws[reply])
    pane.reload()
    opened.wait(lambda: pane.model.find_row(903) == 0)
    assert list(pane.model.ids[:3]) == [903, reply, first]


def test_the_whole_conversation_is_shown_with_what_was_sent(opened: OpenWindow, desk: FakeDesk) -> None:
    numbers = add_replies(desk)
    pane = opened.window.pane
    pane.reload()
    opened.wait(lambda: pane.model.find_row(numbers[0]) is not None)
    pane.list.select_row(pane.model.find_row(numbers[0]) or 0)
    opened.window.menu_actions["conversation"].trigger()
    opened.wait(lambda: list(pane.model.ids) == numbers)
    assert "3 messages" in pane.strip.text.text()
    pane.strip.back.click()
    opened.wait(lambda: pane.model.rowCount() == 23)


def test_the_hits_are_marked_in_the_list_and_in_the_reader(opened: OpenWindow, qtbot: QtBot) -> None:
    pane = opened.window.pane
    qtbot.keyClicks(opened.window.search.field, "chapter")
    opened.wait(lambda: pane.model.rowCount() == 2)
    assert pane.model.terms == ("chapter",)
    assert "2 found" in pane.strip.text.text()
    pane.list.select_row(0)
    opened.wait(lambda: pane.reader.opened is not None)
    pane.reader.terms = ("alice",)
    pane.reader._show_body()
    assert "background-color:#ffe08a" in pane.reader.text.toHtml()
    opened.window.search.field.clear()
    opened.wait(lambda: pane.model.terms == ())


def test_a_search_is_kept_in_the_tree_and_can_be_removed(opened: OpenWindow, desk: FakeDesk) -> None:
    opened.window.finding.keep("Chapters", "chapter")
    place = Place("Chapters", query="chapter")
    opened.wait(lambda: opened.window.tree.select(place))
    opened.wait(lambda: opened.window.pane.model.rowCount() == 2)
    assert opened.window.search.field.text() == "chapter"
    opened.window.finding.drop("Chapters")
    opened.wait(lambda: not opened.window.tree.select(place))


def test_a_saved_search_that_is_shown_is_renamed_and_stays(opened: OpenWindow, desk: FakeDesk) -> None:
    window = opened.window
    for name, query in (("Chapters", "chapter"), ("Books", "book")):
        keep_search(desk, name, query)  # type: ignore[arg-type]
    window.shelf.reload()
    opened.wait(lambda: window.tree.select(Place("Chapters", query="chapter")))
    window.finding.ask_new_name("Chapters")
    dialog = window.findChild(QInputDialog)
    assert dialog is not None
    assert dialog.textValue() == "Chapters"
    dialog.setTextValue("Books")
    dialog.accept()
    named = Place("Books (2)", query="chapter")  # the other one keeps its name
    opened.wait(lambda: window.tree.place() == named)
    opened.wait(lambda: window.pane.place == named and window.pane.model.rowCount() == 2)
    assert {search.name: search.query for search in load_searches(desk)} == {  # type: ignore[arg-type]
        "Books": "book",
        "Books (2)": "chapter",
    }


class Hit:
    """What a server's search gives."""

    def __init__(self, summary: Summary) -> None:
        self.uid, self.summary = 7, summary


def test_the_search_on_the_server_lists_what_is_not_saved_here(opened: OpenWindow, desk: FakeDesk) -> None:
    pane = opened.window.pane
    asked: list[tuple[str, str]] = []

    def search_server(name: str, text: str, **_more: object) -> list[Hit]:
        asked.append((name, text))
        return [Hit(desk.summaries[2])] if len(asked) == 1 else []

    desk.search_server = search_server  # type: ignore[attr-defined]
    pane.search("chapter", everywhere=True)
    opened.wait(lambda: pane.strip.server.isVisible())
    pane.strip.server.click()
    dialog = opened.window.finding.server_dialog
    assert dialog is not None
    opened.wait(lambda: "not saved here" in dialog.state.text())
    assert asked == [("alice@example.com", "chapter"), ("bob@work.example.org", "chapter")]
    assert dialog.rows.topLevelItemCount() == 1
    raws = desk.raws
    desk.open_hit = lambda hit, **_more: open_raw(0, hit.summary, raws[hit.summary.id])  # type: ignore[attr-defined]
    dialog.rows.itemActivated.emit(dialog.rows.topLevelItem(0), 0)
    window = dialog.findChild(MessageWindow)
    assert window is not None
    opened.wait(lambda: window.reader.opened is not None)
    assert window.reader.header._hint.text() == "Shown from the server; not saved here."
    window.close()
    dialog.reject()


def give(answers: dict[str, list[Hit] | Exception]) -> Callable[..., list[Hit]]:
    """Each mailbox's server answers so."""

    def search_server(name: str, text: str, **_more: object) -> list[Hit]:
        answer = answers.get(name, [])
        if isinstance(answer, Exception):
            raise answer
        return answer

    return search_server


def ask_servers(opened: OpenWindow, search_server: Callable[..., list[Hit]]) -> str:
    """What the dialog says in the end."""
    opened.desk.search_server = search_server
    opened.window.finding.search_server("plan", Scope())
    dialog = opened.window.finding.server_dialog
    assert dialog is not None
    opened.wait(lambda: "Searching" not in dialog.state.text())
    said = dialog.state.text()
    dialog.reject()
    return said


def test_one_servers_trouble_hides_nothing_of_the_others(opened: OpenWindow, desk: FakeDesk) -> None:
    trouble = Unreachable("imap.example.com doesn't answer.")
    said = ask_servers(opened, give({ALICE: trouble, "bob@work.example.org": [Hit(desk.summaries[2])]}))
    assert said.splitlines() == [
        "1 message is on the server and not saved here. Tick its folder to keep it.",
        f"{ALICE}: imap.example.com doesn't answer.",
    ]
    assert ask_servers(opened, give({ALICE: trouble})) == f"{ALICE}: imap.example.com doesn't answer."


def test_what_no_server_can_be_asked_is_said_once(opened: OpenWindow) -> None:
    refused = SettingsRefused("Servers can't be asked for this.", field="text")
    assert ask_servers(opened, give({ALICE: refused, "bob@work.example.org": refused})) == refused.sentence


def test_folders_that_a_server_cannot_search_are_named(opened: OpenWindow, desk: FakeDesk) -> None:
    said: list[str] = []
    for paths, hits in ((["Archive"], []), (list("abcdef"), [Hit(desk.summaries[2])])):

        def search_server(
            name: str, text: str, *, on_refused: Any, paths: list[str] = paths, hits: list[Hit] = hits, **_more: object
        ) -> list[Hit]:
            if name != ALICE:
                return []
            on_refused(dict.fromkeys(paths, ServerRefused("No.")))
            return hits

        said.append(ask_servers(opened, search_server))
    assert said[0] == f"{ALICE}: The server can't search 1 folder for that: Archive"
    assert said[1].splitlines() == [
        "1 message is on the server and not saved here. Tick its folder to keep it.",
        f"{ALICE}: The server can't search 6 folders for that: a, b, c, d, e, …",
    ]


def test_a_server_that_has_more_than_is_listed_is_not_said_to_have_no_more(opened: OpenWindow, desk: FakeDesk) -> None:
    said = ask_servers(opened, give({ALICE: [Hit(desk.summaries[2])] * MOST_HITS}))
    assert said.startswith("50 messages, the newest of each folder, are on the server")
    assert said.endswith("there may be more.")


def test_hits_of_a_slow_server_are_shown_while_it_is_asked(opened: OpenWindow, desk: FakeDesk) -> None:
    goes_on, hits = Event(), [Hit(desk.summaries[2]), Hit(desk.summaries[3])]

    def search_server(name: str, text: str, *, on_folder: Any, **_more: object) -> list[Hit]:
        if name != ALICE:
            return []
        on_folder("INBOX", 0, 3, ())
        on_folder("Projects/2019", 1, 3, (hits[0],))
        assert goes_on.wait(PATIENCE_MS / 1_000)
        return hits

    desk.search_server = search_server  # type: ignore[attr-defined]
    opened.window.finding.search_server("plan", Scope())
    dialog = opened.window.finding.server_dialog
    assert dialog is not None
    opened.wait(lambda: dialog.rows.topLevelItemCount() == 1)
    assert dialog.state.text() == f"Searching {ALICE}: Projects/2019, 1 of 3 folders done…"
    goes_on.set()
    opened.wait(lambda: "not saved here" in dialog.state.text())
    assert dialog.rows.topLevelItemCount() == len(dialog.hits) == 2
    dialog.reject()


def show_folded(opened: OpenWindow, desk: FakeDesk) -> list[int]:
    """The three messages of a folded conversation, oldest first, its row selected."""
    numbers = add_replies(desk)
    opened.wait(lambda: opened.window.pane.model.rowCount() >= 22)
    group(opened)
    row = opened.window.pane.model.find_row(numbers[1])
    assert row is not None
    opened.window.pane.list.select_row(row)
    opened.wait(lambda: opened.window.pane.reader.opened is not None)
    return numbers


def lines(opened: OpenWindow) -> tuple[int, int]:
    """How many lines stand above and below the open message."""
    reader = opened.window.pane.reader
    return reader.before.count(), reader.after.count()


def test_a_folded_conversation_opens_its_newest_unread_message(opened: OpenWindow, desk: FakeDesk) -> None:
    numbers = add_replies(desk)
    desk.summaries[numbers[1]] = replace(desk.summaries[numbers[1]], flags=frozenset())
    opened.wait(lambda: opened.window.pane.model.rowCount() >= 22)
    group(opened)
    opened.window.pane.list.select_row(opened.window.pane.model.find_row(numbers[1]) or 0)
    opened.wait(lambda: opened.window.pane.reader.opened is not None)
    opened_message = opened.window.pane.reader.opened
    assert opened_message is not None
    assert opened_message.id == numbers[1], "sent ones are read already"
    assert lines(opened) == (1, 1)


def test_without_unread_ones_the_newest_is_open_and_the_keys_go_through_them(
    opened: OpenWindow, desk: FakeDesk, qtbot: QtBot
) -> None:
    numbers = show_folded(opened, desk)
    reader = opened.window.pane.reader
    assert reader.opened is not None
    assert reader.opened.id == numbers[2]
    assert lines(opened) == (2, 0)
    opened.window.menu_actions["earlier"].trigger()
    opened.wait(lambda: reader.opened is not None and reader.opened.id == numbers[1])
    assert lines(opened) == (1, 1)
    opened.window.menu_actions["later"].trigger()
    opened.wait(lambda: reader.opened is not None and reader.opened.id == numbers[2])
    opened.window.menu_actions["later"].trigger()
    reader.before.setCurrentRow(0)
    qtbot.keyClick(reader.before, Qt.Key.Key_Return)
    opened.wait(lambda: reader.opened is not None and reader.opened.id == numbers[0])
    assert lines(opened) == (0, 2)
    assert opened.window.pane.list.current_id() == numbers[1], "the list stays where it is"


def test_new_mail_in_a_conversation_leaves_open_what_is_read(opened: OpenWindow, desk: FakeDesk) -> None:
    numbers = show_folded(opened, desk)
    pane = opened.window.pane
    pane.reader.open_in_thread(numbers[0])
    opened.wait(lambda: pane.reader.opened is not None and pane.reader.opened.id == numbers[0])
    newest = replace(desk.summaries[numbers[1]], id=MessageId(904), received_at=NOW, flags=frozenset())
    desk.put_message(newest, desk.raws[numbers[1]])
    pane.reload()
    opened.wait(lambda: pane.list.current_id() == 904)
    opened.wait(lambda: lines(opened) == (0, 3))
    assert pane.reader.opened is not None
    assert pane.reader.opened.id == numbers[0]


def test_a_folded_conversation_is_marked_read_as_a_whole(opened: OpenWindow, desk: FakeDesk) -> None:
    numbers = show_folded(opened, desk)
    opened.window.menu_actions["mark_unread"].trigger()
    opened.wait(lambda: desk.summaries[numbers[0]].unread and desk.summaries[numbers[1]].unread)
    assert not desk.summaries[numbers[2]].unread, "it is in another folder"


def test_a_message_alone_has_no_lines(opened: OpenWindow) -> None:
    opened.wait(lambda: opened.window.pane.model.rowCount() == 22)
    opened.window.pane.list.select_row(1)
    opened.wait(lambda: opened.window.pane.reader.opened is not None)
    assert lines(opened) == (0, 0)
    assert not opened.window.pane.reader.before.isVisible()
