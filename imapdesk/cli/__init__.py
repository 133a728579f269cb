"""The command line: a contract that scripts rely on. Text for people, or one JSON document with ``--json``."""

from imapdesk.cli.main import main, main_window

__all__ = ["main", "main_window"]
