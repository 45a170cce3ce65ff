"""The sandbox lets SQL see the tables and nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from steelyard.audit.sandbox import QueryError, Sandbox
from steelyard.casebook.model import Casebook


@pytest.fixture(scope="module")
def box(tiny: Casebook) -> Iterator[Sandbox]:
    """A sandbox over the tiny tables, with little patience."""
    with Sandbox(tiny.tables, seconds=0.5) as sandbox:
        yield sandbox


def test_reads_tables(box: Sandbox) -> None:
    """Plain SQL over the casebook's tables works and names them."""
    assert box.run("SELECT count(*) AS n FROM gauge").rows == ((36,),)
    sql = "WITH a AS (FROM gauge) SELECT * FROM a JOIN deflators ON true"
    assert box.tables_of(sql) == ("deflators", "gauge")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM 'https://example.com/a.parquet'",
        "ATTACH '/tmp/steelyard-test.db' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "COPY gauge TO '/tmp/steelyard-test.csv'",
        "EXPORT DATABASE '/tmp/steelyard-test'",
        "SET enable_external_access = true",
        "PRAGMA database_list",
        "CREATE TABLE t AS SELECT 1",
        "DROP TABLE gauge",
        "INSERT INTO gauge VALUES ('2024-01', 1)",
        "UPDATE gauge SET level = 0",
        "DELETE FROM gauge",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE gauge",
        "CALL pragma_version()",
        "SELECT * FROM tiny",
        "SELECT getenv('HOME')",
        "not sql",
        "",
    ],
)
def test_ways_out_are_closed(box: Sandbox, sql: str) -> None:
    """Reading files, attaching, installing, copying out, writing: all refused."""
    with pytest.raises(QueryError):
        box.run(sql)
    assert box.run("SELECT count(*) FROM gauge").rows == ((36,),)
    assert not Path("/tmp/steelyard-test.csv").exists()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT sum(range % 7) FROM range(1000000000000)",  # streams: needs no memory
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) "
        "SELECT max(n) FROM t",
    ],
)
def test_endless_queries_are_stopped(box: Sandbox, sql: str) -> None:
    """A query that would run for ever is interrupted, and the next one works."""
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"longer than 0.5 s"):
        box.run(sql)
    assert time.monotonic() - start < 5
    assert box.run("SELECT 1 AS one").rows == ((1,),)


def test_memory_and_rows_are_capped(box: Sandbox) -> None:
    """A query cannot eat the machine or flood the reader."""
    with pytest.raises(QueryError, match=r"(?i)memory|longer"):
        box.run("SELECT list(range) FROM range(500000000)")
    with pytest.raises(QueryError, match="more than 10 rows"):
        box.run("SELECT * FROM gauge", most=10)
