"""The program on this computer: whether it starts with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imapdesk.desk.computer.places import find_usual_data_dir
from imapdesk.desk.core import DeskCore

if TYPE_CHECKING:
    from imapdesk.desk.computer.autostart import Autostart


class ProgramDesk(DeskCore):
    """The part of `Desk` that knows the computer."""

    def starts_with_computer(self) -> bool:
        """Whether the window is opened in the background at log-in."""
        return self._autostart().on

    def start_with_computer(self, on: bool) -> None:
        """Switch that on or off for this person.

        Raises:
            SettingsRefused: the system doesn't let us.
        """
        self._autostart().switch(on)

    def make_start_command(self) -> list[str]:
        """The command by which the system starts the program in the background."""
        from imapdesk.desk.computer.autostart import make_start_command

        return make_start_command(None if self.data_dir == find_usual_data_dir() else self.data_dir)

    def _autostart(self) -> Autostart:
        from imapdesk.desk.computer.autostart import Autostart

        return Autostart(self.make_start_command())
