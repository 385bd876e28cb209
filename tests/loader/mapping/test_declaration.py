"""A mapping is checked as it is read, each fault named by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.errors import InputError
from loader.mapping.declaration import read_mapping
from tests.loader.mapping.helpers import EMBASSIES, SOURCE

CLAIM = SOURCE + '[[claims]]\nkind = "embassies"\n[claims.columns]\nsender = "a"\nreceiver = "b"\n'


def _faults(folder: Path, text: str) -> list[tuple[int, str]]:
    path = folder / "m.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_mapping(path)
    return [(one.row, one.message) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a = = 1\n", 1, "is not TOML"),
        ('titel = "x"\n' + EMBASSIES, 1, "did you mean title?"),
        (SOURCE, 1, "makes no claims"),
        (EMBASSIES.replace('title = "T"\n', ""), 1, "title is needed"),
        (EMBASSIES.replace('"embassies"', '"embassy"'), 6, "one of relations, embassies"),
        (EMBASSIES + 'until = "x"\n', 11, "no such key"),
        (CLAIM, 7, "level is needed"),
        (CLAIM + "level = { column = 'a', vals = {} }\n", 10, "vals: no such key"),
        (CLAIM + "level = { match = '(' , column = 'a' }\n", 10, "no regular expression"),
        (CLAIM + "level = { column = 'a', item = true }\n", 10, "exactly one of"),
        (CLAIM + "level = 'a'\nfrom = { column = 'a', dates = ['%d'] }\n", 11, "has no year"),
        (CLAIM.replace('"a"', "{ column = 'a', codes = 'ioc' }"), 8, "one of iso2"),
        (EMBASSIES + "[[leave_out]]\nwhere = { a = { is = 'b' } }\n", 12, "no such condition: is"),
        (EMBASSIES + "[[leave_out]]\nwhere = { a = 'b' }\n", 11, "says no reason"),
        (EMBASSIES + "[claims.spells]\nwave = 'year'\n", 11, "complete is needed"),
        (EMBASSIES + "[file]\nformat = 'xml'\n", 11, "record is needed"),
        (EMBASSIES + "[file]\nseparator = '::'\n", 12, "one character"),
        (EMBASSIES + "[[cities]]\nid = 'x'\n", 11, "id and name are needed"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    found = _faults(tmp_path, text)
    assert any(row == line and says in message for row, message in found), found


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    text = EMBASSIES.replace('"embassies"', '"embassy"') + "[[leave_out]]\n"
    assert [row for row, _ in _faults(tmp_path, text)] == [6, 11, 11]


def test_a_mapping_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_mapping(tmp_path / "none.toml")
    assert "cannot be read" in str(caught.value.problems[0])
