"""``imapdesk integration list | set | enable | disable | test`` and ``imapdesk mailbox sign-in``."""

from __future__ import annotations

import webbrowser
from typing import IO, TYPE_CHECKING, Any

import click

from imapdesk.cli.context import Door, command, read_password, stop_on_signals, tell
from imapdesk.cli.counting import count
from imapdesk.cli.quoting import as_word
from imapdesk.errors import ImapdeskError, SettingsRefused, SignInRequired
from imapdesk.outcome import Outcome

if TYPE_CHECKING:
    from imapdesk.desk import Desk, Integration, Tokens

_LARGEST_FILE = 1024 * 1024  # bytes of a provider's file


def register(cli: click.Group) -> None:
    """Add the commands to the program."""

    @cli.group("integration")
    def integration() -> None:
        """Set up sign-in types.

        Google, Microsoft, and those of installed packages.
        """

    @command(integration, "list")
    def list_(door: Door) -> None:
        """List the types and what is set for them."""
        with door.open_desk() as desk:
            integrations, problems = desk.load_integrations(), desk.load_plugin_problems()
        door.answer([make_document(one) for one in integrations], lambda: _print_list(integrations))
        for problem in problems:
            tell(f"imapdesk: {problem.package} ({problem.entry}): {problem.sentence}")

    @command(integration, "set")
    @click.argument("type_", metavar="TYPE")
    @click.argument("changes", nargs=-1, metavar="FIELD=VALUE...")
    @click.option("--secret-stdin", is_flag=True, help="Read the client secret from standard input.")
    @click.option("--file", "file", type=click.File("rb"), help="The provider's file, such as client_secret.json.")
    def set_(door: Door, type_: str, changes: tuple[str, ...], secret_stdin: bool, file: Any) -> None:
        """Change client settings.

        Secrets come from standard input.
        """
        if not (changes or file or secret_stdin):
            raise SettingsRefused("Give at least one FIELD=VALUE, --file or --secret-stdin.")
        with door.open_desk() as desk:
            before = desk.load_integration(type_)
            values = dict(before.manager.read_settings_file(_read_text(file))) if file else {}
            values |= _parse_values(before, changes)
            if secret_stdin:
                values[_secret_field(before)] = read_password(True, None) or ""
            saved = desk.save_integration(type_, values)
        door.answer(make_document(saved), lambda: click.echo(f"Saved. {saved.label} is {_state(saved)}."))

    _register_switches(integration)


def _read_text(file: IO[bytes]) -> str:
    """A vendor's file, which is small; of another one (or a device) only its beginning is looked at."""
    return file.read(_LARGEST_FILE).decode(errors="replace")


def _register_switches(integration: click.Group) -> None:
    @command(integration, "enable")
    @click.argument("type_", metavar="TYPE")
    def enable(door: Door, type_: str) -> int:
        """Check the settings and switch a type on.

        The provider is asked whether they are right.
        """
        with door.open_desk() as desk:
            return _report(door, desk.enable_integration(type_))

    @command(integration, "test")
    @click.argument("type_", metavar="TYPE")
    def test(door: Door, type_: str) -> int:
        """Check the settings.

        The provider is asked whether they are right; nothing is changed.
        """
        with door.open_desk() as desk:
            return _report(door, desk.test_integration(type_))

    @command(integration, "disable")
    @click.argument("type_", metavar="TYPE")
    def disable(door: Door, type_: str) -> None:
        """Switch a type off.

        Its mailboxes stop and keep their mail.
        """
        with door.open_desk() as desk:
            saved = desk.disable_integration(type_)
        door.answer(make_document(saved), lambda: click.echo(f"{saved.label} is off."))


def register_sign_in(mailbox: click.Group) -> None:
    """Add ``mailbox sign-in``."""

    @command(mailbox, "sign-in")
    @click.argument("name")
    @click.option(
        "--browser", "road", flag_value="browser", default=True, help="In the system's web browser (default)."
    )
    @click.option("--device-code", "road", flag_value="device", help="With a code typed in on any device.")
    @click.option(
        "--accept-other-address", is_flag=True, help="Take a sign-in under another address than the mailbox's."
    )
    def sign_in(door: Door, name: str, road: str, accept_other_address: bool) -> None:
        """Sign in to an OAuth mailbox.

        Then the folder list is fetched.
        """
        with door.open_desk() as desk:
            mailbox = desk.get_mailbox(name)
            if mailbox.settings.auth == "password":
                change = f"imapdesk mailbox set {as_word(name)} --password-stdin"
                raise SettingsRefused(f"“{name}” signs in with a password: use “{change}”.")
            tokens = _sign_in_with_code(desk, name) if road == "device" else _sign_in_with_browser(desk, name)
            _refuse_other_address(mailbox.settings.address, tokens, accept_other_address)
            desk.save_sign_in(name, tokens)
            trouble = _fetch_folders(desk, name)
            folders = len(desk.load_folders(name))
        document = {"name": name, "signed_in": True, "folders": folders}
        document["folder_list"] = str(trouble.outcome) if trouble else "ok"
        told = f"Signed in to “{name}”; it has {count(folders, 'folder', 'folders')}."
        door.answer(document, lambda: click.echo(told))
        if trouble:
            tell(f"imapdesk: signed in, but the folder list can't be had: {trouble.sentence}")


