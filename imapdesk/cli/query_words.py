"""The words of a query on the command line: ``-word`` leaves a word out and is no option."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import click


class QueryCommand(click.Command):
    """A command whose arguments are a query. Only its own options are options; every other ``-word`` is the query's."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the query's words behind ``--``, where they are never taken for options."""
        names: dict[str, bool] = {}
        for parameter in self.get_params(ctx):
            if isinstance(parameter, click.Option):
                takes_value = not parameter.is_flag and not parameter.count
                names |= dict.fromkeys([*parameter.opts, *parameter.secondary_opts], takes_value)
        with_value = {name for name, takes_value in names.items() if takes_value}
        return super().parse_args(ctx, part_words(args, names, with_value))


def part_words(args: Sequence[str], options: Collection[str], with_value: Collection[str]) -> list[str]:
    """Options with their values first, then ``--`` and the words; ``--unknown`` stays an option, to be refused."""
    kept: list[str] = []
    words: list[str] = []
    rest = iter(args)
    for each in rest:
        name, equals, _value = each.partition("=")
        if each == "--":
            words += rest
        elif name in options or (each.startswith("--") and len(each) > 2):
            kept.append(each)
            if name in with_value and not equals:
                kept += [value for value in [next(rest, None)] if value is not None]
        else:
            words.append(each)
    return [*kept, "--", *words]
