"""``python -m loader FOLDER`` is ``diplograph load FOLDER``."""

import typer

from diplograph.cli import load_command, run

if __name__ == "__main__":
    run(lambda: typer.run(load_command))
