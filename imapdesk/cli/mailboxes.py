"""``imapdesk mailbox add | list | show | set | remove``."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import click

from imapdesk.cli.context import Door, command, read_password, tell
from imapdesk.cli.counting import count
from imapdesk.cli.integrations import parse_mailbox_fields, register_sign_in
from imapdesk.cli.mailbox_changes import SETTINGS_HELP, get_login, parse_changes, parse_date
from imapdesk.cli.moments import format_next_run
from imapdesk.cli.quoting import as_word
from imapdesk.errors import ImapdeskError, SettingsRefused
from imapdesk.mail import Mailbox, MailboxSettings, Period, PeriodKind, Security

if TYPE_CHECKING:
    from imapdesk.desk import Desk


def register(cli: click.Group) -> None:
    """Add the commands to the program."""

    @cli.group("mailbox")
    def mailbox() -> None:
        """Add, change and remove mailboxes."""

    _register_add(mailbox)
    register_sign_in(mailbox)
    _register_others(mailbox)


def _register_add(mailbox: click.Group) -> None:
    @command(mailbox, "add")
    @click.argument("name")
    @click.option("--address", required=True, help="The e-mail address.")
    @click.option("--host", default="", help="The IMAP server (default with --oauth: the provider's).")
    @click.option("--port", type=click.IntRange(1, 65535), help="Default: 993 for ssl, 143 for starttls and none.")
    @click.option("--security", type=click.Choice(["ssl", "starttls", "none"]), help="Default: ssl.")
    @click.option("--user", default="", help="The user name (default: the address).")
    @click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
    @click.option("--ca-file", metavar="PEM", help="Trust this certificate authority for this mailbox.")
    @click.option("--certificate", metavar="SHA256", help="Trust the one certificate with this fingerprint.")
    @click.option("--since", metavar="YYYY-MM-DD", help="Load mail from this day on (default: the last year).")
    @click.option("--all-mail", is_flag=True, help="Load all mail.")
    @click.option(
        "--every",
        type=click.IntRange(0, 1440),
        metavar="MINUTES",
        help="0: only by hand (default: as set, or 30).",
    )
    @click.option("--owner", metavar="LOGIN", help="The person it belongs to (default: you).")
    @click.option("--system", is_flag=True, help="It belongs to nobody.")
    @click.option("--oauth", metavar="TYPE", help="Sign in with this provider instead of a password.")
    @click.option("--field", "fields_", multiple=True, metavar="NAME=VALUE", help="A field that the --oauth type adds.")
    @click.option("--read-only", is_flag=True, help="Never change anything on the server.")
    @click.option("--instant", is_flag=True, help="Fetch changes at once (in the window and sync --watch).")
    @click.option("--no-check", is_flag=True, help="Save without connecting.")
    def add(door: Door, **words: Any) -> None:
        """Add a mailbox.

        Connects once to check the settings and to fetch the folder list.
        """
        with door.open_desk() as desk:
            settings = _make_settings(desk, words)
            password, own = None, None
            if words["fields_"]:
                own = parse_mailbox_fields(desk, settings.auth, words["fields_"])
            if settings.auth == "password":
                password = read_password(words["password_stdin"], f"Password of {settings.user or settings.address}")
            _add(door, desk, settings, password, own, check=not words["no_check"])


def _add(
    door: Door,
    desk: Desk,
    settings: MailboxSettings,
    password: str | None,
    own: dict[str, str] | None,
    *,
    check: bool,
) -> None:
    by_password = settings.auth == "password"
    if check and by_password and password is None:
        raise SettingsRefused("A password is needed: give it by --password-stdin.", field="password")
    listing = desk.check_connection(settings, password) if check and by_password else None
    mailbox = desk.add_mailbox(settings, password, listing=listing, fields=own)
    folders = len(desk.load_folders(mailbox.name))
    told = f"Added “{mailbox.name}”" + (f" with {count(folders, 'folder', 'folders')}." if listing else ".")
    if not by_password:
        told += f" Sign in with “imapdesk mailbox sign-in {as_word(mailbox.name)}”."
    door.answer(make_document(mailbox) | {"folders": folders}, lambda: click.echo(told))


def _make_settings(desk: Desk, words: dict[str, Any]) -> MailboxSettings:
    if words["system"] and words["owner"]:
        raise SettingsRefused("A mailbox has an owner or is a system mailbox, not both.", field="owner")
    auth = desk.find_auth_type(words["oauth"]) if words["oauth"] else "password"
    host, port, security = _choose_server(desk, auth, words)
    return MailboxSettings(
        name=words["name"],
        address=words["address"],
        host=host,
        port=port,
        security=security,
        user=words["user"],
        auth=auth,
        ca_file=words["ca_file"],
        certificate=words["certificate"],
        period=_make_period(words["since"], words["all_mail"]),
        every_minutes=desk.load_sync_rules().every_minutes if words["every"] is None else words["every"],
        owner=None if words["system"] else words["owner"] or get_login(),
        read_only=words["read_only"],
        instant=words["instant"],
    )


def _choose_server(desk: Desk, auth: str, words: dict[str, Any]) -> tuple[str, int, Security]:
    """What was given, the rest from the provider's defaults or the protocol's (993 for TLS, 143 otherwise)."""
    if words["host"]:
        security = Security(words["security"] or "ssl")
        return words["host"], words["port"] or (993 if security is Security.SSL else 143), security
    if auth == "password":
        raise SettingsRefused("A server is needed: give it by --host.", field="host")
    defaults = desk.get_server_defaults(auth)
    security = Security(words["security"] or defaults.imap_security)
    return defaults.imap_host, words["port"] or defaults.imap_port, security


def _make_period(since: str | None, all_mail: bool) -> Period:
    if since and all_mail:
        raise SettingsRefused("Choose --since or --all-mail, not both.", field="since")
    if all_mail:
        return Period(PeriodKind.EVERYTHING)
    return Period(PeriodKind.SINCE, parse_date(since)) if since else Period()


def _register_others(mailbox: click.Group) -> None:
    @command(mailbox, "list")
    def list_(door: Door) -> None:
        """List the mailboxes."""
        with door.open_desk() as desk:
            mailboxes = desk.load_mailboxes()
        door.answer([make_document(m) for m in mailboxes], lambda: _print_lines(mailboxes))

    @command(mailbox, "show")
    @click.argument("name")
    def show(door: Door, name: str) -> None:
        """Show a mailbox's settings and state."""
        with door.open_desk() as desk:
            document = make_document(desk.get_mailbox(name))
        door.answer(document, lambda: _print_pairs(document))

    @command(mailbox, "set", epilog=SETTINGS_HELP)
    @click.argument("name")
    @click.argument("changes", nargs=-1, metavar="KEY=VALUE...")
    @click.option("--password-stdin", is_flag=True, help="Read a new password from standard input.")
    @click.option("--no-check", is_flag=True, help="Don't refresh the folder list.")
    def set_(door: Door, name: str, changes: tuple[str, ...], password_stdin: bool, no_check: bool) -> None:
        """Change settings.

        The folder list is refreshed at once; mail waits for the next sync.
        """
        if not changes and not password_stdin:
            raise SettingsRefused("Give at least one KEY=VALUE, or --password-stdin.")
        _set(door, name, parse_changes(changes), read_password(password_stdin, None), refresh=not no_check)

    @command(mailbox, "remove")
    @click.argument("name")
    @click.option("--keep-mail", is_flag=True, help="Keep what is saved readable and exportable.")
    def remove(door: Door, name: str, keep_mail: bool) -> None:
        """Remove a mailbox from this computer.

        The server is not touched.
        """
        with door.open_desk() as desk:
            desk.remove_mailbox(name, keep_mail=keep_mail)
        door.answer({"removed": name, "mail_kept": keep_mail}, lambda: click.echo(f"Removed “{name}”."))


