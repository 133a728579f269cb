"""The describing processes, seen from the one that writes: who has which messages, what came back, who died of what."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imapdesk.store.indexing.backlog import Backlog
from imapdesk.store.indexing.handing import Described, Unpacker

MOST_HANDS = 4
# Messages that a process has before it: what it describes while a thousand are written (measured 2026-11: with sixty it
# waited for a sixth of the time; with four hundred it took from a synchronisation that began meanwhile). Few where each
# takes long, and beside a synchronisation, which has the processor.
_AHEAD_S = 0.12
_LEAST_AHEAD = 60
_MOST_AHEAD = 160
_AHEAD_BESIDE = 30
_HELD_BYTES = 8 * 1024 * 1024  # of answers; a process with more to say waits in its pipe
_PIECE = 256 * 1024
_STALLED_S = 60.0  # for one message
_START_S = 20.0
_MOST_DEATHS = 6  # in a row: then it isn't the messages
_PACKAGES = Path(__file__).resolve().parents[3]
CODE = f"""
import os, sys
if hasattr(os, "nice"):
    os.nice(int(sys.argv[1]))  # before anything is loaded
sys.path.insert(0, {str(_PACKAGES)!r})
from imapdesk.store.indexing.describer import main
main()
"""


class CrewFailed(Exception):
    """No process could be started, or none lives long enough to answer: whoever asked describes by itself."""


def count_hands() -> int:
    """A process for each core (the one that writes needs a fifth of one); none where none can be started.

    A frozen or an embedded program is no Python that could be started again.
    """
    if not sys.executable or getattr(sys, "frozen", False) or not (_PACKAGES / "imapdesk").is_dir():
        return 0
    return max(1, min(MOST_HANDS, os.cpu_count() or 1))


@dataclass(eq=False)
class _Hand:
    """One process, the messages that it was given in their order, and how long it has been silent over the first."""

    process: subprocess.Popen[bytes]
    given: deque[int] = field(default_factory=deque)
    answers: Unpacker = field(default_factory=Unpacker)
    silent_s: float = 0.0
    ready: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What came back: descriptions, and the messages over which processes ended."""

    described: list[Described]
    deadly: list[int]


