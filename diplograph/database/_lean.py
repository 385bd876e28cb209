"""The driver, imported without pandas, NumPy and Arrow.

Where these are installed the driver imports them, for data frames that nobody here asks it for; a
command would take half as long again to start. Imported before any other module that has ``neo4j``.
"""

import sys
from importlib import import_module

_FRAMES = [name for name in ("numpy", "pandas", "pyarrow") if name not in sys.modules]

sys.modules.update(dict.fromkeys(_FRAMES))  # type: ignore[arg-type] # None: there is no such module
try:
    import_module("neo4j")
finally:
    for _name in _FRAMES:
        del sys.modules[_name]
