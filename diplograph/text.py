"""Text as it is kept, one spelling for what looks the same; and names as they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_UNSEEN = dict.fromkeys(
    map(ord, "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"), None
) | dict.fromkeys(range(0x2066, 0x206A), None)
"""Soft hyphen, zero-width spaces and the marks that steer the direction of writing."""

_SPACES = dict.fromkeys([0x00A0, 0x2007, 0x202F], " ")
_LINE_ENDS = dict.fromkeys([0x0085, 0x2028, 0x2029], "\n")
_TABLE = _UNSEEN | _SPACES | _LINE_ENDS
_JOINERS = re.compile("[\u200c\u200d]+")

_JOINED = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
    "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
)
"""Letters that (non-)joiners shape: Arabic and its kin, India's scripts, Mongolian; and emoji."""


def tidy(text: str) -> str:
    """A cell as it is kept: composed (NFC), without unseen marks, with plain spaces, stripped.

    The zero-width joiner and non-joiner stay where they tell words apart, as in Persian.
    """
    if not text.isascii():
        text = text.translate(_TABLE)
        if _JOINERS.search(text):
            text = _JOINERS.sub(_joiner, text)
        text = unicodedata.normalize("NFC", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def _joiner(found: re.Match[str]) -> str:
    """One joiner where it has something to shape, else nothing."""
    text, first, last = found.string, found.start(), found.end()
    before = text[first - 1] if first else " "
    after = text[last] if last < len(text) else " "
    # after a virama it shapes even the last letter of a word
    shapes = unicodedata.combining(before) == 9 or (_JOINED.match(before) and _JOINED.match(after))
    return found[0][0] if shapes else ""


_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛ʹʻʼʽʾʿˈ`′＇՚׳״."), None)
_SPACED_ACUTE = " \u0301"
"""What compatibility makes of the spacing acute, which many type for an apostrophe."""

_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "æ": "ae", "œ": "oe"}
    | {"ƀ": "b", "ŧ": "t", "ـ": None}
)
"""Letters whose stroke or ligature is no mark of its own to Unicode; and the Arabic filler."""

_NOT_WORD = re.compile(r"[\W_]+")
_STRESSED = frozenset("аеиіоуыэюяѣѵ")
_ACCENT_BLOCKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_SELECTORS = re.compile("[\u034f\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_POINTS = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06ed]")
"""Hebrew and Arabic vowel points and signs of recitation; not the hamza, which is a letter."""


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """A name as it is compared: no case, accents, dots, apostrophes or punctuation.

    A mark that makes another letter stays: kana's voicing, the vowel signs of India, the breve of
    й. A name of nothing but punctuation is compared by it.
    """
    key = _settled(name, _fold)
    return key or " ".join(_settled(name, _seen).split())


def _settled(text: str, step: Callable[[str], str]) -> str:
    """The text after as many steps as change it: what is left out may bring marks and letters
    together anew."""
    while (after := step(text)) != text:
        text = after
    return text


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKD", text).replace(_SPACED_ACUTE, "").translate(_APOSTROPHES)
    if not text.isascii():
        kept, base = [], " "
        for c in text:
            kind = _sort(c)
            if kind == "mark" and not _stays(c, base):
                continue
            if kind not in ("mark", "unseen"):
                base = c
            kept.append(" " if kind == "other" else "" if kind == "unseen" else c)
        text = "".join(kept).casefold().translate(_LETTERS)
        return " ".join(unicodedata.normalize("NFKC", text).split())
    return " ".join(_NOT_WORD.sub(" ", text.lower()).split())


def _seen(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text)
    return "".join(c for c in composed if unicodedata.category(c) not in ("Cf", "Cc"))


@lru_cache(maxsize=65536)
def _sort(character: str) -> str:
    """Whether it is a letter or digit, a mark on one, unseen, or something else."""
    category = "Cf" if _SELECTORS.match(character) else unicodedata.category(character)
    sorts = {"L": "letter", "N": "letter", "M": "mark"}
    return "unseen" if category == "Cf" else sorts.get(category[0], "other")


@lru_cache(maxsize=65536)
def _stays(mark: str, base: str) -> bool:
    """Whether a mark makes its letter another one."""
    if _POINTS.match(mark):
        return False
    if not _ACCENT_BLOCKS.match(mark):
        return True
    if not base.isalpha():
        return False
    base = base.lower()
    script = unicodedata.name(base, "").partition(" ")[0]
    if script == "CYRILLIC":
        stress = mark in "\u0300\u0301" and base in _STRESSED
        return not (stress or (mark == "\u0308" and base == "е"))
    return script not in ("LATIN", "GREEK", "MODIFIER")
