"""The entry point of the command, with all its parts."""

from __future__ import annotations

import sys
from collections.abc import Callable

from rich.markup import escape

from cli import analyse, serve, tables  # the parts, in the order in which the help lists them
from cli.options import app
from cli.said import err, print_json, show_problems
from diplograph.errors import DiplographError, InputError

__all__ = ["analyse", "app", "main", "run", "serve", "tables"]


def run(command: Callable[[], object]) -> None:
    """Run a command; what goes wrong is said in a sentence, with exit status 1."""
    try:
        command()
    except InputError as error:
        if "--json" in sys.argv:
            print_json({"problems": [problem.as_dict() for problem in error.problems]})
        else:
            show_problems(error.problems)
            err.print(f"{error}; nothing was written.", highlight=False)
        sys.exit(1)
    except DiplographError as error:
        err.print(f"[red]error[/]: {escape(str(error))}", highlight=False, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def main() -> None:
    """The entry point of the command."""
    run(app)
