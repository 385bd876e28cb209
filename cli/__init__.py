"""The command ``diplograph``: load, look, ask, take out again. It stands above all the rest."""
