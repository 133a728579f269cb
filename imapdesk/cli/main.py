"""The ``imapdesk`` command: without a command it opens the window."""

from __future__ import annotations

import logging
import os
import sys

import click

from imapdesk import __version__
from imapdesk.cli.context import Door, add_common_options, end_with
from imapdesk.errors import NoScreen


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="imapdesk")
@add_common_options
@click.option("--verbose", "-v", is_flag=True, help="Say more on standard error.")
@click.pass_context
def cli(context: click.Context, data_dir: str | None, as_json: bool, verbose: bool) -> None:
    """Keep IMAP mailboxes in step with a store on this computer. Without a command, open the window."""
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.INFO if verbose else logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
    )
    context.obj = Door(data_dir, as_json)
    if context.invoked_subcommand is None:
        end_with(context.obj, lambda: open_window(data_dir))


def open_window(data_dir: str | None) -> int:
    """Open the window and stay until it is quit; the window's exit code.

    Raises:
        NoScreen: there is no screen to open it on.
    """
    if not has_screen():
        raise NoScreen("The window needs a screen and there is none here. See “imapdesk --help” for the commands.")
    from imapdesk.ui.app import run_window

    return run_window(data_dir)


def has_screen() -> bool:
    """Whether a window can be opened: on Linux a display server or an explicit Qt platform is needed."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def main() -> None:
    """The console command; whatever it writes is for its user's eyes only."""
    os.umask(0o077)
    register_commands()
    cli(prog_name="imapdesk")


def main_window() -> None:
    """The desktop entry: opens the window."""
    os.umask(0o077)
    end_with(Door(), lambda: open_window(None))


def register_commands() -> None:
    """Attach the commands; each module adds its own to the group."""
    from imapdesk.cli import exporting, folders, integrations, mailboxes, people, reading, status, syncing

    for module in (mailboxes, folders, syncing, status, reading, exporting, integrations, people):
        module.register(cli)
