"""Asking a server something while a person waits: a drop is tried again, a long silence isn't."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from imapdesk.desk.core import ShouldStop
from imapdesk.errors import Busy, Cancelled, ImapdeskError, NotConnected, ProtocolError, SignInRequired, Unreachable

T = TypeVar("T")

TRIES = 3
SHORT_S = 5.0  # of a hint to wait, and of a try after which another one costs little
_PAUSE_S = 0.3
_STEP_S = 0.1


def try_shortly(
    action: Callable[[bool], T],
    should_stop: ShouldStop,
    *,
    renew: Callable[[], None] | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """What ``action`` answers, in at most three tries on connections of its own.

    It is tried again when the line dropped soon, or the server asked for a few seconds, or (once) its token expired.
    ``action`` is told whether the line broke at every try before the last one: then it does without extensions.
    """
    renewed, breaks = False, 0
    for tries in range(1, TRIES + 1):
        began = clock()
        try:
            return action(breaks == TRIES - 1)
        except SignInRequired as error:
            if error.reason != "token_expired" or renew is None or renewed:
                raise
            renewed = True
            renew()
        except (Unreachable, ProtocolError, Busy) as error:
            if tries == TRIES or not _is_worth_it(error, clock() - began):
                raise
            breaks += not isinstance(error, Busy)
            _pause(getattr(error, "retry_after_s", None) or _PAUSE_S * tries, should_stop, clock, sleep)
    raise AssertionError("the last try returns or raises")


def _is_worth_it(error: ImapdeskError, took: float) -> bool:
    if isinstance(error, NotConnected):
        return took <= SHORT_S
    if isinstance(error, Busy):
        return error.retry_after_s is not None and error.retry_after_s <= SHORT_S
    return took <= SHORT_S


def _pause(seconds: float, should_stop: ShouldStop, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
    ends = clock() + seconds
    while clock() < ends:
        if should_stop():
            raise Cancelled("Stopped on request.")
        sleep(_STEP_S)
