"""People, roles and capabilities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from peewee import JOIN

from imapdesk.errors import NotFound, SettingsRefused
from imapdesk.mail import Person
from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.encoding import clean_text
from imapdesk.store.database.tables import Person as PersonRow
from imapdesk.store.database.tables import PersonRole, Role, RoleCapability


class People(StoreBase):
    """Load, add and change people and roles."""

    def load_people(self) -> list[Person]:
        """Everyone, by login, with roles and the capabilities that come from them."""
        roles: dict[int, list[str]] = defaultdict(list)
        held = PersonRole.select(PersonRole.person, Role.name).join(Role).order_by(Role.name)
        for person_id, role in self._select(held):
            roles[person_id].append(role)
        allowed = self.load_roles()
        columns = (PersonRow.id, PersonRow.login, PersonRow.name, PersonRow.address)
        return [
            Person(login, name, address, tuple(roles[id_]), frozenset().union(*(allowed[role] for role in roles[id_])))
            for id_, login, name, address in self._select(PersonRow.select(*columns).order_by(PersonRow.login))
        ]

    def find_person(self, login: str) -> Person | None:
        """The person with this login, or None."""
        return next((person for person in self.load_people() if person.login == clean_text(login)), None)

    def add_person(self, login: str, *, name: str = "", address: str = "", roles: Iterable[str] = ()) -> Person:
        """Add a person. Raises SettingsRefused(field="login") when the login is taken, NotFound for a role."""
        if self.find_person(login) is not None:
            raise SettingsRefused(f"There is already a person with the login “{login}”.", field="login")
        role_ids = self._get_role_ids(roles)
        with self._writer.transaction():
            self._insert_person(login, name, address)
            self._give_roles(login, role_ids)
        return self._get_person(login)

    def change_person(
        self, login: str, *, name: str | None = None, address: str | None = None, roles: Iterable[str] | None = None
    ) -> Person:
        """Change what is given. Raises NotFound."""
        self._get_person(login)
        changes = {key: clean_text(value) for key, value in (("name", name), ("address", address)) if value is not None}
        role_ids = None if roles is None else self._get_role_ids(roles)
        with self._writer.transaction():
            if changes:
                self._change(PersonRow.update(**changes).where(PersonRow.login == clean_text(login)))
            if role_ids is not None:
                self._give_roles(login, role_ids)
        return self._get_person(login)

    def remove_person(self, login: str) -> None:
        """Take a person away; mailboxes that the person owned keep the login as owner. Raises NotFound."""
        if self._change(PersonRow.delete().where(PersonRow.login == clean_text(login))) < 1:
            raise _no_person(login)

    def load_roles(self) -> dict[str, frozenset[str]]:
        """Each role's capabilities."""
        rows = self._select(
            Role.select(Role.name, RoleCapability.capability).join(RoleCapability, JOIN.LEFT_OUTER).order_by(Role.name)
        )
        roles: dict[str, set[str]] = {}
        for name, capability in rows:
            roles.setdefault(name, set()).update({capability} if capability else ())
        return {name: frozenset(capabilities) for name, capabilities in roles.items()}

    def save_role(self, name: str, capabilities: Iterable[str]) -> None:
        """Add a role or change its capabilities."""
        with self._writer.transaction() as cursor:
            self._change(Role.insert(name=clean_text(name)).on_conflict_ignore())
            row = cursor.execute("SELECT id FROM role WHERE name = ?", (clean_text(name),)).fetchone()
            self._change(RoleCapability.delete().where(RoleCapability.role == row[0]))
            for capability in sorted(set(capabilities)):
                self._change(RoleCapability.insert(role=row[0], capability=capability))

    def remove_role(self, name: str) -> None:
        """Take a role away from everyone. Raises NotFound."""
        if self._change(Role.delete().where(Role.name == clean_text(name))) < 1:
            raise NotFound(f"There is no role named “{name}”.")

    def _get_person(self, login: str) -> Person:
        person = self.find_person(login)
        if person is None:
            raise _no_person(login)
        return person

    def _get_role_ids(self, roles: Iterable[str]) -> list[int]:
        ids = dict(self._select(Role.select(Role.name, Role.id)))
        wanted = dict.fromkeys(clean_text(role) for role in roles)
        for role in wanted:
            if role not in ids:
                raise NotFound(f"There is no role named “{role}”.")
        return [ids[role] for role in wanted]

    def _insert_person(self, login: str, name: str, address: str) -> bool:
        values = {"login": clean_text(login), "name": clean_text(name), "address": clean_text(address)}
        return self._change(PersonRow.insert(**values).on_conflict_ignore()) > 0

    def _give_roles(self, login: str, role_ids: list[int]) -> None:
        with self._writer.transaction() as cursor:
            (person_id,) = cursor.execute("SELECT id FROM person WHERE login = ?", (clean_text(login),)).fetchone()
            self._change(PersonRole.delete().where(PersonRole.person == person_id))
            for role_id in role_ids:
                self._change(PersonRole.insert(person=person_id, role=role_id))


def _no_person(login: str) -> NotFound:
    return NotFound(f"There is no person with the login “{login}”.")
