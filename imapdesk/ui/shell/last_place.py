"""Where the window was left: the row of the tree and the mailboxes that were folded in, from one start to the next."""

from __future__ import annotations

import json
from dataclasses import astuple

from imapdesk.ui.folders.tree import MailboxTree
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets.window_state import WindowState

_PLACE, _FOLDED = "place", "folded"


def remember_place(state: WindowState, tree: MailboxTree) -> None:
    """Write down the tree's current row and what is folded in; an empty tree leaves what was written before."""
    place = tree.place()
    if place is not None:
        state.put(_PLACE, json.dumps(astuple(place)))
        state.put(_FOLDED, json.dumps(sorted(map(astuple, tree.folded()), key=repr)))


def find_place(state: WindowState) -> Place | None:
    """The row that was current when the window was closed last."""
    return _make_place(_read(state.get(_PLACE, "")))


def find_folded(state: WindowState) -> frozenset[Place]:
    """The rows that were folded in."""
    found = _read(state.get(_FOLDED, ""))
    places = map(_make_place, found) if isinstance(found, list) else ()
    return frozenset(place for place in places if place is not None)


def _read(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:  # never written, or by hand
        return None


def _make_place(found: object) -> Place | None:
    match found:
        case [str(view), str() | None as mailbox, str() | None as folder, str(query)]:
            return Place(view, mailbox, folder, query)
    return None
