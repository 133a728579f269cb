"""The window: everything that needs Qt. Nothing outside this room imports it but the command line, lazily."""

from imapdesk.ui.lasting_constants import make_constants_last

make_constants_last()
