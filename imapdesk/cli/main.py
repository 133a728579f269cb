"""The ``imapdesk`` command: without a command it opens the window."""

from __future__ import annotations

import io
import logging
import os
import signal
import sys
import time
from datetime import datetime
from importlib import import_module

import click

from imapdesk import __version__
from imapdesk.cli.context import Door, add_common_options, end_stopped, end_with, end_without_output, tell
from imapdesk.cli.screen import need_screen
from imapdesk.errors import NoScreen

# Which module registers which commands: only that of the command that is run is loaded, for the program's start is a
# good part of a synchronisation that finds nothing new.
_HOMES = {
    "mailbox": "mailboxes",
    "folder": "folders",
    "sync": "syncing",
    "status": "status",
    "check": "status",
    "verify": "verifying",
    "demo": "demo",
    "list": "reading",
    "search": "reading",
    "index": "indexing",
    "show": "reading",
    "export": "exporting",
    "import": "importing",
    "backup": "backing_up",
    "restore": "backing_up",
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
@click.option("--minimised", "--minimized", is_flag=True, help="Open the window in the background.")
@click.pass_context
def cli(context: click.Context, data_dir: str | None, as_json: bool, verbose: bool, minimised: bool) -> None:
    """Keep IMAP mailboxes in step with a store on this computer. Without a command, open the window."""
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.INFO if verbose else logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
    )
    context.obj = Door(data_dir, as_json)
    if context.invoked_subcommand is None:
        end_with(context.obj, lambda: open_window(data_dir, minimised=minimised))


def open_window(data_dir: str | None, *, minimised: bool = False) -> int:
    """Open the window and stay until it is quit; the window's exit code.

    Raises:
        NoScreen: there is no screen to open it on, or a library that a window needs is missing.
    """
    need_screen(os.environ)
    try:
        from imapdesk.ui.shell.app import run_window
    except ImportError as error:
        raise NoScreen("The window can't be opened: a system library is missing.", details=str(error)) from error

    return run_window(data_dir, minimised=minimised)


def main() -> None:
    """The console command; whatever it writes is for its user's eyes only."""
    _prepare()
    try:
        code = cli.main(prog_name="imapdesk", standalone_mode=False)
    except click.ClickException as error:
        try:
            _show_usage(error)
        except OSError as unheard:
            end_without_output(unheard)
        code = error.exit_code
    except (KeyboardInterrupt, click.Abort):  # before the command itself began
        code = end_stopped(Door(as_json="--json" in sys.argv))
    except OSError as error:  # of --help and --version, which click answers by itself
        code = end_without_output(error)
    sys.exit(code)


def _show_usage(error: click.ClickException) -> None:
    usage = io.StringIO()
    error.show(usage)
    tell(usage.getvalue().rstrip("\n"))
    if "--json" in sys.argv:
        Door().print_json({"error": error.format_message(), "outcome": None, "details": None})


def main_window() -> None:
    """The desktop entry: opens the window."""
    _prepare()
    end_with(Door(), lambda: open_window(None))


def _prepare() -> None:
    """Private files, output in any character set, and a polite kill that ends as Ctrl+C does."""
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # there is none in a program without a console
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _mend_time_zone()


def _mend_time_zone() -> None:
    """A TZ of more than a day (``UTC+25``), which the C library takes and datetime refuses at each date, means UTC."""
    try:
        datetime.now().astimezone()
    except ValueError:
        os.environ["TZ"] = "UTC"
        if sys.platform != "win32":
            time.tzset()
