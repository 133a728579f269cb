"""``imapdesk person``, ``imapdesk role`` and ``imapdesk notices``."""

from __future__ import annotations

from typing import Any

import click

from imapdesk.cli.context import Door, command
from imapdesk.cli.moments import format_local
from imapdesk.mail import Person


def register(cli: click.Group) -> None:
    """Add the commands to the program."""

    @cli.group("person")
    def person() -> None:
        """Manage people.

        People own mailboxes, and are told when one stops working.
        """

    @cli.group("role")
    def role() -> None:
        """Manage roles.

        A role is a named set of capabilities.
        """

    _register_person(person)
    _register_role(role)

    @command(cli, "notices")
    def notices(door: Door) -> None:
        """List what needs somebody.

        There is one line for each mailbox and cause.
        """
        with door.open_desk() as desk:
            rows = [
                {
                    "mailbox": notice.mailbox,
                    "cause": str(notice.cause),
                    "sentence": notice.sentence,
                    "reason": notice.reason,
                    "since": notice.opened_at.isoformat(),
                    "details": notice.details or None,
                }
                for notice in desk.load_notices()
            ]
        door.answer(rows, lambda: _print_notices(rows))


def _register_person(group: click.Group) -> None:
    @command(group, "list")
    def list_(door: Door) -> None:
        """List people."""
        with door.open_desk() as desk:
            people = desk.load_people()
        door.answer([make_document(one) for one in people], lambda: _print_people(people))

    @command(group, "add")
    @click.argument("login")
    @click.option("--name", default="", help="The person's name.")
    @click.option("--address", default="", help="Where e-mails about trouble go.")
    @click.option("--role", "roles", multiple=True, help="A role; can be given several times.")
    def add(door: Door, login: str, name: str, address: str, roles: tuple[str, ...]) -> None:
        """Add a person by their account name on this computer."""
        with door.open_desk() as desk:
            added = desk.add_person(login, name=name, address=address, roles=roles)
        door.answer(make_document(added), lambda: click.echo(f"Added {login}."))

    @command(group, "set")
    @click.argument("login")
    @click.option("--name", help="The person's name from now on.")
    @click.option("--address", help="Where e-mails about trouble go from now on.")
    @click.option("--role", "roles", multiple=True, help="The roles from now on; can be given several times.")
    @click.option("--no-roles", is_flag=True, help="Take every role away.")
    def set_(
        door: Door, login: str, name: str | None, address: str | None, roles: tuple[str, ...], no_roles: bool
    ) -> None:
        """Change a person."""
        with door.open_desk() as desk:
            wanted = roles if roles or no_roles else None
            changed = desk.change_person(login, name=name, address=address, roles=wanted)
        door.answer(make_document(changed), lambda: click.echo(f"Saved {login}."))

    @command(group, "remove")
    @click.argument("login")
    def remove(door: Door, login: str) -> None:
        """Remove a person.

        Mailboxes keep their owner's login.
        """
        with door.open_desk() as desk:
            desk.remove_person(login)
        door.answer({"removed": login}, lambda: click.echo(f"Removed {login}."))


def _register_role(group: click.Group) -> None:
    @command(group, "list")
    def list_(door: Door) -> None:
        """List roles and their capabilities."""
        with door.open_desk() as desk:
            roles = {name: sorted(capabilities) for name, capabilities in desk.load_roles().items()}
        rows = [{"name": name, "capabilities": words} for name, words in roles.items()]
        door.answer(rows, lambda: click.echo("\n".join(f"{name}\t{', '.join(words)}" for name, words in roles.items())))

    @command(group, "set")
    @click.argument("name")
    @click.argument("capabilities", nargs=-1)
    def set_(door: Door, name: str, capabilities: tuple[str, ...]) -> None:
        """Add a role or change its capabilities.

        They are sync_origin_credential_notifications, view_system_mailboxes and manage_people.
        """
        with door.open_desk() as desk:
            desk.save_role(name, capabilities)
        document = {"name": name, "capabilities": sorted(capabilities)}
        door.answer(document, lambda: click.echo(f"Saved {name}."))

    @command(group, "remove")
    @click.argument("name")
    def remove(door: Door, name: str) -> None:
        """Take a role away from everyone."""
        with door.open_desk() as desk:
            desk.remove_role(name)
        door.answer({"removed": name}, lambda: click.echo(f"Removed {name}."))


def make_document(person: Person) -> dict[str, Any]:
    """A person as JSON."""
    return {
        "login": person.login,
        "name": person.name,
        "address": person.address,
        "roles": list(person.roles),
        "capabilities": sorted(person.capabilities),
    }


def _print_people(people: list[Person]) -> None:
    for person in people:
        click.echo(f"{person.login}\t{person.name}\t{person.address or '-'}\t{', '.join(person.roles) or '-'}")


def _print_notices(rows: list[dict[str, Any]]) -> None:
    if not rows:
        click.echo("Nothing needs you.")
    for row in rows:
        click.echo(f"(!) {row['mailbox']}: {row['sentence']} (since {format_local(row['since'], '-')})")
