"""The script's words: what the server does instead of the right answer.

Each makes a reaction for ``ScriptedServer(on={"UID FETCH": ...})``: ``no("...")``, ``bye("...")``, ``drop()`` ...
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tests.fakes.imap_wire import Wire


class Exchange(Protocol):
    """One command and its answer, as a reaction sees it."""

    tag: bytes
    command: bytes
    wire: Wire

    def answer(self) -> bytes:
        """The right answer: untagged lines and the tagged one. Reckoned once."""


Reaction = Callable[[Exchange], None]


def normal() -> Reaction:
    """Answer rightly (to let some pass in a list of reactions)."""
    return lambda exchange: exchange.wire.send(exchange.answer())


def no(text: str) -> Reaction:
    """A tagged NO, such as ``no("[UNAVAILABLE] try later")``."""
    return lambda exchange: exchange.wire.send(exchange.tag + b" NO " + text.encode() + b"\r\n")


def bad(text: str) -> Reaction:
    """A tagged BAD."""
    return lambda exchange: exchange.wire.send(exchange.tag + b" BAD " + text.encode() + b"\r\n")


def bye(text: str) -> Reaction:
    """An untagged BYE instead of an answer, and the end."""

    def react(exchange: Exchange) -> None:
        exchange.wire.send(b"* BYE " + text.encode() + b"\r\n")
        exchange.wire.drop()

    return react


def drop() -> Reaction:
    """End the connection without a word."""
    return lambda exchange: exchange.wire.drop()


def stall() -> Reaction:
    """Never answer, and keep the connection."""
    return lambda exchange: exchange.wire.stall()


def say(text: bytes) -> Reaction:
    """Exactly these bytes, with ``{tag}`` replaced by the command's tag."""
    return lambda exchange: exchange.wire.send(text.replace(b"{tag}", exchange.tag))


def edit(change: Callable[[bytes], bytes]) -> Reaction:
    """The right answer, changed: ``edit(lambda answer: answer.replace(b"UIDNEXT", b"UIDNECKS"))``."""
    return lambda exchange: exchange.wire.send(change(exchange.answer()))


def before(text: bytes) -> Reaction:
    """These bytes, then the right answer: untagged lines that nobody asked for."""
    return edit(lambda answer: text + answer)


def after(text: bytes) -> Reaction:
    """The right answer, then these bytes in the same packet: a line injected before STARTTLS takes hold."""
    return edit(lambda answer: answer + text)


def cut(count: int) -> Reaction:
    """The first so many bytes of the right answer, then the end; a negative count leaves off so many."""

    def react(exchange: Exchange) -> None:
        exchange.wire.send(exchange.answer()[:count])
        exchange.wire.drop()

    return react


def hang(count: int) -> Reaction:
    """The first so many bytes of the right answer, then silence."""

    def react(exchange: Exchange) -> None:
        exchange.wire.send(exchange.answer()[:count])
        exchange.wire.stall()

    return react


def endless(piece: bytes) -> Reaction:
    """These bytes again and again, as fast as the client takes them, until it goes."""

    def react(exchange: Exchange) -> None:
        block = piece * max(1, 65536 // len(piece))
        while True:
            exchange.wire.send(block)

    return react


def drip(piece: bytes, every_s: float) -> Reaction:
    """These bytes again and again, so often, until the client goes."""

    def react(exchange: Exchange) -> None:
        while True:
            exchange.wire.send(piece)
            exchange.wire.rest(every_s)

    return react


def when(part: bytes, reaction: Reaction) -> Reaction:
    """React only when the command holds these bytes; else answer rightly."""
    return lambda exchange: (reaction if part in exchange.command else normal())(exchange)


def call(action: Callable[[], object], reaction: Reaction | None = None) -> Reaction:
    """Do something first (deliver a message in between, say), then react or answer rightly."""

    def react(exchange: Exchange) -> None:
        action()
        (reaction or normal())(exchange)

    return react
