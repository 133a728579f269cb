"""The ``imapdesk`` command: without a command it opens the window."""

from __future__ import annotations

import logging
import os
import sys
from importlib import import_module

import click

from imapdesk import __version__
from imapdesk.cli.context import Door, add_common_options, end_with
from imapdesk.errors import NoScreen

# Which module registers which commands: only that of the command that is run is loaded, for the program's start is a
# good part of a synchronisation that finds nothing new.
_HOMES = {
    "mailbox": "mailboxes",
    "folder": "folders",
    "sync": "syncing",
    "status": "status",
    "check": "status",
    "list": "reading",
    "search": "reading",
    "show": "reading",
    "export": "exporting",
    "integration": "integrations",
    "person": "people",
    "role": "people",
    "notices": "people",
}


class Program(click.Group):
    """The program's commands, each loaded when it is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command's name, by the alphabet."""
        return sorted(_HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name in _HOMES and cmd_name not in self.commands:
            import_module(f"imapdesk.cli.{_HOMES[cmd_name]}").register(self)
        return super().get_command(ctx, cmd_name)


@click.group(cls=Program, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
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
    cli(prog_name="imapdesk")


def main_window() -> None:
    """The desktop entry: opens the window."""
    os.umask(0o077)
    end_with(Door(), lambda: open_window(None))
