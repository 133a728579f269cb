"""An id token counts when it is this provider's, for this client and this sign-in, and of now."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from imapdesk.errors import ProtocolError, SignInRequired
from imapdesk.oauth.idtoken import LEEWAY, check_claims
from imapdesk.oauth.refusals import SignInReason

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
AT = NOW.timestamp()
LATE = LEEWAY.total_seconds() + 1
GOOD = {"iss": "https://login.example.net", "aud": "client-7", "nonce": "n", "iat": AT, "exp": AT + 3600}


def check(claims: dict[str, object], nonce: str | None = "n") -> None:
    check_claims(
        claims,
        label="Example Mail",
        client_id="client-7",
        accepts_issuer=lambda issuer: issuer == GOOD["iss"],
        nonce=nonce,
        now=NOW,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"aud": ["other", "client-7"], "azp": "client-7"},
        {"azp": "client-7"},
        {"nbf": AT + LATE - 2},
        {"exp": AT - LATE + 2},
        {"exp": int(AT), "iat": int(AT)},
    ],
)
def test_what_is_right_passes(changes: dict[str, object]) -> None:
    check(GOOD | changes)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"iss": "https://login.example.net.evil.example"}, SignInReason.WRONG_ISSUER),
        ({"aud": "client-8"}, SignInReason.WRONG_ISSUER),
        ({"aud": ["client-8", "client-9"]}, SignInReason.WRONG_ISSUER),
        ({"aud": ["client-7", "client-8"], "azp": "client-8"}, SignInReason.WRONG_ISSUER),
        ({"nonce": "m"}, SignInReason.WRONG_STATE),
        ({"exp": AT - LATE}, SignInReason.CLOCK),
        ({"iat": AT + LATE}, SignInReason.CLOCK),
        ({"nbf": AT + LATE}, SignInReason.CLOCK),
    ],
)
def test_what_is_wrong_is_refused_with_its_reason(changes: dict[str, object], reason: str) -> None:
    with pytest.raises(SignInRequired) as refused:
        check(GOOD | changes)
    assert refused.value.reason == reason


def test_a_library_that_checks_the_nonce_itself_leaves_it_out() -> None:
    check(GOOD | {"nonce": "m"}, nonce=None)


@pytest.mark.parametrize("name", ["exp", "iat", "nbf"])
@pytest.mark.parametrize("value", [True, "soon", [1]])
def test_a_time_that_is_no_number_can_not_be_read(name: str, value: object) -> None:
    with pytest.raises(ProtocolError):
        check(GOOD | {name: value})
