"""Surveys: what the server holds of each folder, asked for many folders in one flight."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from imapdesk.imap.folders.one_survey import MOST_COMMANDS, FolderSurvey
from imapdesk.imap.line.connection import Connection
from imapdesk.mail import Observed, SurveyRequest


def survey(connection: Connection, requests: Iterable[SurveyRequest]) -> Iterator[Observed]:
    """One `Observed` per request, in the order of the requests. Raises `Busy` when the server asks for patience.

    As many folders as the server takes commands are under way at once; a folder that needs a second look, since the
    server broke an extension, gets it at once with less.
    """
    source = iter(requests)
    waiting: deque[FolderSurvey] = deque()
    while True:
        _take_up(connection, source, waiting)
        if not waiting:
            return
        current = waiting.popleft()
        while not current.done:
            connection.pipeline.step()
        second = current.second_look()
        if second is None:
            yield current.observed()
            continue
        waiting.appendleft(second)
        connection.pipeline.queue(*second.commands)
        connection.pipeline.flush()


def _take_up(connection: Connection, source: Iterator[SurveyRequest], waiting: deque[FolderSurvey]) -> None:
    pipeline = connection.pipeline
    if pipeline.in_flight and pipeline.outstanding > connection.depth // 2:
        return
    while pipeline.outstanding + MOST_COMMANDS <= connection.depth and (request := next(source, None)) is not None:
        started = FolderSurvey(connection, request)
        pipeline.queue(*started.commands)
        waiting.append(started)
    pipeline.flush()
