"""From claims to facts, and from what sources say of a fact to its versions and ties. Pure.

``episodes``: which rows are about one fact; ``times``: when one claim says that it was true;
``stances``: who stands by what; ``settle``: what the stances come to; ``resolve``: all of it, for
each day of the record.
"""
