"""The window: everything that needs Qt. Nothing outside this room imports it but the command line, lazily."""

from imapdesk.ui.lasting_bools import make_bools_last

make_bools_last()
