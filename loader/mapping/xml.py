"""XML of simple records to records, without entities, and no more of it in memory than one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse, parse

from diplograph.errors import Problem
from diplograph.text import tidy
from loader.mapping.layout import Found, Layout
from loader.mapping.texts import too_long
from loader.read import Row

_MAX_DEPTH = 100


def xml_records(file: BinaryIO, name: str, layout: Layout) -> Iterator[Found]:
    """A record for each element of the layout's name; the row is its place among them.

    A cell is ``a/b`` for an element within, ``a@b`` for its attribute; repeats are joined by ``|``.
    """
    number = 0
    around: dict[str, str] = {}
    path: list[Element] = []
    try:
        for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
            tag = _plain(element)
            if event == "start":
                path.append(element)
                if len(path) > _MAX_DEPTH:
                    yield Problem(name, 0, "", "", "is nested too deep for records", "broken-file")
                    return
                continue
            path.pop()
            if tag in layout.around:
                around[tag] = _text(element)
            if tag == layout.record:
                number += 1
                row = Row(name, number, number, dict(around))
                _flatten(row.cells, "", element)
                yield too_long(row) or row
                element.clear()
                if path:
                    path[-1].remove(element)
        if number == 0:
            said = f"has no element {layout.record}"
            yield Problem(name, 0, "", "", said, "no-records")
    except ParseError as error:
        said = f"is not whole XML ({error}); was it cut off?"
        yield Problem(name, number + 1, "", "", said, "broken-file")
    except DefusedXmlException:
        said = "declares a DTD or entities of its own; take them out"
        yield Problem(name, 0, "", "", said, "xml-entities")
    except (ValueError, LookupError) as error:
        yield Problem(name, number + 1, "", "", f"cannot be read as XML ({error})", "broken-file")


def whole_tree(file: BinaryIO, name: str) -> Element | Problem:
    """A file of XML as a whole, where its elements are no simple records."""
    try:
        root: Element | None = parse(file, forbid_dtd=True).getroot()
    except ParseError as error:
        said = f"is not whole XML ({error}); was it cut off?"
        return Problem(name, 0, "", "", said, "broken-file")
    except DefusedXmlException:
        said = "declares a DTD or entities of its own; take them out"
        return Problem(name, 0, "", "", said, "xml-entities")
    except (ValueError, LookupError) as error:
        return Problem(name, 0, "", "", f"cannot be read as XML ({error})", "broken-file")
    return root if root is not None else Element("")


def _plain(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Element) -> str:
    return " ".join(tidy("".join(element.itertext())).split())


def _flatten(cells: dict[str, str], prefix: str, element: Element) -> None:
    for key, value in element.attrib.items():
        cells[f"{prefix}@{key.rpartition('}')[2]}"] = tidy(value)
    if prefix:
        text = _text(element)
        cells[prefix] = f"{cells[prefix]}|{text}" if cells.get(prefix) else text
    for child in element:
        _flatten(cells, f"{prefix}/{_plain(child)}" if prefix else _plain(child), child)
