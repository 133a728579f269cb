"""Looking at folders: all of them down one pipe, each plan applied as its answer comes, doubts looked at again."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from imapdesk.errors import Busy, ImapdeskError, NotFound, ProtocolError, Unreachable
from imapdesk.mail import (
    Checkpoint,
    FolderId,
    FolderState,
    KnownFolder,
    KnownMessage,
    MessageId,
    Observed,
    Plan,
    Survey,
    SurveyKind,
    SurveyRequest,
    Uid,
)
from imapdesk.sync.deletions import ask_question, forget_question, load_questions
from imapdesk.sync.events import MassDeletion
from imapdesk.sync.flags import load_wishes
from imapdesk.sync.line import RECOVERABLE
from imapdesk.sync.plan import choose_second_look, find_new, make_plan, merge_looks
from imapdesk.sync.policy import Policy
from imapdesk.sync.proving import Prover, with_headers
from imapdesk.sync.restless import Restless, is_contradicted
from imapdesk.sync.run import Run, to_listed
from imapdesk.sync.survey import find_lies, has_new_numbers, is_renumbered, is_surveyed, is_unmoved, with_count
from imapdesk.sync.trusting import IdTrust

_MOST_LOOKS = 3
_MOST_IN_A_BATCH = 10_000  # messages of folders that are looked at together
_MOST_UNPROVED = 20_000  # messages of the folders that wait for headers
_CHECKPOINTS_AT_ONCE = 500
_STRIKES = 3  # of one folder, before it is held guilty of breaking the line
_MOST_EXCUSED = 24  # breaks of the line for single folders' sake: then it is the line
_COST_OF_SILENCE = 12  # so many does a folder count for that is left out after long silence
_STRIKES_OF_SILENCE = 2  # the same where each costs much time, and other folders were had in this run


@dataclass(frozen=True, slots=True)
class Look:
    """One folder to look at. ``count`` is 1 for a run's first look, made by ``first``; ``before`` is what was seen."""

    known: KnownFolder
    survey: Survey
    state: FolderState | None = None
    count: int = 1
    before: Observed | None = None
    first: Survey | None = None
    proved: bool = False  # the headers of what may be held were asked for
    apart: bool = False  # the folder stays open for what is fetched from it next (`sync.restless`)
    seen: int | None = None  # its UIDVALIDITY at an opening before this one

    @property
    def path(self) -> str:
        """The folder's path."""
        return self.known.folder.path


def choose_later(looks: Iterable[Look], *, pending: bool) -> list[Look]:
    """The folders that wait until the ones before them are fetched: then what they repeat is held, not downloaded.

    For servers with ids of messages (RFC 8474, X-GM-MSGID), where one message lies in several folders (Gmail's labels).
    """
    new = [look for look in looks if not is_surveyed(look.known) and not (look.state and look.state.messages == 0)]
    return new if pending else new[1:]


def choose_batches(looks: Iterable[Look]) -> list[list[Look]]:
    """Those that wait, in their order: small folders together, each of which would cost turns of the line alone.

    What is new in several folders of a batch is found by `sync.twins`, which holds what it compares in memory.
    """
    batches: list[list[Look]] = []
    room = 0
    for look in looks:
        count = look.state.messages if look.state and look.state.messages is not None else _MOST_IN_A_BATCH
        if count > room:
            batches.append([])
            room = _MOST_IN_A_BATCH
        batches[-1].append(look)
        room -= count
    return batches


