"""The mailbox's card tells how large its saved mail is, and asks again when there is more."""

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
