"""Several looks at once, the most trusted answer wins, with a time limit and a stop."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=int)
V = TypeVar("V")
POLL_S = 0.05


@dataclass(frozen=True, slots=True)
class Finish(Generic[K, V]):
    """How a race ended: the winner's answer, who failed with what, and who said nothing."""

    answer: V | None
    failures: Mapping[K, Exception]
    unanswered: frozenset[K]


def race(
    looks: Mapping[K, Callable[[], V | None]], *, limit_s: float, should_stop: Callable[[], bool]
) -> Finish[K, V] | None:
    """Run every look in a thread of its own; None when it was stopped.

    The answer of the lowest rank wins as soon as every lower rank has said that it has none; at the time limit the
    lowest rank that answered. An OSError is a failure of that look only; any other exception is raised here.
    """
    done: queue.SimpleQueue[tuple[K, V | None, Exception | None]] = queue.SimpleQueue()
    for rank, look in looks.items():
        threading.Thread(target=_run, args=(done, rank, look), name=f"discovery-{rank}", daemon=True).start()
    answers: dict[K, V | None] = {}
    failures: dict[K, Exception] = {}
    deadline = time.monotonic() + limit_s
    while len(answers) < len(looks) and time.monotonic() < deadline and _find_winner(looks, answers) is None:
        if should_stop():
            return None
        try:
            rank, answer, error = done.get(timeout=POLL_S)
        except queue.Empty:
            continue
        if error is not None and not isinstance(error, OSError):
            raise error
        answers[rank] = answer
        if error is not None:
            failures[rank] = error
    won = next((answers[rank] for rank in sorted(answers) if answers[rank] is not None), None)
    return Finish(won, failures, frozenset(looks) - frozenset(answers))


def _find_winner(looks: Mapping[K, Callable[[], V | None]], answers: Mapping[K, V | None]) -> K | None:
    for rank in sorted(looks):
        if rank not in answers:
            return None
        if answers[rank] is not None:
            return rank
    return None


def _run(done: queue.SimpleQueue[tuple[K, V | None, Exception | None]], rank: K, look: Callable[[], V | None]) -> None:
    try:
        done.put((rank, look(), None))
    except Exception as error:  # raised again in the thread that waits
        done.put((rank, None, error))
