"""People, roles and capabilities: who uses this store, and who is told what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from imapdesk.accounts.people import ADMINISTRATOR, CAPABILITIES, MANAGE_PEOPLE, current_login, find_told, may_see
from imapdesk.desk.mailboxes import MailboxDesk
from imapdesk.errors import SettingsRefused
from imapdesk.mail import Mailbox, MailboxId, Person, Scope


class PeopleDesk(MailboxDesk):
    """The people's part of `Desk`."""

    only_mine = False  # the window shows one person's mail; the command line shows all that the store holds

    def find_me(self) -> Person:
        """The person who runs this program, found by login; the first one is made by itself as an administrator."""
        login = current_login()
        found = self.store.find_person(login)
        if found is not None:
            return found
        first = not self.store.load_people()
        if first:
            self.store.save_role(ADMINISTRATOR.name, ADMINISTRATOR.capabilities)
        try:
            return self.store.add_person(login, name=login, roles=[ADMINISTRATOR.name] if first else [])
        except SettingsRefused:
            made = self.store.find_person(login)
            if made is None:
                raise
            return made  # another process was quicker

    def load_people(self) -> list[Person]:
        """Everyone, by login."""
        self.find_me()
        return self.store.load_people()

    def add_person(self, login: str, *, name: str = "", address: str = "", roles: Iterable[str] = ()) -> Person:
        """Add a person.

        Raises:
            SettingsRefused: the login is taken or can't be one, the address isn't one.
            NotFound: there is no such role.
        """
        from imapdesk.accounts.settings import validate_address, validate_login

        login = validate_login(login)
        self.find_me()
        return self.store.add_person(login, name=name, address=address and validate_address(address), roles=roles)

    def change_person(
        self, login: str, *, name: str | None = None, address: str | None = None, roles: Iterable[str] | None = None
    ) -> Person:
        """Change what is given. Raises NotFound, and SettingsRefused for what isn't an address."""
        from imapdesk.accounts.settings import validate_address

        return self.store.change_person(login, name=name, address=address and validate_address(address), roles=roles)

    def remove_person(self, login: str) -> None:
        """Take a person away. Raises NotFound."""
        self.store.remove_person(login)

    def load_roles(self) -> dict[str, frozenset[str]]:
        """Each role's capabilities."""
        self.find_me()
        return self.store.load_roles()

    def save_role(self, name: str, capabilities: Iterable[str]) -> None:
        """Add a role or change its capabilities.

        Raises:
            SettingsRefused: the name can't be one, or there is no such capability (a mistyped one would warn nobody).
        """
        from imapdesk.accounts.settings import validate_role_name

        name = validate_role_name(name)
        wanted = set(capabilities)
        if unknown := sorted(wanted.difference(CAPABILITIES)):
            known = ", ".join(CAPABILITIES)
            raise SettingsRefused(f"There is no capability “{unknown[0]}”; there are: {known}.", field="capabilities")
        self.store.save_role(name, wanted)

    def remove_role(self, name: str) -> None:
        """Take a role away from everyone. Raises NotFound."""
        self.store.remove_role(name)

    def load_capabilities(self) -> tuple[str, ...]:
        """Every capability that a role can have."""
        return CAPABILITIES

    def may_manage_people(self) -> bool:
        """Whether the person at the screen may change people and roles; one's own name and address always."""
        return MANAGE_PEOPLE in self.find_me().capabilities

    def load_my_mailboxes(self) -> list[Mailbox]:
        """The mailboxes that the person at the screen sees: the own ones, and system mailboxes allowed to them."""
        me = self.find_me()
        return [mailbox for mailbox in self.load_mailboxes() if may_see(me, mailbox.settings)]

    def load_my_removed_mailboxes(self) -> list[Mailbox]:
        """The removed mailboxes, whose mail was kept, that the person at the screen sees."""
        me = self.find_me()
        return [mailbox for mailbox in self.load_removed_mailboxes() if may_see(me, mailbox.settings)]

    def narrow(self, scope: Scope) -> Scope:
        """The scope without the mailboxes that the person at the screen doesn't see, where ``only_mine`` is set."""
        if not self.only_mine:
            return scope
        mine, all_ = {each.name for each in self.load_my_mailboxes()}, {each.name for each in self.load_mailboxes()}
        if mine == all_:
            return scope
        mine |= {each.name for each in self.load_my_removed_mailboxes()}
        return replace(scope, mailboxes=tuple(sorted(mine)))

    def find_told(self) -> dict[MailboxId, tuple[Person, ...]]:
        """Who is told about each mailbox: its owner, or for a system mailbox everyone with the capability.

        An owner without an address of one's own is written to at the mailbox's.
        """
        people = self.load_people()
        return {mailbox.id: find_told(mailbox.settings, people) for mailbox in self.load_mailboxes()}
