"""Which files of a message hold what was searched for, where the message itself doesn't."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from imapdesk.desk.shown.file_words import read_file_words, read_own_words
from imapdesk.ui.reader.hits import find_hits

if TYPE_CHECKING:
    from imapdesk.desk.shown.opening import OpenMessage


def find_files(opened: OpenMessage, terms: Sequence[str]) -> frozenset[int]:
    """The places of these files among the message's; runs in a background thread, since a file may be large."""
    if not terms or not opened.files:
        return frozenset()
    own = read_own_words(opened)
    missing = [term for term in terms if not find_hits(own, [term])]
    if not missing:
        return frozenset()
    return frozenset(at for at, file in enumerate(opened.files) if find_hits(read_file_words(file), missing))
