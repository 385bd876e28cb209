"""``python -m cli`` is the command ``diplograph``."""

from cli.command import main

if __name__ == "__main__":
    main()
