"""``python -m loader FOLDER`` is ``diplograph load FOLDER``."""

import runpy
import sys

if __name__ == "__main__":
    sys.argv.insert(1, "load")
    runpy.run_module("cli", run_name="__main__")
