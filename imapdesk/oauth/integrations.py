"""Settings > Sign-in: what a person set for each type, where it is kept, and asking the provider about it."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from imapdesk.accounts.secrets import SecretStore
from imapdesk.errors import ImapdeskError, SettingsRefused, SignInRequired
from imapdesk.oauth.interfaces import OAuthManager, OAuthProvider
from imapdesk.oauth.refusals import SignInReason
from imapdesk.oauth.registry import Registry
from imapdesk.oauth.values import CheckResult, Field, IntegrationSettings, Verdict

_log = logging.getLogger(__name__)


class SettingsPlace(Protocol):
    """Where settings without secrets are kept; the store is one."""

    def get_setting(self, key: str, default: Any = None) -> Any:
        """The JSON value, or ``default``."""

    def set_setting(self, key: str, value: Any) -> None:
        """Keep a JSON value."""


@dataclass(frozen=True, slots=True)
class Integration:
    """One type with its settings, as forms, the command line and the token source see it."""

    manager: OAuthManager
    settings: IntegrationSettings
    check: CheckResult | None = field(default=None)

    @property
    def type(self) -> str:
        """The type's word."""
        return self.manager.type

    @property
    def label(self) -> str:
        """The type's name for people."""
        return self.manager.label

    @property
    def enabled(self) -> bool:
        """Whether mailboxes of this type may be added and synchronised."""
        return self.manager.is_enabled(self.settings)

    @property
    def fingerprint(self) -> str:
        """Changes with every binding value (client id, secret, tenant ...); says nothing about them."""
        values = {one.name: self.settings.get(one.name, one.default) for one in _binding(self.manager)}
        text = json.dumps([self.type, values], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def make_provider(self) -> OAuthProvider:
        """The provider for these settings. No network."""
        return self.manager.make_provider(self.settings)


class Integrations:
    """The settings of all types. Secrets go to the password store, the rest to the store's settings."""

    def __init__(self, place: SettingsPlace, secrets: SecretStore, registry: Registry) -> None:
        self.registry = registry
        self._place = place
        self._secrets = secrets

    def load_all(self) -> list[Integration]:
        """Every type that is installed, without its secrets: quick, and no password store is asked."""
        return [Integration(manager, self._load(manager, {})) for manager in self.registry.managers.values()]

    def load(self, type_: str) -> Integration:
        """One type with its secrets. Raises NotFound, SecretsUnavailable."""
        manager = self.registry.get(type_)
        secrets = {one.name: self._secrets.get(_key(manager, one)) or "" for one in _secret(manager)}
        return Integration(manager, self._load(manager, secrets))

    def get_enabled(self, type_: str) -> Integration:
        """One type for use. Raises SignInRequired when its package is gone or it is switched off."""
        if self.registry.find(type_) is None:
            raise SignInRequired(
                f"The package that signs in to mailboxes of the type “{type_}” is not installed.",
                reason=SignInReason.UNKNOWN_TYPE,
            )
        integration = self.load(type_)
        if not integration.enabled:
            raise SignInRequired(
                f"{integration.label} is switched off in Settings > Sign-in.", reason=SignInReason.DISABLED
            )
        return integration

    def save(self, type_: str, values: Mapping[str, str]) -> Integration:
        """Change some fields, by name. A changed binding value switches the type off until it has been checked.

        Raises SettingsRefused with the field's name, NotFound, SecretsUnavailable. No network.
        """
        old = self.load(type_)
        clean = {name: _check(old.manager, name, value) for name, value in values.items()}
        hidden = {one.name for one in _secret(old.manager)}
        settings = replace(
            old.settings,
            values={**old.settings.values, **{name: text for name, text in clean.items() if name not in hidden}},
            secrets={**old.settings.secrets, **{name: text for name, text in clean.items() if name in hidden}},
        )
        new = Integration(old.manager, settings)
        if new.fingerprint != old.fingerprint:
            new = replace(new, settings=replace(settings, enabled=False))
        for name in hidden & clean.keys():
            self._save_secret(old.manager, name, clean[name])
        self._save(new.settings)
        return new

    def enable(self, type_: str) -> Integration:
        """Ask the provider, and switch the type on when it says that the values are real.

        It stays as it was when they are wrong or couldn't be checked; ``check`` says which. Raises SettingsRefused
        when a required field is empty.
        """
        integration = self.test(type_)
        if integration.check is not None and integration.check.right:
            integration = replace(integration, settings=replace(integration.settings, enabled=True))
        elif integration.check is not None and integration.check.verdict is Verdict.WRONG:
            integration = replace(integration, settings=replace(integration.settings, enabled=False))
        self._save(integration.settings)
        return integration

    def disable(self, type_: str) -> Integration:
        """Switch a type off; its mailboxes keep their mail and their sign-ins."""
        integration = self.load(type_)
        integration = replace(integration, settings=replace(integration.settings, enabled=False))
        self._save(integration.settings)
        return integration

    def test(self, type_: str) -> Integration:
        """Ask the provider about the saved values and change nothing. Raises SettingsRefused for an empty field."""
        integration = self.load(type_)
        for one in integration.manager.get_settings_fields():
            if fault := one.find_fault(integration.settings.get(one.name, one.default)):
                raise SettingsRefused(fault, field=one.name)
        return replace(integration, check=_ask(integration))

    def _load(self, manager: OAuthManager, secrets: Mapping[str, str]) -> IntegrationSettings:
        saved = self._place.get_setting(f"integration:{manager.type}", None) or {}
        return IntegrationSettings(manager.type, bool(saved.get("enabled")), dict(saved.get("values", {})), secrets)

    def _save(self, settings: IntegrationSettings) -> None:
        value = {"enabled": settings.enabled, "values": dict(settings.values)}
        self._place.set_setting(f"integration:{settings.type}", value)

    def _save_secret(self, manager: OAuthManager, name: str, value: str) -> None:
        key = _key(manager, _get_field(manager, name))
        if value:
            self._secrets.set(key, value)
        else:
            self._secrets.delete(key)


def _ask(integration: Integration) -> CheckResult:
    try:
        return integration.manager.check_connection(integration.settings)
    except ImapdeskError as error:
        return CheckResult(Verdict.UNCHECKED, error.sentence, details=error.details)
    except Exception as error:  # a stranger's code may raise anything, and its text may hold the settings
        _log.warning("the check of sign-in type %s failed: %s", integration.type, type(error).__name__)
        sentence = f"The check of {integration.label} failed; the values couldn't be checked."
        return CheckResult(Verdict.UNCHECKED, sentence, details=type(error).__name__)


def _check(manager: OAuthManager, name: str, value: str) -> str:
    one = _get_field(manager, name)
    value = value.strip()
    if value and (fault := one.find_fault(value)):
        raise SettingsRefused(fault, field=name)
    return value


def _get_field(manager: OAuthManager, name: str) -> Field:
    for one in manager.get_settings_fields():
        if one.name == name:
            return one
    names = ", ".join(one.name for one in manager.get_settings_fields())
    raise SettingsRefused(f"{manager.label} has no setting “{name}”; there are: {names}.", field=name)


def _secret(manager: OAuthManager) -> list[Field]:
    return [one for one in manager.get_settings_fields() if one.secret]


def _binding(manager: OAuthManager) -> list[Field]:
    return [one for one in manager.get_settings_fields() if one.binding]


def _key(manager: OAuthManager, one: Field) -> str:
    return f"integration:{manager.type}:{one.name.removeprefix('client_')}"
