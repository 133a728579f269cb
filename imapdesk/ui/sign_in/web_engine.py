"""Whether the web engine can show a sign-in page here; without it the system's browser is used."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from imapdesk.ui.widgets.sandbox import find_sandbox_obstacle

if TYPE_CHECKING:
    from imapdesk.desk import PendingSignIn, PopupHints
    from imapdesk.ui.sign_in.view import SignInView

log = logging.getLogger(__name__)


def find_obstacle() -> str:
    """Why the engine can't be used, or an empty string. It is loaded by this question, which takes a moment."""
    if obstacle := find_sandbox_obstacle():
        return obstacle
    try:
        import imapdesk.ui.sign_in.view  # noqa: F401
    except (ImportError, RuntimeError, OSError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def make_view(pending: PendingSignIn, hints: PopupHints) -> SignInView | None:
    """The page in a view; None where the engine doesn't start."""
    if obstacle := find_obstacle():
        log.info("Signing in with the web browser, since the web engine can't be used: %s", obstacle)
        return None
    from imapdesk.ui.sign_in.view import SignInView

    return SignInView(pending, hints)
