"""A package's provider can be careless, and a page can come back with anything."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.errors import ImapdeskError, ProtocolError
from imapdesk.oauth.interfaces import OAuthProvider
from imapdesk.oauth.signin import begin
from imapdesk.oauth.values import Authorization, Tokens, UserInfo
from tests.oauth.person import ALICE


class Recorder(OAuthProvider):
    """A provider that only notes which codes reach it."""

    label = "Recorder"

    def __init__(self) -> None:
        self.codes: list[str] = []

    def make_authorization(self, redirect_uri: str, login_hint: str = "") -> Authorization:
        query = {"state": "s" * 16, "code_challenge": "c" * 43, "code_challenge_method": "S256"}
        url = f"https://login.example.org/?{urlencode(query | {'redirect_uri': redirect_uri})}"
        return Authorization(url, "s" * 16, redirect_uri)

    def fetch_tokens(self, authorization: Authorization, code: str) -> Tokens:
        self.codes.append(code)
        return Tokens("access", user=UserInfo(ALICE))

    def refresh_tokens(self, tokens: Tokens) -> Tokens:
        return tokens

    def fetch_user_info(self, tokens: Tokens) -> UserInfo:
        return tokens.user


@given(
    place=st.sampled_from(["http://127.0.0.1:9/imapdesk", "http://127.0.0.1:9", "http://[", "", "x:", "http://h:x/"]),
    query=st.lists(
        st.tuples(st.sampled_from(["code", "state", "error", "iss"]), st.text(max_size=5) | st.just("s" * 16))
    ),
    rest=st.text(max_size=8),
)
def test_whatever_comes_back_is_taken_or_refused_with_a_sentence(
    place: str, query: list[tuple[str, str]], rest: str
) -> None:
    provider = Recorder()
    pending = begin(provider, ALICE, "http://127.0.0.1:9/imapdesk")
    url = f"{place}?{urlencode(query)}{rest}"
    pending.strays(url)
    try:
        pending.finish(url)
    except ImapdeskError:
        assert not provider.codes
    else:
        assert pending.matches(url)
        assert provider.codes


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"code_challenge_method": "plain"}, "no PKCE S256"),
        ({"code_challenge": ""}, "no PKCE S256"),
        ({"state": "other"}, "no state"),
        ({"redirect_uri": "https://evil.example.com"}, "another redirect"),
    ],
)
def test_a_package_whose_address_is_not_safe_is_refused(wrong: dict[str, str], fault: str) -> None:
    class Careless(Recorder):
        def make_authorization(self, redirect_uri: str, login_hint: str = "") -> Authorization:
            good = super().make_authorization(redirect_uri, login_hint)
            query = dict(parse_qsl(urlsplit(good.url).query)) | wrong
            return Authorization(f"https://login.example.org/?{urlencode(query)}", good.state, redirect_uri)

    with pytest.raises(ProtocolError) as caught:
        begin(Careless(), ALICE, "http://127.0.0.1:9/imapdesk")
    assert fault in caught.value.details
