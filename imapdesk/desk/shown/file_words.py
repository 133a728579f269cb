"""Where the words of an open message stand: in the message itself, or in one of its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imapdesk.desk.shown.opening import OpenFile, OpenMessage


def read_own_words(opened: OpenMessage) -> str:
    """Subject, people and text of a message: all that a search looks in but its files."""
    from imapdesk.mime import index_text

    message = opened.message
    people = [*message.from_, *message.to, *message.cc, *message.bcc]
    return "\n".join([message.subject, *map(str, people), index_text(message)])


def read_file_words(file: OpenFile) -> str:
    """A file's name and, where it is of a kind that a search looks into, its text; takes seconds at most."""
    from imapdesk.store.indexing.attached_text import read_attached

    return "\n".join([file.name, *read_attached([file.part])])
