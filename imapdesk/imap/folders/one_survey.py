"""One folder's survey: its commands, the answers collected, and a second look with less where a server breaks."""

from __future__ import annotations

from enum import IntEnum

from imapdesk.imap.folders.survey_answers import SurveyAnswers
from imapdesk.imap.grammar.responses import Status
from imapdesk.imap.grammar.search_date import format_search_date
from imapdesk.imap.line.command import Command
from imapdesk.imap.line.connection import Connection
from imapdesk.imap.line.examine import make_examine
from imapdesk.imap.line.quirks import asks_size
from imapdesk.imap.line.refusals import concerns_one_place, explain_wait
from imapdesk.imap.messages.header_fetch import HEADER_ITEM
from imapdesk.mail import Observed, Survey, SurveyKind, SurveyRequest

MOST_COMMANDS = 4  # of one survey


class Detail(IntEnum):
    """How much is asked of each message; lowered when a server refuses."""

    FLAGS = 0
    BASIC = 1
    ALL = 2


class FolderSurvey:
    """Commands to queue and the answers to them; ``done`` when all are answered."""

    def __init__(self, connection: Connection, request: SurveyRequest, detail: Detail = Detail.ALL) -> None:
        self._connection = connection
        self._request = request
        self._detail = detail
        self._answers = SurveyAnswers(request.survey)
        self._refused: Status | None = None
        self._by_qresync = self._uses_qresync()
        self._by_server_date = False
        self._parameters = b""
        self._left = 0
        self.commands: list[Command] = self._make_commands()
        self._left = len(self.commands)

    @property
    def done(self) -> bool:
        """Whether every command has its tagged answer."""
        return self._left == 0

    # asking

    @property
    def _survey(self) -> Survey:
        return self._request.survey

    def _uses_qresync(self) -> bool:
        survey = self._survey
        # A UIDVALIDITY of more than 32 bits may not be the one that the server knows (`to_signed`).
        complete = 0 < (survey.uidvalidity or 0) < 2**32 and survey.highestmodseq and survey.uidnext > 1
        return bool(survey.kind is SurveyKind.CHANGED_SINCE and complete and self._connection.has("QRESYNC"))

    def _make_commands(self) -> list[Command]:
        kind = self._survey.kind
        commands = [self._examine()]
        if kind is SurveyKind.NOTHING:
            return commands
        if kind is SurveyKind.NEW_ONLY and self._answers.knows_uidnext:
            return [*commands, *self._newest_flags(), self._fetch_new()]
        if kind is SurveyKind.CHANGED_SINCE and self._answers.knows_uidnext and self._survey.highestmodseq:
            return [*commands, *self._changes(), self._fetch_new()]
        if kind is not SurveyKind.RENUMBERED and self._answers.knows_uidnext:
            return [*commands, self._fetch(b"1:%d" % (self._survey.uidnext - 1), b"(UID FLAGS)"), self._fetch_new()]
        return [*commands, *self._everything()]

    def _examine(self) -> Command:
        survey = self._survey
        parameters = b""
        if self._by_qresync:
            values = (survey.uidvalidity or 0, survey.highestmodseq or 0, survey.uidnext - 1)
            parameters = b" (QRESYNC (%d %d 1:%d))" % values
        elif self._connection.has("CONDSTORE") and not self._connection.has("ENABLE"):
            parameters = b" (CONDSTORE)"
        self._parameters = parameters
        return make_examine(
            self._connection,
            self._request.folder,
            self._answers.examined,
            parameters=parameters,
            on_data=self._answers.take,
            on_closed=self._answers.forget,
            on_done=self._count_down,
        )

    def _changes(self) -> list[Command]:
        if self._by_qresync:
            return []
        known = b"1:%d" % (self._survey.uidnext - 1)
        if not self._connection.has("CONDSTORE"):  # offered, and refused meanwhile: what changed is to be seen by all
            return [self._fetch(known, b"(UID FLAGS)")]
        changes = [self._fetch(known, b"(UID FLAGS) (CHANGEDSINCE %d)" % (self._survey.highestmodseq or 0))]
        if self._connection.has("ESEARCH"):
            changes.append(self._search(b"RETURN (ALL) ALL"))
        return changes

    def _everything(self) -> list[Command]:
        since = self._survey.since
        can_save = self._connection.has("SEARCHRES") and self._connection.has("ESEARCH")
        if since is None or not can_save:
            return [self._fetch(b"1:*", self._items())]
        # RFC 5182: the server keeps the result, so that nothing waits for it; older mail costs it no look at sizes.
        self._by_server_date = True
        saved = self._search(b"RETURN (SAVE) SINCE " + format_search_date(since))
        return [saved, self._fetch(b"$", self._items()), self._search(b"RETURN (ALL) ALL")]

    def _newest_flags(self) -> list[Command]:
        low, uidnext = self._survey.flags_from, self._survey.uidnext
        return [] if low is None or low >= uidnext else [self._fetch(b"%d:%d" % (low, uidnext - 1), b"(UID FLAGS)")]

    def _fetch_new(self) -> Command:
        return self._fetch(b"%d:*" % self._survey.uidnext, self._items())

    def _fetch(self, uids: bytes, items: bytes) -> Command:
        return self._command(b"UID FETCH " + uids + b" " + items)

    def _search(self, criteria: bytes) -> Command:
        return self._command(b"UID SEARCH " + criteria)

    def _command(self, line: bytes) -> Command:
        budget = self._connection.limits.max_memory
        return Command(line + b"\r\n", on_data=self._answers.take, on_done=self._answered, budget=budget)

    def _items(self) -> bytes:
        items = [b"UID FLAGS"]
        if self._detail >= Detail.BASIC:
            items.append(b"INTERNALDATE")
            if asks_size(self._connection.identity):
                items.append(b"RFC822.SIZE")
        if self._detail >= Detail.ALL:
            items += self._identifying_items()
        return b"(" + b" ".join(items) + b")"

    def _identifying_items(self) -> list[bytes]:
        confirming = [HEADER_ITEM] if self._survey.headers and self._survey.confirm else []
        if self._connection.has("X-GM-EXT-1"):
            return [b"X-GM-MSGID X-GM-THRID X-GM-LABELS", *confirming]
        if self._connection.has("OBJECTID"):
            return [b"EMAILID THREADID", *confirming]
        # A folder that was seen before, be it empty, may have got its mail from another one that is held.
        if self._answers.knows_uidnext or self._survey.identify or self._survey.kind is not SurveyKind.EVERYTHING:
            return [HEADER_ITEM if self._survey.headers else b"BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"]
        return []

    # hearing

    def _answered(self, status: Status) -> None:
        if not status.ok and self._refused is None:
            self._refused = status
        self._count_down()

    def _count_down(self) -> None:
        self._left -= 1

    # telling

    def second_look(self) -> FolderSurvey | None:
        """Another survey with less, when the server broke what it offers; None when this one stands."""
        trouble = self._trouble
        if trouble is None:
            return None
        here_alone = concerns_one_place(trouble)
        if not here_alone and (waiting := explain_wait(trouble)):
            raise waiting
        if not self._answers.examined.ok:
            return self._without_qresync() if trouble.kind == "BAD" and not here_alone else None
        if self._answers.examined.exists == 0:
            return None  # many servers refuse "1:*" in an empty folder
        return self._with_less_of_each() if here_alone else self._with_less()

    @property
    def _trouble(self) -> Status | None:
        """The first refusal."""
        trouble = self._answers.examined.status if not self._answers.examined.ok else self._refused
        return None if trouble is None or trouble.ok else trouble

    def _without_qresync(self) -> FolderSurvey | None:
        if not self._parameters:
            return None
        # Other folders' EXAMINEs may be under way with the same parameters: each is made again without them.
        self._connection.distrust("QRESYNC" if self._by_qresync else "CONDSTORE")
        return FolderSurvey(self._connection, self._request, self._detail)

    def _with_less(self) -> FolderSurvey | None:
        if self._survey.kind is SurveyKind.CHANGED_SINCE and self._connection.has("CONDSTORE") and not self._by_qresync:
            self._connection.distrust("CONDSTORE")
            return FolderSurvey(self._connection, self._request, self._detail)
        if self._by_server_date:
            self._connection.distrust("SEARCHRES")
            return FolderSurvey(self._connection, self._request, self._detail)
        return self._with_less_of_each()

    def _with_less_of_each(self) -> FolderSurvey | None:
        if self._detail is Detail.FLAGS:
            return None
        return FolderSurvey(self._connection, self._request, Detail(self._detail - 1))

    def observed(self) -> Observed:
        """The finished survey as a value."""
        path, answers, state = self._request.folder.path, self._answers, self._answers.examined
        passing = self._trouble is not None and concerns_one_place(self._trouble)
        if not state.ok:
            words = state.status.text if state.status else ""
            return Observed(path, complete=False, refused=words, passing=passing)
        trouble = self._refused.text if self._refused is not None and state.exists != 0 else None
        listed, older, uids = answers.sort_out(by_server_date=self._by_server_date)
        return Observed(
            path=path,
            uidvalidity=state.uidvalidity or None,
            uidnext=state.uidnext or answers.guess_uidnext(),
            exists=answers.count_messages(),
            highestmodseq=state.highestmodseq or None,
            listed=listed,
            uids=uids,
            vanished=frozenset(answers.vanished),
            older=older,
            complete=trouble is None and answers.is_whole(uids),
            refused=trouble,
            passing=passing,
            uidnext_guessed=not state.uidnext,
        )
