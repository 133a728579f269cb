"""People, roles and capabilities."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from imapdesk.errors import NotFound, SettingsRefused
from imapdesk.mail import Person
from imapdesk.store.base import StoreBase
from imapdesk.store.encoding import clean_text

NOTIFIED = "sync_origin_credential_notifications"
ADMINISTRATOR = "Administrator"


class People(StoreBase):
    """Load, add and change people and roles."""

    def load_people(self) -> list[Person]:
        """Everyone, by login, with roles and the capabilities that come from them."""
        roles: dict[int, list[str]] = defaultdict(list)
        for person_id, role in self._readers.rows(
            "SELECT p.person_id, r.name FROM person_role p JOIN role r ON r.id = p.role_id ORDER BY r.name"
        ):
            roles[person_id].append(role)
        capabilities = self.load_roles()
        return [
            Person(
                login, name, address, tuple(roles[id_]), frozenset().union(*(capabilities[role] for role in roles[id_]))
            )
            for id_, login, name, address in self._readers.rows(
                "SELECT id, login, name, address FROM person ORDER BY login"
            )
        ]

    def find_person(self, login: str) -> Person | None:
        """The person with this login, or None."""
        return next((person for person in self.load_people() if person.login == login), None)

    def add_person(self, login: str, *, name: str = "", address: str = "", roles: Iterable[str] = ()) -> Person:
        """Add a person. Raises SettingsRefused(field="login") when the login is taken, NotFound for a role."""
        with self._writer.transaction() as cursor:
            if not _add_person(cursor, login, name, address, roles):
                raise SettingsRefused(f'There is already a person with the login "{login}".', field="login")
        return self._get_person(login)

    def ensure_person(self, login: str, *, name: str = "") -> Person:
        """The person with this login, made if need be; the first of all becomes Administrator."""
        with self._writer.transaction() as cursor:
            first = cursor.execute("SELECT count(*) FROM person").fetchone()[0] == 0
            if first:
                _ensure_role(cursor, ADMINISTRATOR, {NOTIFIED})
            _add_person(cursor, login, name, "", [ADMINISTRATOR] if first else [])
        return self._get_person(login)

    def change_person(
        self, login: str, *, name: str | None = None, address: str | None = None, roles: Iterable[str] | None = None
    ) -> Person:
        """Change what is given. Raises NotFound."""
        with self._writer.transaction() as cursor:
            person_id = _get_person_id(cursor, login)
            cursor.execute(
                "UPDATE person SET name = coalesce(?, name), address = coalesce(?, address) WHERE id = ?",
                (name and clean_text(name), address and clean_text(address), person_id),
            )
            if roles is not None:
                _set_roles(cursor, person_id, roles)
        return self._get_person(login)

    def remove_person(self, login: str) -> None:
        """Take a person away; mailboxes that the person owned keep the login as owner. Raises NotFound."""
        with self._writer.transaction() as cursor:
            cursor.execute("DELETE FROM person WHERE id = ?", (_get_person_id(cursor, login),))

    def load_roles(self) -> dict[str, frozenset[str]]:
        """Each role's capabilities."""
        rows = self._readers.rows(
            "SELECT r.name, c.capability FROM role r LEFT JOIN role_capability c ON c.role_id = r.id ORDER BY r.name"
        )
        roles: dict[str, set[str]] = {}
        for name, capability in rows:
            roles.setdefault(name, set()).update({capability} if capability else ())
        return {name: frozenset(capabilities) for name, capabilities in roles.items()}

    def save_role(self, name: str, capabilities: Iterable[str]) -> None:
        """Add a role or change its capabilities."""
        with self._writer.transaction() as cursor:
            _ensure_role(cursor, clean_text(name), set(capabilities))

    def remove_role(self, name: str) -> None:
        """Take a role away from everyone. Raises NotFound."""
        with self._writer.transaction() as cursor:
            cursor.execute("DELETE FROM role WHERE id = ?", (_get_role_id(cursor, name),))

    def _get_person(self, login: str) -> Person:
        person = self.find_person(login)
        if person is None:
            raise NotFound(f'There is no person with the login "{login}".')
        return person


def _add_person(cursor: sqlite3.Cursor, login: str, name: str, address: str, roles: Iterable[str]) -> bool:
    cursor.execute(
        "INSERT INTO person(login, name, address) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (clean_text(login), clean_text(name), clean_text(address)),
    )
    if cursor.rowcount < 1:
        return False
    _set_roles(cursor, int(cursor.lastrowid or 0), roles)
    return True


def _get_person_id(cursor: sqlite3.Cursor, login: str) -> int:
    row = cursor.execute("SELECT id FROM person WHERE login = ?", (login,)).fetchone()
    if row is None:
        raise NotFound(f'There is no person with the login "{login}".')
    return int(row[0])


def _get_role_id(cursor: sqlite3.Cursor, name: str) -> int:
    row = cursor.execute("SELECT id FROM role WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise NotFound(f'There is no role named "{name}".')
    return int(row[0])


def _ensure_role(cursor: sqlite3.Cursor, name: str, capabilities: set[str]) -> None:
    cursor.execute("INSERT INTO role(name) VALUES (?) ON CONFLICT DO NOTHING", (name,))
    role_id = _get_role_id(cursor, name)
    cursor.execute("DELETE FROM role_capability WHERE role_id = ?", (role_id,))
    cursor.executemany(
        "INSERT INTO role_capability(role_id, capability) VALUES (?, ?)",
        [(role_id, word) for word in sorted(capabilities)],
    )


def _set_roles(cursor: sqlite3.Cursor, person_id: int, roles: Iterable[str]) -> None:
    ids = [_get_role_id(cursor, role) for role in dict.fromkeys(roles)]
    cursor.execute("DELETE FROM person_role WHERE person_id = ?", (person_id,))
    cursor.executemany("INSERT INTO person_role(person_id, role_id) VALUES (?, ?)", [(person_id, id_) for id_ in ids])
