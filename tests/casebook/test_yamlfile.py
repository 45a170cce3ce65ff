"""Reading YAML with marks."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steelyard.casebook.problems import CasebookError, Mark
from steelyard.casebook.yamlfile import load_json, load_yaml


def load(tmp_path: Path, text: str | bytes) -> object:
    path = tmp_path / "a.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_yaml(path, "a.yaml")


def complaint(tmp_path: Path, text: str | bytes) -> str:
    with pytest.raises(CasebookError) as caught:
        load(tmp_path, text)
    return str(caught.value)


def test_marks_point_at_keys_and_values(tmp_path: Path) -> None:
    """Every key and value knows its line and column."""
    path = tmp_path / "a.yaml"
    path.write_text("one: 1\ntwo:\n  - x\n  - three: yes\n")
    document = load_yaml(path, "a.yaml")
    assert document.data == {"one": 1, "two": ["x", {"three": "yes"}]}
    assert document.mark(("two", 1, "three"), key=True) == Mark("a.yaml", 4, 5)
    assert document.mark(("two", 1, "three")) == Mark("a.yaml", 4, 12)
    assert document.mark(("two", 9, "nine")) == Mark("a.yaml", 3, 3)


def test_country_no_and_dates_stay_text(tmp_path: Path) -> None:
    """Only true and false are booleans; dates are text; 1e6 is a number."""
    path = tmp_path / "a.yaml"
    path.write_text("a: NO\nb: 2024-01-02\nc: true\nd: 1e6\ne: 1_000\nf: ~\n")
    assert load_yaml(path).data == {
        "a": "NO",
        "b": "2024-01-02",
        "c": True,
        "d": 1e6,
        "e": 1000,
        "f": None,
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "a: 1\na: 2\n",
            "a.yaml:2:1: the key 'a' stands twice; the first is on line 1",
        ),
        ("a:\n\tb: 1\n", "a.yaml:2:1: a tab in the indentation"),
        ("a: [1\n", "a.yaml:2:1: not YAML"),
        ("a: &x 1\nb: *x\n", "an alias"),
        ("a: !!python/object:os.system x\n", "the tag"),
        ("? [1, 2]\n: x\n", "a key that is not text"),
        (b"a: \xff\xfe\n", "a.yaml:1:4: not UTF-8; save the file as UTF-8"),
        ("a: 0x1F\n", "is not a plain number"),
        ("a: \x00\n", "a character that YAML does not allow"),
    ],
)
def test_bad_yaml_is_named(tmp_path: Path, text: str | bytes, said: str) -> None:
    """Each kind of bad YAML gets a place and a mend."""
    assert said in complaint(tmp_path, text)


def test_missing_folder_and_loop(tmp_path: Path) -> None:
    """What cannot be read is said in a line."""
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    for path in (tmp_path / "none.yaml", tmp_path, loop):
        with pytest.raises(CasebookError, match="cannot be read"):
            load_yaml(path)


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    """A file nested thousands deep is an error, not a crash."""
    assert "nest" in complaint(tmp_path, "[" * 5000 + "]" * 5000)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_text_reads_or_is_named(tmp_path: Path, text: str) -> None:
    """Whatever stands in a file, the reader returns data or a CasebookError."""
    path = tmp_path / "fuzz.yaml"
    path.write_text(text, errors="replace", newline="")
    with contextlib.suppress(CasebookError):
        load_yaml(path)


def test_json_with_marks(tmp_path: Path) -> None:
    """JSON is read fast, and still knows its lines and its doubled keys."""
    path = tmp_path / "a.json"
    path.write_text('{"a": 1,\n "b": [1, {"c": 2}]}')
    document = load_json(path, "a.json")
    assert document.data == {"a": 1, "b": [1, {"c": 2}]}
    assert document.mark(("b", 1, "c")) == Mark("a.json", 2, 17)
    for text, said in [
        ('{"a": 1,\n "a": 2}', "a.json:2:2: the key 'a' stands twice"),
        ('{"a": }', "a.json:1:7: not JSON"),
    ]:
        path.write_text(text)
        with pytest.raises(CasebookError, match=said):
            load_json(path, "a.json")
