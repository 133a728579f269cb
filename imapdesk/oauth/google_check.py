"""Asking Google whether a client id and its secret are real."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imapdesk.errors import ImapdeskError
from imapdesk.oauth.hygiene import scrub
from imapdesk.oauth.pkce import make_verifier
from imapdesk.oauth.transport import make_session, read_json, translated
from imapdesk.oauth.values import CheckResult, Verdict


def check_google_client(client_id: str, client_secret: str, token_uri: str, ca_file: str | None) -> CheckResult:
    """Show the token endpoint a code that can't exist: only of a real client it says that the *code* is wrong.

    ``UNCHECKED`` when Google can't be reached or says nothing about the values; never raises for what Google does.
    """
    form = {
        "grant_type": "authorization_code",
        "code": "imapdesk-connection-check",
        "redirect_uri": "http://127.0.0.1",
        "client_id": client_id,
        "client_secret": client_secret,
        "code_verifier": make_verifier(),
    }
    try:
        with make_session(ca_file) as session, translated("Google", client_secret):
            answer = read_json(session.post(token_uri, data=form, allow_redirects=False), "Google")
    except ImapdeskError as error:
        sentence = f"{error.sentence} The values couldn't be checked."
        return CheckResult(Verdict.UNCHECKED, sentence, details=error.details)
    return judge_answer(answer, client_secret)


def judge_answer(answer: Mapping[str, Any], client_secret: str = "") -> CheckResult:
    """The verdict on the token endpoint's answer to a code that doesn't exist. Pure."""
    error, description = str(answer.get("error", "")), str(answer.get("error_description", ""))
    details = scrub(f"{error}: {description}", client_secret)
    if error == "invalid_grant":
        return CheckResult(Verdict.RIGHT, "Google accepts the client id and secret.")
    if error == "redirect_uri_mismatch":
        sentence = "This client id is not of a desktop app; make one of that type at Google."
        return CheckResult(Verdict.WRONG, sentence, "client_id", details)
    if error in ("unauthorized_client", "deleted_client") or (error == "invalid_client" and "not found" in description):
        return CheckResult(Verdict.WRONG, "Google doesn't know this client id.", "client_id", details)
    if error == "invalid_client" or "client_secret" in description:
        return CheckResult(Verdict.WRONG, "Google doesn't accept this client secret.", "client_secret", details)
    return CheckResult(Verdict.UNCHECKED, "Google's answer says nothing about the values.", details=details)
