"""What looks the same is kept in one spelling; what is the same name compares equal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diplograph.text import folded, tidy

SCRIPTS = st.text(
    st.one_of(
        st.characters(),
        st.characters(min_codepoint=0x20, max_codepoint=0x24F),
        st.characters(min_codepoint=0x300, max_codepoint=0x6FF),
        st.characters(min_codepoint=0x900, max_codepoint=0xE7F),
        st.characters(min_codepoint=0x1E00, max_codepoint=0x206F),
        st.characters(min_codepoint=0x3000, max_codepoint=0x31FF),
        st.characters(min_codepoint=0xFB00, max_codepoint=0xFFEF),
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ガーナ", "カーナ"),
        ("パリ", "バリ"),
        ("パリ", "ハリ"),
        ("Чайка", "Чаика"),
        ("Україна", "Украіна"),
        ("Слуцкий", "Слуцкии"),
        ("Ѓорѓи", "Горги"),
        ("कि", "का"),
        ("কে", "ক"),
        ("ปา", "ปี"),
        ("김정은", "김정운"),
        ("أحمد", "احمد"),
        ("-", "..."),
        ("?", "!"),
    ],
)
def test_what_is_another_letter_stays_one(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jŏngŭn", "kim jongun"),
        ("Łukašenka", "LUKASENKA"),
        ("Nguyễn Phú Trọng", "Nguyen Phu Trong"),
        ("Đỗ Mười", "Do Muoi"),
        ("İstanbul", "istanbul"),
        ("Diyarbakır", "DIYARBAKIR"),
        ("Sørensen", "Sorensen"),
        ("Æthelred", "Aethelred"),
        ("Œuvre", "oeuvre"),
        ("Großbritannien", "GROSSBRITANNIEN"),
        ("Αθήνα", "ΑΘΗΝΑ"),
        ("Алёхин", "Алехин"),
        ("Лукаше́нко", "Лукашенко"),
        ("ｶﾞｰﾅ", "ガーナ"),
        ("か\u3099", "が"),
        ("מֹשֶׁה", "משה"),
        ("مُحَمَّد", "محمد"),
        ("محمـــد", "محمد"),
        ("می\u200cخواهم", "میخواهم"),
        ("Ch´oe", "Ch'oe"),
        ("Ann\u200b\u00a0Lee", "Ann Lee"),
        ("ＫＩＭ", "Kim"),
    ],
)
def test_what_publishers_write_in_two_ways_compares_equal(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(SCRIPTS)
@example("a.\u0301")
@example("´:")
@example("\u0345:")
@example("\u03b1\u0345\u0301")
def test_folding_is_settled_and_blind_to_composition(text: str) -> None:
    key = folded(text)
    assert folded(key) == key
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert folded(unicodedata.normalize(form, text)) == key


@given(st.text("!-.'’/()…—?*#", min_size=1))
def test_no_punctuation_is_nameless(text: str) -> None:
    assert folded(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Jose\u0301 Mu\u0301n\u0303ez", "José Múñez"),
        ("Ann\u200b Lee\u200b", "Ann Lee"),
        ("\u00a0Bo\u00a0Dahl\u202f", "Bo Dahl"),
        ("\ufeffMinsk\u2060", "Minsk"),
        ("co\u00adoperation", "cooperation"),
        ("\u202aPRK\u202c \u200e(\u2067x\u2069)", "PRK (x)"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("श्री\u200dx", "श्री\u200dx".replace("\u200d", "")),
        ("ক্\u200dষ", "ক্\u200dষ"),
        ("ന്\u200d", "ന്\u200d"),
        ("Min\u200csk\u200d", "Minsk"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("  plain  ", "plain"),
        ("", ""),
    ],
)
def test_a_cell_is_kept_in_one_spelling(text: str, kept: str) -> None:
    assert tidy(text) == kept


@given(SCRIPTS)
def test_tidying_is_settled_and_changes_no_name(text: str) -> None:
    kept = tidy(text)
    assert tidy(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
