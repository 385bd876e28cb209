"""The graph over Bolt, on either engine; the one package that imports ``neo4j``."""

import logging

from diplograph.database import _lean as _lean  # first: see there
from diplograph.database.address import Address, address
from diplograph.database.ask import MOST_BYTES, Answer
from diplograph.database.connection import Database, Transaction, connect
from diplograph.database.values import Record, plain_value

__all__ = [
    "MOST_BYTES",
    "Address",
    "Answer",
    "Database",
    "Record",
    "Transaction",
    "address",
    "connect",
    "plain_value",
]

# what goes wrong is told by our errors; without a handler the driver's log would go to the terminal
logging.getLogger("neo4j").addHandler(logging.NullHandler())
