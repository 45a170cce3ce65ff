"""The sources that a check names are those of the rows that it reads."""

from __future__ import annotations

import re

import duckdb
import pytest

from steelyard.casebook.model import Casebook
from steelyard.casebook.reader import open_casebook

MANY = 3
"""Tables that gather more sources than this name them row by row."""


@pytest.fixture(scope="module")
def sr309() -> Casebook:
    return open_casebook("sr309")


def ids(cell: str | None) -> list[str]:
    return [part.strip() for part in re.split("[;,]", cell or "") if part.strip()]


@pytest.mark.slow
def test_no_row_that_matters_is_left_unsourced(sr309: Casebook) -> None:
    """Taking away a row that changes a check's answer takes away a named source.

    Each small table that gathers many sources is cut by one row at a time; if the
    answer or the chart changes, the row's sources must stand in the check.
    """
    db = duckdb.connect()
    for name, table in sr309.tables.items():
        db.register("_arrow", table.arrow)
        db.execute(f'CREATE TABLE "{name}" AS FROM _arrow')
        db.unregister("_arrow")
    tested = 0
    for claim in sr309.claims.values():
        if claim.check is None or not claim.check.sources:
            continue
        queries = [claim.check.sql]
        queries += [claim.check.series.sql] if claim.check.series else []
        for query in queries:
            whole = db.execute(query).fetchall()
            for name in set(db.get_table_names(query)) & set(sr309.tables):
                table = sr309.tables[name]
                if "source" not in table.arrow.column_names:
                    continue
                if len(table.sources) <= MANY:
                    continue
                tested += 1
                needed = rows_that_matter(db, name, query, whole)
                cells = table.arrow.column("source").to_pylist()
                named = {source for i in needed for source in ids(cells[i])}
                missing = named - set(claim.check.sources)
                assert not missing, f"{claim.id} leaves out {missing}"
    assert tested > 50


def rows_that_matter(
    db: duckdb.DuckDBPyConnection,
    name: str,
    query: str,
    whole: list[tuple[object, ...]],
) -> list[int]:
    (count,) = db.execute(f'SELECT count(*) FROM "{name}"').fetchall()[0]
    db.execute(
        f'CREATE OR REPLACE TEMP TABLE _all AS SELECT row_number() OVER () AS _i, * FROM "{name}"'
    )
    found = []
    for i in range(count):
        db.execute(
            f"CREATE OR REPLACE TEMP VIEW _cut AS SELECT * EXCLUDE (_i) FROM _all WHERE _i <> {i + 1}"
        )
        try:
            answer = db.execute(re.sub(rf"\b{name}\b", "_cut", query)).fetchall()
        except duckdb.Error:
            answer = []
        if answer != whole:
            found.append(i)
    return found
