"""An article (TEI) to the entries of its timelines: heading, first sentence, section, years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from diplograph.text import tidy

_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SENTENCE = re.compile(r"(?:(?<=[^\W\d_]{3}[.)])|(?<=\d{4}[.)]))\s+(?=[A-Z“])")
_YEAR = re.compile(r"\b(1[789]\d\d|20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a timeline; ``number`` is its place in the article."""

    number: int
    section: str
    heading: str
    sentence: str

    @property
    def years(self) -> list[str]:
        """The years in its heading, one that is cut short (1920-21) among them."""
        short = re.sub(r"\b(1[789]|20)(\d\d)\s?[-–]\s?(\d\d)\b(?!\d)", r"\1\2-\1\3", self.heading)
        return list(dict.fromkeys(_YEAR.findall(short)))


def entries(article: Element) -> list[Entry]:
    """The entries of an article's timelines, in its order."""
    found: list[Entry] = []
    _walk(article, "", found)
    return found


def title(article: Element) -> str:
    """The country that an article is on, in its own words."""
    titles = [one for one in article.iter(f"{_TEI}title") if one.get("type") == "short"]
    return _text(titles[0]) if titles else ""


def published(article: Element) -> str:
    """The year of publication that the article gives, or a later one of which an entry tells."""
    head = article.find(f".//{_TEI}publicationStmt")
    texts = [_text(head)] if head is not None else []
    texts += [_text(one) for one in article.iter(f"{_TEI}div") if one.get("type") == "timeline"]
    return max((year for text in texts for year in _YEAR.findall(text)), default="")


def _walk(element: Element, section: str, found: list[Entry]) -> None:
    for child in element:
        if child.tag == f"{_TEI}div" and child.get("type") == "timeline":
            head = child.find(f"{_TEI}head")
            heading = _text(head) if head is not None else ""
            words = " ".join(_text(one) for one in child.findall(f"{_TEI}p"))
            first = _SENTENCE.split(words, maxsplit=1)[0]
            found.append(Entry(len(found) + 1, section, heading, first))
            _walk(child, section, found)
        else:
            inner = child.get(_ID, "") if child.get("type") == "section" else ""
            _walk(child, inner or section, found)


def _text(element: Element) -> str:
    """An element's words, without those of notes and pictures in it."""
    return " ".join(tidy(_raw(element)).split())


def _raw(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag not in (f"{_TEI}note", f"{_TEI}figure"):
            parts.append(_raw(child))
        parts.append(child.tail or "")
    return "".join(parts)
