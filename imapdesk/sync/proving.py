"""Asking the server for what confirms that a message is held: its header block, whose digest is compared with ours.

Message-ID, size and arrival make a message likely to be held, and no more: then its header comes before its body.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from imapdesk.mail import Folder, HeaderMark, HeaderRequest, Observed, Uid
from imapdesk.sync.line import RECOVERABLE
from imapdesk.sync.run import Run, to_listed

_TRIES = 3  # of lines that break at it: then what is left is downloaded like any other mail

Marks = Mapping[tuple[str, Uid], HeaderMark]


class Prover:
    """Fetches headers for one run."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def ask(self, wanted: Iterable[tuple[Folder, Collection[Uid]]]) -> Marks:
        """The marks of these messages' headers, by folder and UID; what the server doesn't answer for is left out.

        Raises what ended the line.
        """
        requests = [HeaderRequest(to_listed(folder), tuple(sorted(uids))) for folder, uids in wanted]
        marks: dict[tuple[str, Uid], HeaderMark] = {}
        for _ in range(_TRIES):
            left = [_leave(request, marks) for request in requests]
            if not any(request.uids for request in left):
                break
            try:
                self._fetch(left, marks)
                break
            except RECOVERABLE as error:
                self._run.line.recover(error)
        return marks

    def _fetch(self, requests: Iterable[HeaderRequest], marks: dict[tuple[str, Uid], HeaderMark]) -> None:
        for path, uid, mark in self._run.line.session().fetch_headers(requests):
            marks[path, uid] = mark
            self._run.line.progressed()
            self._run.check()


def with_headers(observed: Observed, marks: Marks) -> Observed:
    """What was seen of a folder, with the marks of the headers that came."""
    listed = {
        uid: one if (mark := marks.get((observed.path, uid))) is None else replace(one, header=mark)
        for uid, one in observed.listed.items()
    }
    return replace(observed, listed=listed)


def _leave(request: HeaderRequest, marks: Marks) -> HeaderRequest:
    return replace(request, uids=tuple(uid for uid in request.uids if (request.folder.path, uid) not in marks))
