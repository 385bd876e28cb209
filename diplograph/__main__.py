"""``python -m diplograph`` is the command ``diplograph``."""

import runpy

if __name__ == "__main__":
    runpy.run_module("cli", run_name="__main__")