class Crew:
    """Some describing processes, of the lowest priority unless somebody waits; not for several threads at a time."""

    def __init__(
        self, path: Path, hands: int, *, hurry: bool = False, stalled_s: float = _STALLED_S, code: str = CODE
    ) -> None:
        self._path, self._hurry, self._stalled_s, self._code = path, hurry, stalled_s, code
        self._ahead = _LEAST_AHEAD
        self._answered = 0  # since that was chosen
        self._chosen_at = time.monotonic()
        self._pieces: Backlog[_Hand] = Backlog(_HELD_BYTES)
        self._suspects: set[int] = set()
        self._deaths = 0
        self._hands: list[_Hand] = []
        try:
            for _ in range(hands):
                self._hands.append(self._start())
        except CrewFailed:
            self.close()
            raise

    @property
    def pids(self) -> list[int]:
        """The processes, by their numbers."""
        return [hand.process.pid for hand in self._hands]

    @property
    def in_work(self) -> set[int]:
        """The messages that were given and haven't come back."""
        return {id_ for hand in self._hands for id_ in hand.given}

    def look_ahead(self, *, beside: bool) -> None:
        """Choose how many messages are before each process by how many it described since the last time.

        ``beside``: a mailbox is synchronised.
        """
        now = time.monotonic()
        pace = self._answered / max(1, len(self._hands)) / max(0.001, now - self._chosen_at)
        self._answered, self._chosen_at = 0, now
        self._ahead = _AHEAD_BESIDE if beside else min(_MOST_AHEAD, max(_LEAST_AHEAD, int(pace * _AHEAD_S)))

    @property
    def room(self) -> int:
        """How many more messages can be given; none while each process has half of what it may have before it.

        So whoever looks for messages to give does it seldom.
        """
        if all(2 * len(hand.given) > self._ahead for hand in self._hands):
            return 0
        return sum(max(0, self._ahead - len(hand.given)) for hand in self._hands)

    def give(self, ids: Sequence[int]) -> None:
        """Hand messages out, so that everybody has as many before him.

        One over which a process ended comes last: whatever ended that one may end the next one, too.
        """
        left = deque(sorted(ids, key=self._suspects.__contains__))
        each = min(self._ahead, -(-(len(left) + len(self.in_work)) // max(1, len(self._hands))))
        for hand in sorted(self._hands, key=lambda hand: len(hand.given)):
            share = [left.popleft() for _ in range(min(len(left), max(0, each - len(hand.given))))]
            if share:
                hand.given.extend(share)
                with suppress(OSError):  # it has died; `take` will be told
                    assert hand.process.stdin is not None
                    hand.process.stdin.write(json.dumps(share).encode() + b"\n")
                    hand.process.stdin.flush()

    def take(self, most: int, most_bytes: int, seconds: float, should_stop: Callable[[], bool]) -> Taken:
        """Answers until there are enough, nobody has any work, or the time is over; at least one if any will come.

        Raises CrewFailed.
        """
        taken = Taken([], [])
        ends, size = time.monotonic() + seconds, 0
        while len(taken.described) < most and size < most_bytes and self._is_busy() and not should_stop():
            if (taken.described or taken.deadly) and time.monotonic() > ends:
                break
            began = time.monotonic()
            came = self._pieces.get(0.1)
            if came is None:
                self._blame_silence(time.monotonic() - began)
                continue
            hand, piece = came
            if not piece:
                taken.deadly.extend(self._replace(hand))
                continue
            answers = self._understand(hand, piece)
            size += sum(answer.size for answer in answers)
            taken.described.extend(answers)
        return taken

    def _is_busy(self) -> bool:
        return any(hand.given for hand in self._hands)

    def _understand(self, hand: _Hand, piece: bytes) -> list[Described]:
        answers = []
        try:
            for answer in hand.answers.feed(piece):
                hand.silent_s = 0.0
                if not hand.ready:
                    hand.ready = True
                elif hand.given and hand.given[0] == answer.id:
                    self._deaths = 0
                    self._answered += 1
                    hand.given.popleft()
                    answers.append(answer)
        except ValueError:
            hand.process.kill()  # it doesn't know what it says any more
        return answers

    def close(self) -> None:
        """End every process at once: they hold nothing that could be lost."""
        self._pieces.close()
        for hand in self._hands:
            hand.process.kill()
        for hand in self._hands:
            _bury(hand.process)
        self._hands = []

    def _start(self) -> _Hand:
        low = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        if not self._hurry:
            low |= getattr(subprocess, "IDLE_PRIORITY_CLASS", 0)
        python = [sys.executable, "-P", *(["-B"] if sys.dont_write_bytecode else [])]
        words = [*python, "-c", self._code, "0" if self._hurry else "19", str(self._path)]
        try:
            process = subprocess.Popen(
                words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=low
            )
        except OSError as error:
            raise CrewFailed(str(error)) from error
        hand = _Hand(process)
        try:
            threading.Thread(target=self._listen, args=(hand,), name="describer", daemon=True).start()
        except RuntimeError as error:  # no thread is to be had
            _bury(process)
            process.stdout.close()  # type: ignore[union-attr]
            raise CrewFailed(str(error)) from error
        return hand

    def _listen(self, hand: _Hand) -> None:
        stream: Any = hand.process.stdout
        with suppress(OSError, ValueError), stream:
            while piece := stream.read1(_PIECE):
                self._pieces.put(hand, piece)
        self._pieces.put(hand, b"")

    def _replace(self, hand: _Hand) -> list[int]:
        """A new process in place of one that has ended; the message over which it did so, if that is certain.

        The first time it may have been killed by anybody, or have waited for a busy processor: the message is tried
        once more. What else it had is given out again by whoever lists what is not described yet.
        """
        _bury(hand.process)
        self._deaths += 1
        if not hand.ready or self._deaths > _MOST_DEATHS:
            raise CrewFailed("The describing processes end before they answer.")
        self._hands[self._hands.index(hand)] = self._start()
        first = set(list(hand.given)[:1])
        deadly = first & self._suspects
        self._suspects |= first
        return list(deadly)

    def _blame_silence(self, seconds: float) -> None:
        """A process that is silent for too long is ended; only the time in which somebody listened counts."""
        for hand in self._hands:
            if hand.given:
                hand.silent_s += min(seconds, 1.0)  # a computer that slept was silent for hours
                if hand.silent_s > (self._stalled_s if hand.ready else max(_START_S, self._stalled_s)):
                    hand.process.kill()


def _bury(process: subprocess.Popen[bytes]) -> None:
    """Wait for a killed process; its other pipe is closed by who listens to it."""
    process.kill()
    process.wait()
    assert process.stdin is not None
    with suppress(OSError):
        process.stdin.close()
