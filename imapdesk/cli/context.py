"""What every command shares: the data directory, ``--json``, errors as exit codes, prompts."""

from __future__ import annotations

import errno
import functools
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

import click

from imapdesk.errors import (
    Cancelled,
    ImapdeskError,
    SecretsUnavailable,
    SettingsRefused,
    StoreDamaged,
    explain_exhaustion,
)
from imapdesk.outcome import Outcome

if TYPE_CHECKING:
    from imapdesk.desk import Desk


@dataclass
class Door:
    """The options that every command takes, wherever they stand on the line."""

    data_dir: str | None = None
    as_json: bool = False

    def open_desk(self, *, signing_in: bool = False, names: Collection[str] | None = None) -> Desk:
        """Open the core on the chosen data directory; ``signing_in`` when mailboxes are synchronised at once."""
        from imapdesk.desk import Desk

        return Desk.open(self.data_dir, ask_master_password=ask_master_password, signing_in=signing_in, names=names)

    @contextmanager
    def open_unlocked(self, *, signing_in: bool = False, names: Collection[str] | None = None) -> Iterator[Desk]:
        """The same, and a person was asked for the master password where it takes one.

        For commands that draw progress or wait for signals: under a bar the question can't be read, and in a run's
        thread Ctrl+C doesn't reach it.
        """
        with self.open_desk(signing_in=signing_in, names=names) as desk:
            if _can_ask():
                desk.unlock_secrets()
            yield desk

    def say(self, text: str) -> None:
        """A line for people; nothing with ``--json``."""
        if not self.as_json:
            click.echo(text)

    @property
    def draws(self) -> bool:
        """Whether a progress bar is wanted and can be drawn; there is no output at all where it was closed (>&-)."""
        return not self.as_json and sys.stdout is not None and sys.stdout.isatty()

    def print_json(self, document: Any, *, indent: int | None = 2) -> None:
        """A JSON document on standard output; escaped where the output can't hold every character."""
        encoding = sys.stdout.encoding if sys.stdout else ""
        unicode = (encoding or "").lower().replace("-", "") == "utf8"
        click.echo(json.dumps(document, ensure_ascii=not unicode, indent=indent))

    def answer(self, document: Any, text: Callable[[], None]) -> None:
        """The answer of a command: the document with ``--json``, else what ``text`` prints."""
        if self.as_json:
            self.print_json(document)
        else:
            text()


def command(group: click.Group, name: str, **attributes: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """Add a command that takes ``--data-dir`` and ``--json``, gets the `Door`, and ends as its errors say."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        @functools.wraps(function)
        def run(*, data_dir: str | None, as_json: bool, **words: Any) -> None:
            above = click.get_current_context().find_object(Door) or Door()
            door = Door(data_dir or above.data_dir, as_json or above.as_json)
            end_with(door, lambda: function(door, **words))

        options = add_common_options(run)
        return group.command(name, **attributes)(options)

    return decorate


def add_common_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--data-dir`` and ``--json``."""
    function = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(function)
    return click.option("--data-dir", metavar="DIR", help="Where the store is (else IMAPDESK_DATA_DIR).")(function)


def end_with(door: Door, work: Callable[[], int | None]) -> None:
    """Run a command and leave with its exit code; an error of ours becomes one sentence, a bug keeps its traceback."""
    try:
        code = work() or 0
    except ImapdeskError as error:
        code = _end_with_error(door, error)
    except (KeyboardInterrupt, click.Abort):
        code = end_stopped(door)
    except (OSError, RuntimeError, MemoryError, ImportError) as error:
        code = _end_with_trouble(door, error)
    sys.exit(code)


def _end_with_trouble(door: Door, error: Exception) -> int:
    """What this computer denied, or the output's trouble; anything else is a bug and is raised again."""
    short = explain_exhaustion(error)
    if short is not None:
        return _end_with_error(door, short)
    if isinstance(error, OSError):
        return end_without_output(error)
    raise error


def end_stopped(door: Door) -> int:
    """Say that the command was stopped; its exit code."""
    # CPython remembers an interrupt inside an exec of a string (dataclasses are made by it while modules load) even
    # when it was caught, and ends the process by SIGINT instead of with our code; the next such exec forgets it.
    exec("")
    return _end_with_error(door, Cancelled("Stopped."))


def _end_with_error(door: Door, error: ImapdeskError) -> int:
    """Say the error to whoever can hear it; the exit code says it in any case."""
    try:
        report_error(door, error)
    except OSError as unheard:
        end_without_output(unheard)
    return error.exit_code


def end_without_output(error: OSError) -> int:
    """The exit code of a command whose answer can't be written; any other trouble is a bug and is raised again."""
    if isinstance(error, BrokenPipeError):
        code = 1  # the reader of our pipe has left
    elif error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        # The store's and an export's own troubles came as errors of ours: this one is the output's.
        code = Outcome.STORE.exit_code
    else:
        raise error
    _drop(sys.stdout)
    if code != 1:
        tell(f"imapdesk: The answer can't be written: {os.strerror(error.errno or 0)}.")
    return code


def tell(text: str) -> None:
    """A line on standard error. Where nothing can be written there, what was done and is answered stays as it is."""
    try:
        click.echo(text, err=True)
    except OSError:
        _drop(sys.stderr)


def _drop(stream: TextIO) -> None:
    """What is still buffered goes nowhere, or the interpreter's end would fail once more on it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def report_error(door: Door, error: ImapdeskError) -> None:
    """The sentence on standard error; with ``--json`` the same as a document on standard output."""
    tell(f"imapdesk: {error.sentence}")
    if error.details and not door.as_json:
        tell(f"  ({error.details})")
    if isinstance(error, StoreDamaged) and not door.as_json:
        tell("“imapdesk check --repair” makes a new store of what can be read, and keeps the damaged one.")
    if door.as_json:
        outcome = None if error.outcome is None else str(error.outcome)
        door.print_json({"error": error.sentence, "outcome": outcome, "details": error.details or None})


def ask_master_password(question: str) -> str:
    """Ask for the vault's master password on the terminal.

    Raises:
        SecretsUnavailable: there is nobody to ask.
    """
    if not _can_ask():
        raise SecretsUnavailable(
            "This computer has no password store. Set IMAPDESK_MASTER_PASSWORD to keep passwords in an encrypted file."
        )
    return str(click.prompt(question, hide_input=True, err=True))


def _can_ask() -> bool:
    """Whether a person sits at the other end; a closed standard input (<&-) is none at all."""
    return sys.stdin is not None and sys.stdin.isatty()


def read_password(from_stdin: bool, prompt: str | None) -> str | None:
    """The password from standard input or a prompt; None where neither is to be had.

    Raises:
        SettingsRefused: nothing came, or no text in UTF-8, which is what goes to the server (RFC 4616 2).
    """
    if from_stdin:
        if sys.stdin is None:
            raise SettingsRefused("Standard input is closed: no password can be read from it.", field="password")
        try:
            return sys.stdin.buffer.readline().decode().rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise SettingsRefused("The password is to be given in UTF-8.", field="password") from error
    if prompt and _can_ask():
        return str(click.prompt(prompt, hide_input=True, err=True))
    return None


@contextmanager
def stop_on_signals() -> Iterator[Callable[[], bool]]:
    """Ctrl+C and a polite kill end the run where it is safe; a second one ends the program at once."""
    asked = threading.Event()

    def stop(number: int, _frame: object) -> None:
        if asked.is_set():
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        asked.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
