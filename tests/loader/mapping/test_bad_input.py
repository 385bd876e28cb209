"""Bad input is one clear line each, and nothing is half written."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from diplograph.errors import InputError
from loader.mapping.command import preview, write
from tests.loader.mapping.helpers import EMBASSIES, errors, look, put

GOOD = "from,to,type\nPRK,BLR,embassy\n"
XML = EMBASSIES + "[file]\nformat = 'xml'\nrecord = 'm'\n"


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (GOOD + "PRK,CHN,embassy,x\n", "t.csv, row 3: 'PRK,CHN,embassy,x': 4 cells where"),
        (GOOD + '"PRK,CHN,embassy\n', "t.csv, row 3: broken quoting"),
        (GOOD + "PRK,Atlantis,embassy\n", "t.csv, row 3, column to: 'Atlantis': no such state or"),
        (GOOD + "PRK,CHN,castle\n", "t.csv, row 3, column type: 'castle': one of: embassy"),
        (GOOD + "PRK,,embassy\n", "t.csv, row 3, column to: receiver: is needed"),
        (GOOD + "PRK,PRK,embassy\n", "t.csv, row 3, column to: 'PRK': receiver: is the same as"),
        ("", "t.csv: is empty"),
        ("from,to,from\n", "t.csv, row 1, column from: stands twice in the header"),
        ("from,too,type\nPRK,BLR,embassy\n", "t.csv, column to: the mapping reads this column"),
        ("from,to,type\n", "t.csv: has no records"),
    ],
)
def test_a_faulty_table_says_where_and_what(tmp_path: Path, table: str, says: str) -> None:
    found = errors(look(tmp_path, table))
    assert len(found) == 1
    assert found[0].startswith(says), found


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("t.csv", GOOD.encode() + b"PRK,M\xe9xico,embassy\n", "row 3: '0xE9': this byte"),
        ("t.csv", GOOD.encode() + b"PRK,\0,embassy\n", "row 3: has a NUL character"),
        ("t.csv", GOOD.encode("utf-16"), "is UTF-16"),
        ("t.csv", b"PK\x03\x04....", "is a workbook or a zip file"),
        ("t.csv", b"%PDF-1.7 ....", "is a PDF"),
        ("t.xlsx", b"PK\x03\x04....", "is of no form that is read here"),
        ("t.zip", b"PK\x03\x04....", "is not a whole zip"),
        ("t.jsonl", GOOD.encode(), "row 1: 'from,to,type': is not JSON"),
        ("t.jsonl", b'{"from": "PRK"', "is not JSON"),
        ("t.jsonl", b"[1]\n", "wanted: one JSON object"),
    ],
)
def test_broken_bytes_and_other_formats(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = put(tmp_path, "", EMBASSIES, name)
    path.write_bytes(data)
    found = errors(preview(path, tmp_path / "m.toml"))
    assert len(found) == 1
    assert says in found[0], found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<a><m><from>PRK</from><to>BLR</to><type>embassy</type></m><m><fr", "row 2: is not whole"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a><m>&b;</m></a>', "declares a DTD"),
        ("<a><n/></a>", "has no element m"),
        ("<a>" * 200, "is nested too deep"),
    ],
)
def test_broken_xml(tmp_path: Path, text: str, says: str) -> None:
    found = errors(look(tmp_path, text, XML, "t.xml"))
    assert says in found[0], found


def test_a_zip_bomb_is_refused_unread(tmp_path: Path) -> None:
    put(tmp_path, "")
    with zipfile.ZipFile(tmp_path / "t.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("t.csv", b"a" * 60_000_000)
    found = errors(preview(tmp_path / "t.zip", tmp_path / "m.toml"))
    assert "would unpack to 60,000,000 bytes" in found[0]


def test_a_value_without_match_is_said_once_with_its_rows(tmp_path: Path) -> None:
    made = look(tmp_path, GOOD + "Belorus,PRK,embassy\n" * 3)
    assert len(errors(made)) == 1
    assert "Belarus (BLR)?; 3 rows wait for it" in errors(made)[0]
    assert made.account.waiting == 3


def test_nothing_is_written_if_anything_is_wrong(tmp_path: Path) -> None:
    path = put(tmp_path, GOOD)
    write(path, tmp_path / "m.toml", tmp_path / "out")
    before = {one.name: one.read_bytes() for one in (tmp_path / "out").iterdir()}
    put(tmp_path, GOOD + "PRK,Atlantis,embassy\n")
    with pytest.raises(InputError):
        write(path, tmp_path / "m.toml", tmp_path / "out")
    assert {one.name: one.read_bytes() for one in (tmp_path / "out").iterdir()} == before
    assert {one.name for one in tmp_path.iterdir()} == {"m.toml", "t.csv", "out"}


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    path = put(tmp_path, GOOD)
    with pytest.raises(InputError) as caught:
        write(path, tmp_path / "m.toml", tmp_path)
    assert "holds m.toml, which is no file of a dataset" in str(caught.value.problems[0])
    assert path.exists()
