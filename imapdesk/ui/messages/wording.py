"""How a search was understood, in the window's language: the store explains it in English, piece by piece."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from imapdesk.ui.widgets.sentences import say

_JOINTS = re.compile(r"(, | or (?=[a-z])|not (?=[a-z(])|[()])")
_QUOTED = re.compile("(“[^”]*”)")


def _tr(text: str) -> str:
    return QCoreApplication.translate("SearchWords", text)


def say_query(explained: str) -> str:
    """``Messages from “bob”, unread`` as ``Nachrichten von „bob“, ungelesen``. What stands in quotes is left alone."""
    head, found, pieces = explained.partition(" ")
    if head != "Messages" or not found:
        return say(explained)
    said = "".join(_say_part(part) for part in _split(pieces))
    return _tr("Messages {pieces}").replace("{pieces}", said)


def _split(text: str) -> list[str]:
    """Pieces and what joins them, in turn; a joint inside quotes is none."""
    parts = [""]
    for quoted in _QUOTED.split(text):
        if _QUOTED.fullmatch(quoted):
            parts[-1] += quoted
            continue
        first, *rest = _JOINTS.split(quoted)
        parts[-1] += first
        parts += rest
    return parts


def _say_part(part: str) -> str:
    if part in (" or ", "not "):
        return f" {_tr('or')} " if part == " or " else f"{_tr('not')} "
    return say(part)
