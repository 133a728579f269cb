"""What the fault list shares: a vault that opens quickly, since each row opens it several times."""

from __future__ import annotations

import functools

import pytest

from imapdesk.accounts import vault


@pytest.fixture(autouse=True)
def _cheap_vault(monkeypatch: pytest.MonkeyPatch) -> None:
    """The vault's key costs little; its strength is tested where the vault is."""
    monkeypatch.setattr(vault, "Cost", functools.partial(vault.Cost, n=2**10, p=1))
