"""The commands are loaded one by one; none may be forgotten."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import click

import imapdesk.cli
from imapdesk.cli.main import cli


def test_every_command_that_a_module_registers_is_found_by_its_name() -> None:
    whole = click.Group()
    for found in pkgutil.iter_modules(imapdesk.cli.__path__):
        module = import_module(f"imapdesk.cli.{found.name}")
        if hasattr(module, "register"):
            module.register(whole)
    context = click.Context(cli)
    assert cli.list_commands(context) == sorted(whole.commands)
    assert all(cli.get_command(context, name) for name in whole.commands)
