"""Example Mail's authorisation server: plain OpenID Connect, without any vendor's library."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from imapdesk.oauth import (
    Authorization,
    OAuthProvider,
    SignInReason,
    Tokens,
    UserInfo,
    check_claims,
    describe_refusal,
    describe_user,
    make_challenge,
    make_session,
    make_sign_in_required,
    make_state,
    make_verifier,
    read_claims,
    read_json,
    translated,
)

LABEL = "Example Mail"
SCOPE = "openid email mail"


class ExampleProvider(OAuthProvider):
    """One customer's client at Example Mail."""

    label = LABEL

    def __init__(self, issuer: str, client_id: str, ca_file: str | None) -> None:
        self._issuer = issuer
        self._client_id = client_id
        self._ca_file = ca_file

    def accepts_issuer(self, issuer: str) -> bool:
        return issuer == self._issuer

    def make_authorization(self, redirect_uri: str, login_hint: str = "") -> Authorization:
        verifier, state, nonce = make_verifier(), make_state(), make_state()
        query = {
            "response_type": "code",
            "client_id": self._client_id,
            "redirect_uri": redirect_uri,
            "scope": SCOPE,
            "state": state,
            "nonce": nonce,
            "code_challenge": make_challenge(verifier),
            "code_challenge_method": "S256",
            "login_hint": login_hint,
        }
        url = f"{self._issuer}/authorize?{urlencode(query)}"
        return Authorization(url, state, redirect_uri, {"verifier": verifier, "nonce": nonce})

    def fetch_tokens(self, authorization: Authorization, code: str) -> Tokens:
        verifier = str(authorization.memo["verifier"])
        answer = self._ask(
            {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": authorization.redirect_uri,
                "code_verifier": verifier,
            },
            secrets=(code, verifier),
        )
        claims = read_claims(str(answer.get("id_token", "")))
        check_claims(
            claims,
            label=LABEL,
            client_id=self._client_id,
            accepts_issuer=self.accepts_issuer,
            nonce=str(authorization.memo["nonce"]),
            now=datetime.now(UTC),
        )
        return self._make_tokens(answer, describe_user(claims))

    def refresh_tokens(self, tokens: Tokens) -> Tokens:
        form = {"grant_type": "refresh_token", "refresh_token": tokens.refresh_token}
        return self._make_tokens(self._ask(form, secrets=(tokens.refresh_token,)), tokens.user)

    def fetch_user_info(self, tokens: Tokens) -> UserInfo:
        with make_session(self._ca_file) as session, translated(LABEL, tokens.access_token):
            headers = {"Authorization": f"Bearer {tokens.access_token}"}
            return describe_user(read_json(session.get(f"{self._issuer}/userinfo", headers=headers), LABEL))

    def ask_about_client(self) -> Mapping[str, Any]:
        """The token endpoint's answer to a code that doesn't exist."""
        form = {"grant_type": "authorization_code", "code": "check", "client_id": self._client_id}
        with make_session(self._ca_file) as session, translated(LABEL):
            return read_json(session.post(f"{self._issuer}/token", data=form), LABEL)

    def _ask(self, form: Mapping[str, str], secrets: tuple[str, ...]) -> dict[str, Any]:
        with make_session(self._ca_file) as session, translated(LABEL, *secrets):
            response = session.post(f"{self._issuer}/token", data={**form, "client_id": self._client_id})
            answer = read_json(response, LABEL)
        if "error" in answer:
            raise describe_refusal(str(answer["error"]), str(answer.get("error_description", "")), LABEL, secrets)
        return answer

    def _make_tokens(self, answer: Mapping[str, Any], user: UserInfo) -> Tokens:
        scopes = frozenset(str(answer.get("scope", SCOPE)).split())
        if "mail" not in scopes:
            raise make_sign_in_required(SignInReason.SCOPE_MISSING, LABEL)
        return Tokens(
            access_token=str(answer["access_token"]),
            expires_at=datetime.now(UTC) + timedelta(seconds=int(answer["expires_in"])),
            refresh_token=str(answer.get("refresh_token", "")),
            scopes=scopes,
            user=user,
        )
