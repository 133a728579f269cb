"""Finding managers: the built-in ones and those of installed packages, through one entry-point group.

A package that can't be loaded, or that doubles a type, is named and left out; it never stops the program.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points

from imapdesk.errors import NotFound
from imapdesk.oauth.interfaces import OAuthManager

GROUP = "imapdesk.oauth_managers"

# Named here as well, so that they come first (a package can't take their types) and are there in a bare checkout.
BUILT_IN = (
    EntryPoint("google", "imapdesk.oauth.google:GoogleManager", GROUP),
    EntryPoint("microsoft", "imapdesk.oauth.microsoft:MicrosoftManager", GROUP),
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """A package that was left out, for the log and Settings > Sign-in."""

    entry: str
    package: str
    sentence: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class Registry:
    """The managers by type, built-in ones first, and what could not be used."""

    managers: Mapping[str, OAuthManager] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def find(self, type_: str) -> OAuthManager | None:
        """The manager of a type or an alias."""
        wanted = type_.strip().lower()
        if wanted in self.managers:
            return self.managers[wanted]
        return next((manager for manager in self.managers.values() if wanted in manager.aliases), None)

    def get(self, type_: str) -> OAuthManager:
        """The manager of a type or an alias. Raises NotFound."""
        if (manager := self.find(type_)) is None:
            known = ", ".join(self.managers)
            raise NotFound(f"There is no sign-in type “{type_}”; there are: {known}.")
        return manager


def load_registry(found: Iterable[EntryPoint] | None = None) -> Registry:
    """Load every manager that is installed now. Never raises for what a package does; each problem is logged once."""
    managers: dict[str, OAuthManager] = {}
    problems: list[Problem] = []
    seen: set[str] = set()
    for entry in (*BUILT_IN, *(_find_installed(problems) if found is None else found)):
        if entry.value in seen:  # the built-in ones are entry points of our own package too
            continue
        seen.add(entry.value)
        outcome = _load(entry, managers)
        if isinstance(outcome, Problem):
            problems.append(outcome)
            _log.warning("sign-in type %s of %s left out: %s", outcome.entry, outcome.package, outcome.sentence)
        else:
            managers[outcome.type] = outcome
    return Registry(managers, tuple(problems))


def _find_installed(problems: list[Problem]) -> list[EntryPoint]:
    try:
        return list(entry_points(group=GROUP))
    except Exception as error:  # one package's damaged metadata makes all of them unreadable
        details = f"{type(error).__name__}: {error}"
        problems.append(Problem(GROUP, "?", "The list of installed packages can't be read.", details))
        _log.warning("sign-in types of other packages left out: %s", details)
        return []


def _load(entry: EntryPoint, managers: Mapping[str, OAuthManager]) -> OAuthManager | Problem:
    package = "?"
    try:
        package = entry.dist.name if entry.dist else "imapdesk"
        manager = entry.load()()
        fault = _find_fault(manager, managers)
    except (Exception, SystemExit) as error:  # a stranger's code may raise anything
        return Problem(entry.name, package, "It can't be loaded.", f"{type(error).__name__}: {error}")
    return Problem(entry.name, package, fault) if fault else manager


def _find_fault(manager: object, managers: Mapping[str, OAuthManager]) -> str | None:
    if not isinstance(manager, OAuthManager):
        return "It is not an OAuthManager."
    if not re.fullmatch(r"[a-z][a-z0-9_-]{1,31}", manager.type) or manager.type == "password":
        return f"Its type “{manager.type}” is not a lower-case word."
    taken = {name for known in managers.values() for name in (known.type, *known.aliases)}
    if doubled := taken & {manager.type, *manager.aliases}:
        return f"Its type “{min(doubled)}” is there already."
    names = [field.name for field in (*manager.get_settings_fields(), *manager.get_mailbox_fields())]
    if len(names) != len(set(names)):
        return "Two of its fields have the same name."
    return None
