"""Keeping mailboxes in step: what decides is pure (`plan`, `windows`, `schedule`), what does is thin around it.

The public names are loaded when they are asked for, so that ``import imapdesk.sync.plan`` stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imapdesk.late import make_getattr

if TYPE_CHECKING:
    from imapdesk.sync.processor import ImapEmailSynchronizationProcessor
    from imapdesk.sync.synchronizer import ImapEmailSynchronizer

__all__ = ["ImapEmailSynchronizationProcessor", "ImapEmailSynchronizer"]

__getattr__ = make_getattr(
    __name__, {"ImapEmailSynchronizationProcessor": ".processor", "ImapEmailSynchronizer": ".synchronizer"}
)