class Surveyor:
    """Carries out looks for one run."""

    def __init__(self, run: Run, policy: Policy) -> None:
        self._run = run
        self._policy = policy
        self._todo: deque[Look] = deque()
        self._suspects: list[tuple[Look, Observed]] = []
        self._unproved: list[tuple[Look, Observed, frozenset[Uid]]] = []
        self._held_back = 0  # messages of those
        self._prover = Prover(run)
        self._trust = IdTrust(run)
        self._doubted: list[Look] = []
        self.restless = Restless(run)
        self._strikes: Counter[str] = Counter()
        self._excused = 0
        self._seen: set[str] = set()
        self._moved = 0
        self._unchanged: list[FolderId] = []
        self._checkpoints: list[tuple[FolderId, Checkpoint]] = []
        self._questions = load_questions(run.store, run.mailbox.id)
        self._put_off: list[Look] = []
        self._put_off_by: str | None = None  # a server's words about a trouble of now
        self.had_any = False  # a folder with mail was opened, or found to be as it is here
        self.others_wait = False  # there are folders that will be looked at after these

    def survey(self, looks: Iterable[Look]) -> None:
        """Look at folders until each is planned for, refused or given up; `settle` once all folders were.

        Raises what ended the line, or what every one of the folders failed with.
        """
        self._todo.extend(looks)
        while self._todo or self._unproved:
            batch = list(self._todo)
            try:
                if batch:
                    self._survey_once(batch)
            except RECOVERABLE as error:
                if isinstance(error, (Unreachable, ProtocolError)):
                    self._blame(error)
                self._run.line.recover(error)
            finally:
                self._save_checkpoints()
            self._prove()

    def _survey_once(self, batch: list[Look]) -> None:
        for look in batch:
            if look.apart:
                folder = look.known.folder
                wished = bool(load_wishes(self._run).get(folder.id))
                self._run.line.session().keep_open(to_listed(folder), for_flags=wished)
        requests = self._request(batch)
        for look, observed in zip(batch, self._run.line.session().survey(requests), strict=False):
            self._run.check()
            self._run.line.progressed()
            self._todo.remove(look)
            self._seen.add(look.path)
            self._take_or_miss(look, observed)

    def _request(self, batch: list[Look]) -> Iterator[SurveyRequest]:
        """Asked for as the line has room; what waits for its headers is held meanwhile, so that it can't be endless."""
        confirm = not self._trust.proved
        for look in batch:
            if self._held_back > _MOST_UNPROVED:
                return
            survey = replace(look.survey, confirm=True) if confirm and look.survey.headers else look.survey
            yield SurveyRequest(to_listed(look.known.folder), survey)

    def _prove(self) -> None:
        """Ask for the headers of what may be held, all in one flight, and go on with those folders."""
        unproved, self._unproved, self._held_back = self._unproved, [], 0
        marks = self._prover.ask([(look.known.folder, uids) for look, _, uids in unproved])
        for look, observed, _ in unproved:
            self._take_or_miss(replace(look, proved=True, before=None), with_headers(observed, marks))
        self._save_checkpoints()

    def _take_or_miss(self, look: Look, observed: Observed) -> None:
        try:
            again = self._take(look, observed)
        except NotFound as error:  # its local copy was removed meanwhile
            self._run.missed(f"“{look.path}” was removed here meanwhile.", error.sentence)
            return
        if again is not None:
            self._todo.append(again)

    def _blame(self, error: ImapdeskError) -> None:
        """A folder at which the line broke each time is left out, so that the others are had."""
        look = self._todo.popleft()
        self._strikes[look.path] += 1
        silent = self._run.line.waits_long
        if not silent:
            self._excuse(1)
        if self._strikes[look.path] == 1:
            # The others first: a line that is down shows there as well.
            (self._put_off if self.others_wait and not self._todo else self._todo).append(look)
            self._change_sides()
            return
        if self._strikes[look.path] < (_STRIKES_OF_SILENCE if self._seen and silent else _STRIKES):
            self._todo.appendleft(look)
            return
        if not self._todo and not self._seen:
            raise error
        self._run.missed(f"“{look.path}” could not be looked at: {error.sentence}", error.details)
        if silent:
            self._excuse(_COST_OF_SILENCE)

    def _excuse(self, cost: int) -> None:
        """Other folders were had, so it is this one: the next begins with all patience, unless that costs too much."""
        self._excused += cost
        if self._seen and self._excused <= _MOST_EXCUSED:
            self._run.line.progressed()

    def _change_sides(self) -> None:
        """The next one comes from the other end: folders that break the line may stand together."""
        fresh = [look for look in self._todo if not self._strikes[look.path]]
        if fresh:
            self._todo.remove(fresh[-1])
            self._todo.appendleft(fresh[-1])

    def _take(self, look: Look, observed: Observed) -> Look | None:
        """Apply what one folder's answer says; another look at it when the answer leaves a doubt."""
        if observed.refused is not None:
            self._run.missed(f"The server refused to open “{look.path}”.", observed.refused)
            self._put_off_by = observed.refused if observed.passing else self._put_off_by
            return None
        self.had_any = True
        observed = merge_looks(look.before, with_count(observed, look.state))
        messages = self._load_messages(look.known, observed)
        plan, likely = self._plan(look, observed, messages, self._policy)
        again = choose_second_look(look.survey, self._count_unseen(look), messages, observed, plan, look.state)
        if again is not None and look.count < _MOST_LOOKS:
            return replace(look, survey=again, count=look.count + 1, before=observed, first=look.first or look.survey)
        if look.first and look.before:
            for extension in find_lies(look.first, look.before, observed, plan):
                self._run.line.session().distrust(extension)
        if not look.apart and is_contradicted(look.state, look.known, observed):
            self.doubt(look, observed.uidvalidity)
            return None
        if likely and not look.proved:
            self._unproved.append((look, observed, likely))
            self._held_back += len(observed.listed)
            return None
        if plan.ask_first:
            # What is missing may turn up in another folder: only that waits, with the checkpoint.
            self._suspects.append((look, observed))
            plan = replace(plan, ask_first=frozenset(), checkpoint=None)
        if again is not None:
            self._run.missed(f"The server's listing of “{look.path}” is incomplete.")
        if look.apart:
            self.restless.settle(look.known.folder, renumbers=is_renumbered(look.seen, observed.uidvalidity))
        self._apply(look, plan)
        return None

    def _save_checkpoints(self) -> None:
        """Those of folders without anything to do, together: ten thousand transactions take half a minute."""
        points, self._checkpoints = self._checkpoints, []
        if points:
            self._run.store.save_checkpoints(points)

    def take_put_off(self) -> list[Look]:
        """The folders at which the line broke once, to be tried again after all others."""
        put_off, self._put_off = self._put_off, []
        return put_off

    def doubt(self, look: Look, seen: int | None) -> None:
        """A folder's UIDVALIDITY was another one when it was opened than it had just been: it is looked at apart."""
        self._doubted.append(replace(look, count=1, before=None, first=None, apart=True, seen=seen))

    def take_doubted(self) -> list[Look]:
        """The folders to be looked at, and fetched from, each apart from all others."""
        doubted, self._doubted = self._doubted, []
        return doubted

    @property
    def doubted(self) -> frozenset[str]:
        """The paths of those."""
        return frozenset(look.path for look in self._doubted)

    def settle(self) -> None:
        """Decide about the folders that lost most of their mail, now that it is known what turned up elsewhere.

        Raises Busy when the server gave no folder at all, and calls that a trouble of now.
        """
        self._run.store.mark_synced(self._unchanged)
        policy = replace(self._policy, moved=self._moved)
        suspects, self._suspects = self._suspects, []
        for look, observed in suspects:
            messages = self._load_messages(look.known, observed)
            plan, _ = self._plan(look, observed, messages, policy)
            self._apply(look, plan, held=len(messages))
        self._save_checkpoints()
        if self._put_off_by is not None and not self.had_any:
            raise Busy("The server asks us to try again later.", details=self._put_off_by)

    def _plan(
        self, look: Look, observed: Observed, messages: Mapping[Uid, KnownMessage], policy: Policy
    ) -> tuple[Plan, frozenset[Uid]]:
        """The plan, and the messages in it that may be held, if only their headers were known."""
        held: Mapping[Uid, MessageId] = {}
        likely: frozenset[Uid] = frozenset()
        if policy.holds_mail or self._run.tally.stored:
            new = find_new(look.known, messages.keys(), observed, policy)
            asked = [listed for listed in new if listed.message_id is not None or listed.email_id]
            store, mailbox_id = self._run.store, self._run.mailbox.id
            renumbered = look.known.folder.id if has_new_numbers(look.known, observed) else None
            if asked:
                proved = self._trust.proved
                held = store.find_held(mailbox_id, asked, renumbered=renumbered, ids_proved=proved)
                likely = store.find_likely(mailbox_id, asked, ids_proved=proved)
            self._trust.check(listed for listed in asked if listed.uid not in held)
        return make_plan(look.known, messages, observed, held, policy, look.state), likely

    def _count_unseen(self, look: Look) -> KnownFolder:
        """With what is held, where the last run couldn't tell: no modseq shows what others changed beside our flags."""
        known, told = look.known, look.state is not None and look.state.unseen is not None
        if known.unseen is not None or known.highestmodseq or known.skipped or not told or not is_surveyed(known):
            return known
        return replace(known, unseen=self._run.store.count_unseen(known.folder.id))

    def _load_messages(self, known: KnownFolder, observed: Observed) -> dict[Uid, KnownMessage]:
        if not known.live:
            return {}
        if observed.uids is not None:
            return self._run.store.load_known_messages(known.folder.id)
        return self._run.store.load_known_messages(known.folder.id, observed.listed.keys() | observed.vanished)

    def _apply(self, look: Look, plan: Plan, *, held: int = 0) -> None:
        run, folder = self._run, look.known.folder
        if plan.empty and is_unmoved(look.known, plan.checkpoint):
            self._unchanged.append(folder.id)
            return
        if plan.empty and plan.checkpoint is not None and folder.id not in self._questions:
            self._checkpoints.append((folder.id, plan.checkpoint))
            if len(self._checkpoints) >= _CHECKPOINTS_AT_ONCE:
                self._save_checkpoints()
            return
        # A renumbered folder forgets nothing: what was not found again may only be hard to recognise.
        forget = run.mailbox.settings.forget_gone and not plan.renumbered
        change = run.store.apply_plan(folder.id, plan, forget_gone=forget)
        self._moved += len(plan.relink)
        self._trust.note(plan.relink)
        run.tally.flags_changed += len(plan.reflag)
        run.tally.gone += len(plan.gone)
        if plan.renumbered and folder.id not in self.restless:
            run.notice(f"The server renumbered “{folder.path}”; mail that is held is not downloaded again.")
        if plan.ask_first:
            self._ask(look, len(plan.ask_first), max(held, look.known.live))
        elif folder.id in self._questions and look.survey.kind is not SurveyKind.NEW_ONLY and plan.checkpoint:
            forget_question(run.store, folder.id)
        if not plan.empty:
            run.changed(change)

    def _ask(self, look: Look, count: int, held: int) -> None:
        run, folder = self._run, look.known.folder
        if ask_question(run.store, run.mailbox.name, folder, count, held):
            run.tell(MassDeletion, folder.path, count, held)
