"""What the window shows of the installed types of sign-in; a package that fails while it is asked is left out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from imapdesk.errors import SecretsUnavailable

if TYPE_CHECKING:
    from imapdesk.oauth.integrations import Integration
    from imapdesk.oauth.service import SignIns
    from imapdesk.oauth.values import Field, ServerDefaults

T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AccountType:
    """A type that a new mailbox may have: its word, its name for people, its form and its servers."""

    type: str
    label: str
    fields: tuple[Field, ...]
    defaults: ServerDefaults
    integration: Integration


@dataclass(frozen=True, slots=True)
class IntegrationForm:
    """One type on Settings > Sign-in. ``register`` is the redirect address to enter at the provider.

    ``trouble`` says why the secrets could not be read; the fields for them are empty then.
    """

    integration: Integration
    fields: tuple[Field, ...]
    register: str
    settings_file: str
    trouble: str = ""


def load_account_types(signins: SignIns) -> list[AccountType]:
    """The types that are switched on. No network, no secrets."""
    enabled = [one for one in signins.integrations.load_all() if one.enabled]
    return [made for one in enabled if (made := _ask(one, _make_account_type)) is not None]


def load_forms(signins: SignIns) -> list[IntegrationForm]:
    """Every installed type with its values, secrets included. No network; the password store is asked."""
    return [made for type_ in signins.registry.managers if (made := load_form(signins, type_)) is not None]


def load_form(signins: SignIns, type_: str) -> IntegrationForm | None:
    """One type with its values; None where its package fails. Raises NotFound."""
    trouble = ""
    try:
        integration = signins.integrations.load(type_)
    except SecretsUnavailable as error:
        trouble = error.sentence
        integration = next(one for one in signins.integrations.load_all() if one.type == type_)
    return _ask(integration, lambda one: _make_form(one, trouble))


def _make_account_type(one: Integration) -> AccountType:
    defaults = one.manager.get_server_defaults(one.settings)
    return AccountType(one.type, one.label, one.manager.get_mailbox_fields(), defaults, one)


def _make_form(one: Integration, trouble: str) -> IntegrationForm:
    register = one.manager.get_popup_hints(one.settings).register
    return IntegrationForm(one, one.manager.get_settings_fields(), register, one.manager.settings_file, trouble)


def _ask(one: Integration, make: Callable[[Integration], T]) -> T | None:
    try:
        return make(one)
    except Exception as error:  # a stranger's code may raise anything, and its text may hold the settings
        _log.warning("sign-in type %s can't be shown: %s", one.type, type(error).__name__)
        return None
