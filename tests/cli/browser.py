"""A web browser with a person before it, for ``$BROWSER``: ``python -m tests.cli.browser CA_FILE USER ANSWER URL``."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import requests

from tests.oauth.person import press
from tests.pace import PATIENCE_S


def main() -> None:
    """Open the page, sign in, press a button, follow the redirect."""
    ca_file, user, answer, url = sys.argv[1:5]
    provider: Any = SimpleNamespace(ca_file=ca_file)
    assert requests.get(press(provider, url, user=user, allow=answer == "allow"), timeout=PATIENCE_S).status_code == 200


if __name__ == "__main__":
    main()
