"""One command of the pipeline, and who hears what the server answers to it."""

from __future__ import annotations

from collections.abc import Callable

from imapdesk.imap.grammar.responses import Parts, Status

OnData = Callable[[Parts], None]
OnStatus = Callable[[Status], None]


def ignore(_: object) -> None:
    """Take an answer that nobody needs."""


class Command:
    """One command: its bytes (pieces end where a literal must be invited), and who hears the answers.

    ``on_data`` gets the parts of each untagged data response, ``on_code`` untagged OK/NO/BAD with a code, ``on_done``
    the tagged status.
    ``wants_literals`` says whether literals are asked for (else they count as waste), ``budget`` bounds the rest.
    """

    __slots__ = ("budget", "done", "on_code", "on_data", "on_done", "pieces", "tag", "wants_literals")

    def __init__(
        self,
        *pieces: bytes,
        on_data: OnData = ignore,
        on_code: OnStatus = ignore,
        on_done: OnStatus = ignore,
        wants_literals: bool = False,
        budget: int | None = None,
    ) -> None:
        self.pieces = pieces
        self.on_data = on_data
        self.on_code = on_code
        self.on_done = on_done
        self.wants_literals = wants_literals
        self.budget = budget
        self.tag = b""
        self.done: Status | None = None

    @property
    def name(self) -> str:
        """The verb, for messages; never an argument."""
        words = self.pieces[0].split(b" ", 2)
        return b" ".join(words[: 2 if words[0] == b"UID" else 1]).decode("ascii", "replace").strip()
