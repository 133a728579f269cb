"""Signing in by device code (RFC 8628): the person types a short code in any browser, on any computer."""

from __future__ import annotations

import time
from collections.abc import Callable

from imapdesk.errors import Cancelled, NeedsTime, SignInRequired
from imapdesk.mail import utc_now
from imapdesk.oauth.interfaces import OAuthProvider
from imapdesk.oauth.refusals import SignInReason
from imapdesk.oauth.values import DeviceCode, Tokens

_STEP_S = 0.1


def wait_for_tokens(
    provider: OAuthProvider,
    code: DeviceCode,
    *,
    should_stop: Callable[[], bool] = lambda: False,
) -> Tokens:
    """Ask the provider every ``interval_s`` until the person has finished. A lost connection is tried again.

    Raises Cancelled, SignInRequired (declined, too late) and what the provider raises.
    """
    while utc_now() < code.expires_at:
        _sleep(code.interval_s, should_stop)
        try:
            tokens = provider.poll_device_code(code)
        except NeedsTime:  # RFC 8628 3.5: on a timeout the client goes on, more slowly
            _sleep(code.interval_s, should_stop)
            continue
        if tokens is not None:
            return tokens
    raise SignInRequired("Nobody signed in within the time limit. Please start again.", reason=SignInReason.TIMED_OUT)


def _sleep(seconds: float, should_stop: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if should_stop():
            raise Cancelled("The sign-in was cancelled.")
        time.sleep(min(_STEP_S, seconds))
