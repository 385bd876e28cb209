"""Cells that a spreadsheet would execute."""

from __future__ import annotations

import re

# The rule. A cell is a formula if a spreadsheet that opens the file would compute it:
#   1. it begins with = (also after signs: -=, +@=);
#   2. it begins with +, - or @, and then
#      a. a function call: a name with its parenthesis right behind it, @SUM(1), -cmd(x), or
#      b. another sheet's or program's cell: +Sheet1!A1, -2+3+cmd|' /C calc'!A0, or
#      c. nothing but arithmetic in which some operand is a cell: +A1+B2, -A1, @A1*2.
# So a handle (@MFA_Ukraine), a remark (-see page 4, +A few words), a telephone number (+48 22 523)
# and a negative number are texts. Signs in their full width count as signs.
_SIGNS = r"[+\-@\s]*[+\-@]\s*"
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}"
_OPERAND = rf"\(*\s*(?:{_CELL}|\d+(?:\.\d+)?%?)\s*\)*"
_FORMULA = re.compile(
    rf"[+\-@\s]*=|"
    rf"{_SIGNS}[A-Za-z][A-Za-z0-9.]*\(|"
    rf"[+\-@].*(?:\w|'|\])!\$?[A-Za-z]{{1,3}}\$?\d|"
    rf"(?=.*[A-Za-z])(?!@\w+$){_SIGNS}{_OPERAND}(?:\s*[-+*/^&:<>=]+\s*{_OPERAND})*$",
    re.DOTALL,
)
_WIDE = str.maketrans("＝＋－＠", "=+-@")


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would execute a cell, which is neither blank nor has blanks around."""
    if cell[:1] not in "=+-@＝＋－＠":
        return False
    return _FORMULA.match(cell[:1000].translate(_WIDE)) is not None
