"""A value that begins with a dash: what the error says where it was taken for an option."""

from typing import Any

from typer._click.exceptions import NoSuchOption  # typer has no public name for it
from typer.core import TyperArgument, TyperCommand


class Command(TyperCommand):
    """A command that says, of an option it does not have, how a value that begins with a dash is written."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse as ever. Raises NoSuchOption, with what to do where the command takes a value."""
        given = list(args)  # parsing uses them up
        try:
            return super().parse_args(ctx, args)
        except NoSuchOption as error:
            taken = next((one for one in self.params if isinstance(one, TyperArgument)), None)
            if taken is not None:
                name = taken.metavar or str(taken.name).upper()
                value = next(one for one in given if one.startswith(error.option_name[:2]))
                error.message += f". A {name} that begins with a dash goes after --: {ctx.command_path} -- {value}"
            raise
