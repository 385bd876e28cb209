"""Rows written in the page become files of the contract, and files become rows to change."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dashboard.loading.writing import files_from, rows_from, sheets
from diplograph.catalogue import KINDS
from diplograph.entities import ENTITY_FILES
from loader.check import check_folder
from tests.conftest import FIXTURES

_CELLS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12).map(str.strip)


def test_every_table_of_the_contract_can_be_filled_in_with_a_word_on_each_column() -> None:
    assert set(sheets()) == {*KINDS, *ENTITY_FILES, "sources"}
    for sheet in sheets().values():
        assert all(cell.help for cell in sheet.cells)
        assert any(cell.required for cell in sheet.cells)
    embassies = {cell.name: cell for cell in sheets()["embassies"].cells}
    assert "non-resident" in embassies["level"].words
    assert embassies["sender"].required


@given(st.data())
def test_rows_come_back_as_they_were_written(data: st.DataObject) -> None:
    written = {}
    for stem in data.draw(st.sets(st.sampled_from(sorted(sheets())), max_size=3)):
        names = [cell.name for cell in sheets()[stem].cells]
        row = st.fixed_dictionaries(dict.fromkeys(names, _CELLS))
        written[stem] = data.draw(st.lists(row, max_size=4))
    full = {stem: [row for row in rows if any(row.values())] for stem, rows in written.items()}
    assert rows_from(files_from(written)) == {stem: rows for stem, rows in full.items() if rows}


def test_a_row_without_a_cell_is_no_row() -> None:
    assert files_from({"embassies": [{"sender": " ", "receiver": None}], "visits": []}) == {}


def test_a_dataset_goes_through_the_page_unchanged(tmp_path: Path) -> None:
    given_ = {path.name: path.read_bytes() for path in (FIXTURES / "minsk").glob("*.csv")}
    for name, content in files_from(rows_from(given_)).items():
        (tmp_path / name).write_bytes(content)
    before, after = check_folder(FIXTURES / "minsk"), check_folder(tmp_path)
    assert not after.errors
    assert [c.values for c in after.claims] == [c.values for c in before.claims]
