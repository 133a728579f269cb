"""The mailbox's card tells how large its mail is and how many folders are kept, and asks again when there is more."""

from __future__ import annotations

from imapdesk.ui.state.place import Place
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.sample import ALICE


def test_the_card_tells_the_size_of_the_mail(opened: OpenWindow) -> None:
    opened.window.tree.select(Place(mailbox=ALICE))
    card = opened.window.mailbox_page.card
    opened.wait(lambda: card._values["size"].text() == "3.1 GB")
    opened.desk.measured = 3_200_000_000
    opened.desk.put_folder(ALICE, "More", messages_saved=7)
    opened.window.shelf.reload()
    opened.wait(lambda: card._values["size"].text() == "3.2 GB")


def test_folders_that_can_hold_no_mail_are_not_counted(opened: OpenWindow) -> None:
    opened.window.tree.select(Place(mailbox=ALICE))
    card = opened.window.mailbox_page.card
    folders = len([each for each in opened.desk.folders[ALICE] if each.selectable])
    opened.wait(lambda: card._values["folders"].text().endswith(f" of {folders}"))
    opened.desk.put_folder(ALICE, "Lists of ours", included=False, selectable=False)
    opened.desk.put_folder(ALICE, "Lists of ours/One", included=False)
    opened.window.shelf.reload()
    opened.wait(lambda: card._values["folders"].text().endswith(f" of {folders + 1}"))
