"""CSV files are read strictly, with the place of everything wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.casebook.importers.csvfile import Header, open_csv
from steelyard.casebook.problems import CasebookError

HEADER = Header({"One Thing": "one", "Other": "other"}, {"Third": "third"})

FIELD = st.text(
    st.characters(codec="utf-8", exclude_characters='\r\n\0"'), max_size=12
).map(str.strip)


def _read(path: Path) -> list[dict[str, str]]:
    file = open_csv(path)
    rows = [record.values for record in file.records(HEADER)]
    file.findings.raise_any()
    return rows


@given(
    rows=st.lists(st.tuples(FIELD.filter(bool), FIELD), min_size=1, max_size=5),
    end=st.sampled_from(["\n", "\r\n"]),
    mark=st.booleans(),
    turned=st.booleans(),
    last=st.booleans(),
)
def test_line_ends_marks_and_order_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str]],
    end: str,
    mark: bool,
    turned: bool,
    last: bool,
) -> None:
    """CRLF or LF, a byte-order mark and the order of columns change nothing."""
    pairs = [("other ", " ONE  thing"), *((b, a) for a, b in rows)]
    if turned:
        pairs = [(b, a) for a, b in pairs]
    text = end.join(f'"{a}","{b}"' for a, b in pairs) + (end if last else "")
    path = tmp_path_factory.mktemp("csv") / "x.csv"
    path.write_bytes((b"\xef\xbb\xbf" if mark else b"") + text.encode())
    assert _read(path) == [{"one": a, "other": b} for a, b in rows]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "1:1: the file is empty"),
        (b"One Thing,Other\n1\n", "2:1: 1 fields where the heading has 2"),
        (b"One Thing,Other\n1,2,3\n", "2:1: 3 fields where the heading has 2"),
        (b"One Thing,Other\nal\xe9,2\n", "2:3: not UTF-8"),
        ("One Thing,Other\n1,2\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04....", "a workbook or archive"),
        (b"One Thing,Other\n1,\0\n", "2:1: a NUL"),
        (b"One Thing,Other,One Thing\n1,2,3\n", "the column 'One Thing' stands twice"),
        (b'One Thing,Other\n"1,2\n', "not CSV"),
        (b"a" * 200_000 + b",b\n", "not CSV (field larger than field limit"),
    ],
)
def test_broken_files_are_blamed_by_place(
    tmp_path: Path, raw: bytes, said: str
) -> None:
    """Each way of being broken is one clear line with file, line and column."""
    path = tmp_path / "x.csv"
    path.write_bytes(raw)
    with pytest.raises(CasebookError, match=r"x\.csv") as caught:
        _read(path)
    assert said in str(caught.value)


def test_missing_file_and_folder_are_said(tmp_path: Path) -> None:
    """A path that is not a readable file is a problem, not a traceback."""
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(CasebookError, match="cannot be read"):
            open_csv(path)


def test_fields_know_where_they_start(tmp_path: Path) -> None:
    """Columns are counted in characters, quoted commas included."""
    path = tmp_path / "x.csv"
    path.write_text('One Thing,Other\n"a,b",2\n')
    (record,) = open_csv(path).records(HEADER)
    assert record.line == 2
    assert record.where == {"one": 1, "other": 7}


def test_a_personal_column_is_refused_by_name(tmp_path: Path) -> None:
    """A column that identifies people is named and nothing is read."""
    path = tmp_path / "x.csv"
    path.write_text("One Thing,Other,Date of Birth\n1,2,1990-01-01\n")
    with pytest.raises(CasebookError, match=r":1:17: the column 'Date of Birth'"):
        open_csv(path).check_private(HEADER)


def test_a_column_with_identifiers_as_values_is_refused(tmp_path: Path) -> None:
    """A harmless heading does not hide alien numbers."""
    path = tmp_path / "x.csv"
    path.write_text("One Thing,Other,Remark\n1,2,A123456789\n")
    with pytest.raises(CasebookError, match="'Remark' holds an alien registration"):
        open_csv(path).check_private(HEADER)


def test_long_lists_of_problems_are_cut(tmp_path: Path) -> None:
    """Twenty problems are shown and the rest counted."""
    path = tmp_path / "x.csv"
    path.write_text("One Thing,Other\n" + "1\n" * 50)
    with pytest.raises(CasebookError) as caught:
        _read(path)
    assert len(caught.value.problems) == 21
    assert "30 more" in str(caught.value)
