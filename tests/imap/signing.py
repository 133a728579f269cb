"""What the sign-in tests share: a configuration for a scripted server, and how opening it fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imapdesk.errors import (
    ImapdeskError,
)
from imapdesk.imap.config import ImapConfig, Limits
from imapdesk.imap.session import ImapSession
from tests.fakes.scripted_server import ScriptedServer

USER = "ada@example.org"
QUICK = Limits(connect_s=1.0, sign_in_s=2.0, command_s=1.0)
"""For servers that fall silent."""
PATIENT = Limits(connect_s=30.0, sign_in_s=30.0, command_s=30.0)
"""For all others: on a busy machine they may think for seconds."""
Start = Callable[..., ScriptedServer]


def make_config(server: ScriptedServer, security: str | None = None, **fields: object) -> ImapConfig:
    values: dict[str, object] = {"user": USER, "password": "secret"} | fields
    return ImapConfig(server.host, server.port, security, **values)  # type: ignore[arg-type]


def fail_to_open(config: ImapConfig, limits: Limits = PATIENT) -> ImapdeskError:
    with pytest.raises(ImapdeskError) as caught:
        ImapSession.open(config, limits=limits)
    return caught.value