def _set(door: Door, name: str, changes: dict[str, Any], password: str | None, *, refresh: bool) -> None:
    trouble = None
    with door.open_desk() as desk:
        mailbox = desk.change_mailbox(name, password=password, **changes)
        if refresh and mailbox.name in desk.refresh_due():
            try:
                desk.refresh_folders(mailbox.name)
            except ImapdeskError as error:
                trouble = error
        document = make_document(desk.get_mailbox(mailbox.name))
    document["folder_list"] = str(trouble.outcome) if trouble else "ok"
    door.answer(document, lambda: click.echo(f"Saved “{mailbox.name}”."))
    if trouble:
        tell(f"imapdesk: saved, but the folder list could not be refreshed: {trouble.sentence}")


def make_document(mailbox: Mailbox) -> dict[str, Any]:
    """A mailbox as JSON; it holds no secret."""
    settings = mailbox.settings
    document = {f.name: getattr(settings, f.name) for f in fields(settings) if f.name != "period"}
    document["since"] = settings.period.since and settings.period.since.isoformat()
    return document | {
        "period": str(settings.period.kind),
        "system": settings.owner is None,
        "paused": mailbox.paused,
        "outcome": mailbox.last_outcome and str(mailbox.last_outcome),
        "error": mailbox.last_error or None,
        "last_run": mailbox.last_run_at and mailbox.last_run_at.isoformat(),
        "next_run": format_next_run(mailbox),
    }


def _print_lines(mailboxes: list[Mailbox]) -> None:
    for mailbox in mailboxes:
        settings, state = mailbox.settings, mailbox.last_outcome or "not synchronised yet"
        server = f"{settings.host}:{settings.port} ({settings.security})"
        click.echo(f"{mailbox.name}\t{settings.address}\t{server}\t{state}")


def _print_pairs(document: dict[str, Any]) -> None:
    width = max(map(len, document))
    for key, value in document.items():
        shown = (
            "-"
            if value in (None, "")
            else {True: "yes", False: "no"}.get(value, value)
            if isinstance(value, bool)
            else value
        )
        click.echo(f"{key.replace('_', ' '):<{width}}  {shown}")
