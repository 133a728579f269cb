"""imapdesk keeps IMAP mailboxes in step with a store on this computer.

The root imports nothing heavy: ``import imapdesk.sync.plan`` loads no Qt, no peewee, no keyring.
"""

__version__ = "0.1.0"
