"""Fetching whole messages: windows down one pipe, each saved when it is done, what can't be had isolated."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from imapdesk.errors import Cancelled, ImapdeskError, ProtocolError, StoreError, Unreachable
from imapdesk.mail import FolderId, Uid, Window, WindowDone
from imapdesk.sync.breaking import Suspicion
from imapdesk.sync.crew import Crew
from imapdesk.sync.helping import Carried
from imapdesk.sync.line import RECOVERABLE
from imapdesk.sync.progress import ProgressMeter
from imapdesk.sync.quarantine import Quarantine
from imapdesk.sync.run import Run
from imapdesk.sync.saving import Saver
from imapdesk.sync.suspects import Place, Suspects
from imapdesk.sync.windows import cut_window, split_singly, split_window

_MOST_REFUSALS = 16  # in a row in one folder, with nothing had: then it is the folder, not its messages
_MOST_STRIKES = 3  # of one message, before it is held guilty of breaking the line
_MOST_STALLS = 2  # where each costs long silence: a third would end the run, and the next one would begin with it
_MOST_ISOLATED = 8  # in a row, each by a broken line, with nothing had: then it is the line
_MOST_OVERSIZED = 16  # of one folder, each at the cost of a connection: then the folder is left out


@dataclass(slots=True)
class Aside:
    """What the fetching leaves to another look: folders renumbered meanwhile, messages that got no answer."""

    renumbered: dict[str, int | None] = field(default_factory=dict)  # and what their UIDVALIDITY was then
    unanswered: dict[str, set[Uid]] = field(default_factory=lambda: defaultdict(set))


class Fetcher:
    """Fetches the pending messages of one run."""

    def __init__(self, run: Run, folders: Mapping[str, FolderId], meter: ProgressMeter, suspects: Suspects) -> None:
        self._run = run
        self._folders = folders
        self._meter = meter
        self._quarantine = Quarantine(run)
        self._saver = Saver(run, meter, self._isolate, self._give_up_removed)
        self._windows: deque[Window] = deque()
        self._crew = Crew(run, self._windows)
        self._later: deque[Window] = deque()
        self._in_flight: deque[Window] = deque()
        self._had: set[Uid] = set()  # of the oldest window in flight
        self._strikes: Counter[Place] = Counter()
        self._refusals: Counter[str] = Counter()  # in a row, by folder
        self._isolated = 0  # in a row
        self._oversized: Counter[str] = Counter()
        self._given_up: set[str] = set()
        self._suspicion = Suspicion()
        self._suspects = suspects
        self._failed_once: set[Place] = set()
        self._skipped: set[str] = set()  # of which it was said
        self.aside = Aside()

    def fetch(self, windows: Iterable[Window], *, alone: bool = False) -> None:
        """Fetch and save windows until each message is saved, set aside, or in quarantine.

        ``alone``: over the run's own connection and no other.
        Raises what ended the line; everything that came before is saved.
        """
        self.aside = Aside()
        self._crew.resting = alone
        self._given_up.clear()
        self._windows.extend(windows)
        while self._windows or self._later or self._crew.busy:
            if not self._windows:
                self._windows.extend(self._later)
                self._later.clear()
            if self._windows:
                self._fetch_while_the_line_holds()
            if self._crew.busy:
                self._take_help(self._crew.wait())
            self._run.check()
        self._note_saved(self._saver.flush())

    def close(self) -> None:
        """Give up what is not saved yet."""
        self._crew.stop()
        self._saver.close()
        with suppress(StoreError):  # then a later run finds out again
            self._suspects.keep(self._strikes)

    def _fetch_while_the_line_holds(self) -> None:
        try:
            for item in self._run.line.session().fetch(self._pull()):
                if isinstance(item, WindowDone):
                    self._finish(item)
                    self._note_flying()
                elif item.path in self._folders:
                    self._had.add(item.uid)
                    self._suspicion.note_had(item.path)
                    self._saver.keep(self._folders[item.path], item)
                    self._crew.note(len(item.raw) if isinstance(item.raw, bytes) else 0)
                self._take_help(self._crew.tend())
                self._run.check()
            self._note_saved(self._saver.flush())
        except RECOVERABLE as error:
            silent = self._run.line.waits_long  # asked before what came until then is saved, which is progress
            self._note_saved(self._saver.flush())
            self._take_back(error, silent=silent or self._run.line.hasty)
            self._run.line.recover(error)
        except Cancelled:
            self._note_saved(self._saver.flush())
            if not any(self._run.skips_folder(window.folder.path) for window in self._in_flight):
                raise
            self._put_back()
            self._run.line.restart()  # raises Cancelled when that is what was meant
        finally:
            self._run.skips.note_flying(self._run.mailbox.name, frozenset())

    def _take_help(self, brought: Iterator[Carried]) -> None:
        """What came over another connection is saved as well; what did not is fetched over this one."""
        for carried in brought:
            window = carried.window
            if window.folder.path in self._folders:
                for fetched in carried.messages:
                    self._saver.keep(self._folders[window.folder.path], fetched)
            if left := carried.left:
                self._windows.appendleft(cut_window(window, left))

    def _pull(self) -> Iterator[Window]:
        while self._windows:
            window = self._windows.popleft()
            if self._run.skips_folder(window.folder.path):
                self._leave(window)
            elif window.folder.path not in self._given_up and not self._suspicion.is_left_out(window.folder.path):
                self._in_flight.append(window)
                self._note_flying()
                yield window

    def _note_flying(self) -> None:
        flying = frozenset(window.folder.path for window in self._in_flight)
        self._run.skips.note_flying(self._run.mailbox.name, flying)
        if self._in_flight:
            self._meter.come_to(self._in_flight[0].folder.path)

    def _leave(self, window: Window) -> None:
        """The person skipped this folder: what is left of it stays pending, and comes with the next run."""
        path = window.folder.path
        self._meter.leave(len(window.uids), window.size)
        if path not in self._skipped:
            self._skipped.add(path)
            self._run.missed(f"“{path}” was skipped; the rest of it comes with the next run.")

    def _put_back(self) -> None:
        """What was on its way is still to come."""
        flying, self._in_flight = self._in_flight, deque()
        had, self._had = self._had, set()
        if flying:
            first = flying.popleft()
            left = [uid for uid in first.uids if uid not in had]
            self._windows.extendleft(reversed(flying))
            if left:
                self._windows.appendleft(cut_window(first, left))

    def _finish(self, done: WindowDone) -> None:
        if self._in_flight and self._in_flight[0].uids != done.window.uids:
            self._set_apart(done)
            return
        window = self._in_flight.popleft() if self._in_flight else done.window
        left = [uid for uid in window.uids if uid not in self._had]
        self._had = set()
        self._note_saved(self._saver.save())
        if not left:
            return
        if done.refused is None:
            self._miss(window, left)
        elif done.code in ("TOOBIG", "OVERSIZED"):
            for uid in left:
                self._isolate(window.folder.path, uid, done.refused)
            self._note_oversized(done)
        elif done.refused == "uidvalidity changed":
            self._leave_renumbered(window.folder.path, done.uidvalidity)
        else:
            self._refuse(window, left, done.refused)

    def _leave_renumbered(self, path: str, uidvalidity: int | None) -> None:
        self.aside.renumbered[path] = uidvalidity
        self._given_up.add(path)
        others = [window for window in self._windows if window.folder.path != path]
        self._windows.clear()  # in place: the crew takes from it as well
        self._windows.extend(others)

    def _set_apart(self, done: WindowDone) -> None:
        """The session gave up on some messages of the oldest window; the rest of it is still to come."""
        for uid in done.missing:
            self._had.add(uid)
            self._isolate(done.window.folder.path, uid, done.refused or "The server did not answer with this message.")
        self._note_oversized(done)

    def _note_oversized(self, done: WindowDone) -> None:
        """An announced length that can't be true ends the connection and is the message's fault, not the line's."""
        if done.code != "OVERSIZED":
            return
        path = done.window.folder.path
        self._oversized[path] += 1
        if self._oversized[path] > _MOST_OVERSIZED:
            self._give_up(path, done.refused or "")
        self._run.line.progressed()

    def _note_saved(self, any_came: bool) -> None:
        if any_came:
            self._isolated = 0
            self._refusals.clear()

    def _give_up_removed(self, path: str, words: str) -> None:
        self._given_up.add(path)
        self._run.missed(f"“{path}” was removed here meanwhile.", words)

    def _miss(self, window: Window, left: list[Uid]) -> None:
        """The server said OK and left messages out: expunged meanwhile, or it can't give them. A look will tell."""
        path = window.folder.path
        for uid in left:
            if (path, uid) in self._failed_once:
                self._isolate(path, uid, "The server lists this message but doesn't send it.")
            else:
                self._failed_once.add((path, uid))
                self.aside.unanswered[path].add(uid)

    def _refuse(self, window: Window, left: list[Uid], words: str) -> None:
        path = window.folder.path
        self._refusals[path] += 1
        if self._refusals[path] > _MOST_REFUSALS:
            self._give_up(path, words)
        elif len(left) > 1:
            self._later.extend(split_window(window, left))
        elif (path, left[0]) in self._failed_once:
            self._isolate(path, left[0], words)
        else:
            self._failed_once.add((path, left[0]))
            self._later.append(cut_window(window, left))

    def _give_up(self, path: str, words: str) -> None:
        if path not in self._given_up:
            self._given_up.add(path)
            self._run.missed(f"The server refuses to hand out messages of “{path}”.", words)

    def _take_back(self, error: ImapdeskError, *, silent: bool) -> None:
        """Put what was on its way back in the queue; look closely at what the line broke at."""
        flying, self._in_flight = self._in_flight, deque()
        had, self._had = self._had, set()
        if not flying:
            return
        first = flying.popleft()
        left = [uid for uid in first.uids if uid not in had]
        self._windows.extendleft(reversed(flying))
        if left and isinstance(error, (Unreachable, ProtocolError)):
            self._suspect(first, left, error, silent=silent)
            self._suspicion.rearrange(first.folder.path, self._windows, self._later)
        elif left:
            self._windows.appendleft(cut_window(first, left))

    def _suspect(self, window: Window, left: list[Uid], error: ImapdeskError, *, silent: bool) -> None:
        """The line broke at what is left of a window: is it the folder, one message, or the line itself?"""
        path = window.folder.path
        if silent and self._suspicion.any_came:
            self._run.line.hasten()
        limit = _MOST_STALLS if silent else _MOST_STRIKES
        proved = len(left) == 1 and self._count_strikes((path, left[0])) + 1 >= limit
        if (self._spent or not proved) and self._suspicion.note_break(path, silent=silent):
            self._run.missed(f"“{path}” could not be fetched: {error.sentence}", error.details)
            self._run.line.progressed()
        elif len(left) > 1:
            self._ask_singly(window, left, error, silent=silent)
        elif proved:
            self._strikes[path, left[0]] += 1
            self._convict(path, left[0], error)
        else:
            self._strike(window, left[0])

    def _ask_singly(self, window: Window, left: list[Uid], error: ImapdeskError, *, silent: bool) -> None:
        """Ask for each message alone, at the end for the one at which the line broke, if it can be told which."""
        # Where silence is dear, it is taken to be the next one in their order.
        at = (error.at_uid if isinstance(error, Unreachable) else None) or (left[0] if silent else None)
        blamed = [uid for uid in left if uid == at]
        self._strikes.update((window.folder.path, uid) for uid in blamed)
        self._later.extend(split_singly(window, blamed))
        self._windows.extendleft(reversed(split_singly(window, [uid for uid in left if uid != at])))

    def _strike(self, window: Window, uid: Uid) -> None:
        """Ask for one message alone; at its first strike after the others: a line that is down shows there as well."""
        place = (window.folder.path, uid)
        self._strikes[place] += 1
        if self._count_strikes(place) == 1:
            self._later.append(cut_window(window, (uid,)))
        else:
            self._windows.appendleft(cut_window(window, (uid,)))

    def _count_strikes(self, place: Place) -> int:
        """With that of an earlier run, once another message shows that the line is good in this one."""
        return self._strikes[place] + (place in self._suspects and self._suspicion.any_came)

    def _convict(self, path: str, uid: Uid, error: ImapdeskError) -> None:
        """One message broke the line each time; so it is neither the folder nor the line, unless there are many."""
        if not self._spent:
            self._suspicion.absolve(path)
            self._run.line.progressed()
        self._isolated += 1
        self._isolate(path, uid, f"The connection broke each time it was asked for. {error.details or error.sentence}")

    @property
    def _spent(self) -> bool:
        """Whether so many messages in a row broke the line that the next is no longer to blame."""
        return self._isolated >= _MOST_ISOLATED

    def _isolate(self, path: str, uid: Uid, reason: str) -> None:
        self._quarantine.put(self._folders[path], path, uid, reason)
