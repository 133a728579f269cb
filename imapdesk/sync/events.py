"""What a run tells while it goes on: values, past tense, from the thread that runs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from imapdesk.mail import RunResult, StoreChange, Uid


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A mailbox's run began."""

    mailbox: str


@dataclass(frozen=True, slots=True)
class PhaseChanged:
    """What the run is at: connecting, securing, signing_in, folders, flags, surveying, messages, waiting, done."""

    mailbox: str
    phase: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Messages and bytes so far of those to be fetched in this run; at most five of these a second."""

    mailbox: str
    folder: str
    done: int
    total: int
    bytes_done: int
    bytes_total: int
    bytes_per_s: float


@dataclass(frozen=True, slots=True)
class FoldersChanged:
    """The mailbox's folder list was read and may differ."""

    mailbox: str


@dataclass(frozen=True, slots=True)
class StoreChanged:
    """Something was written."""

    change: StoreChange


@dataclass(frozen=True, slots=True)
class SignInNeeded:
    """The credentials were refused; `sentence` is for the person, `details` are the server's words."""

    mailbox: str
    sentence: str
    details: str


@dataclass(frozen=True, slots=True)
class MassDeletion:
    """A folder lost `count` of the `held` messages at once; nothing is marked until the person answers."""

    mailbox: str
    folder: str
    count: int
    held: int


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A message could not be had, with the server's words; it is tried again later."""

    mailbox: str
    folder: str
    uid: Uid
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth knowing happened, in one sentence."""

    mailbox: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RunFinished:
    """A mailbox's run ended and its outcome is in the store."""

    result: RunResult


Event: TypeAlias = (
    RunStarted
    | PhaseChanged
    | Progress
    | FoldersChanged
    | StoreChanged
    | SignInNeeded
    | MassDeletion
    | Quarantined
    | Notice
    | RunFinished
)
OnEvent: TypeAlias = Callable[[Event], None]


def ignore(event: Event) -> None:
    """Take an event and do nothing."""
