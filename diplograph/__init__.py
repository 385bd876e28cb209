"""Diplograph: sourced diplomatic facts as a graph; what was true, what was known, and when."""

__version__ = "0.1.0"