def _fetch_folders(desk: Desk, name: str) -> ImapdeskError | None:
    try:
        desk.refresh_folders(name)
    except ImapdeskError as error:
        return error
    return None


def _sign_in_with_browser(desk: Desk, name: str) -> Tokens:
    settings = desk.get_mailbox(name).settings

    def open_browser(url: str) -> bool:
        click.echo("Your web browser opens for the sign-in. Where it does not, open this address in it:", err=True)
        click.echo(url, err=True)
        webbrowser.open(url)
        return True

    with stop_on_signals() as should_stop:
        _, tokens = desk.sign_in_with_browser(settings.auth, settings.address, open_browser, should_stop=should_stop)
    return tokens


def _sign_in_with_code(desk: Desk, name: str) -> Tokens:
    settings = desk.get_mailbox(name).settings
    code = desk.start_device_code(settings.auth)
    click.echo(f"Open {code.verification_uri} on any device and type in the code {code.user_code}", err=True)
    with stop_on_signals() as should_stop:
        return desk.wait_for_device_code(settings.auth, code, should_stop=should_stop)


def _refuse_other_address(expected: str, tokens: Tokens, accepted: bool) -> None:
    if tokens.are_of_another(expected) and not accepted:
        raise SignInRequired(
            f"You signed in as {tokens.user.address}, and the mailbox is {expected}. "
            "Sign in again, or give --accept-other-address if that is right.",
            reason="other_address",
        )


def parse_mailbox_fields(desk: Desk, type_: str, words: tuple[str, ...]) -> dict[str, str]:
    """``name=value`` words as the fields that a type adds to a mailbox. Raises SettingsRefused."""
    known = {one.name: one for one in desk.load_integration(type_).manager.get_mailbox_fields()}
    values = {}
    for word in words:
        name, _equals, value = word.partition("=")
        if name not in known:
            names = ", ".join(known) or "none"
            raise SettingsRefused(f"A mailbox of this type has no field “{name}”; there are: {names}.", field=name)
        if fault := known[name].find_fault(value):
            raise SettingsRefused(fault, field=name)
        values[name] = value.strip()
    return values


def _parse_values(integration: Integration, changes: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for word in changes:
        name, equals, value = word.partition("=")
        if not equals:
            raise SettingsRefused(f"“{word}” is not of the form field=value.")
        name = name.replace("-", "_")
        if any(one.name == name and one.secret for one in integration.manager.get_settings_fields()):
            raise SettingsRefused("A secret is never an argument: use --secret-stdin.", field=name)
        values[name] = value
    return values


def _secret_field(integration: Integration) -> str:
    for one in integration.manager.get_settings_fields():
        if one.secret:
            return one.name
    raise SettingsRefused(f"{integration.label} has no secret.")


def make_document(integration: Integration) -> dict[str, Any]:
    """A type of sign-in as JSON, without its secrets."""
    document: dict[str, Any] = {
        "type": integration.type,
        "label": integration.label,
        "enabled": integration.enabled,
        "settings": dict(integration.settings.values),
        "redirect": integration.manager.get_popup_hints(integration.settings).register or None,
    }
    if integration.check:
        check = integration.check
        document["check"] = {"verdict": str(check.verdict), "sentence": check.sentence, "field": check.field or None}
    return document


def _report(door: Door, integration: Integration) -> int:
    check = integration.check
    sentence = check.sentence if check else ""
    door.answer(
        make_document(integration),
        lambda: click.echo(f"{integration.label} is {_state(integration)}. {sentence}".strip()),
    )
    if check is None or check.right:
        return 0
    return Outcome.UNREACHABLE.exit_code if check.verdict == "unchecked" else Outcome.SIGN_IN_REQUIRED.exit_code


def _state(integration: Integration) -> str:
    return "on" if integration.enabled else "off"


def _print_list(integrations: list[Integration]) -> None:
    for one in integrations:
        values = ", ".join(f"{name}={value}" for name, value in one.settings.values.items() if value)
        click.echo(f"{one.type}\t{one.label}\t{_state(one)}\t{values}")
