"""A DuckDB that can read a casebook's tables and nothing else."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from steelyard.casebook.tables import DataTable

SECONDS = 10.0
"""Time that one query may take."""
MEMORY = "512MB"
"""Memory that all queries together may take."""
MOST_ROWS = 20_000

_CONFIG = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "allow_community_extensions": "false",
    "memory_limit": MEMORY,
    "max_temp_directory_size": "0KB",
    "threads": "1",
}


class QueryError(Exception):
    """A query that was refused or failed, in one line."""


@dataclass(frozen=True)
class Answer:
    """Rows of a query."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Sandbox:
    """Runs SQL over data tables with no way out.

    External access and extensions are off, the configuration is locked, memory
    is capped, one SELECT statement is taken at a time and interrupted after
    `seconds`.

    Parameters
    ----------
    tables
        The tables, by the name that queries use.
    seconds
        Time that one query may take.
    """

    def __init__(
        self, tables: Mapping[str, DataTable], seconds: float = SECONDS
    ) -> None:
        self._seconds = seconds
        self._db = duckdb.connect(":memory:", config=dict(_CONFIG))
        for name, table in tables.items():
            self._db.register("_arrow", table.arrow)
            self._db.execute(f'CREATE TABLE "{name}" AS FROM _arrow')
            self._db.unregister("_arrow")
        self._db.execute("SET lock_configuration = true")
        self._known = frozenset(tables)
        self._refused: dict[str, str] = {}
        self._watch = _Watch(self._db)

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self._watch.stop()
        self._db.close()

    def tables_of(self, sql: str) -> tuple[str, ...]:
        """Return the data tables that a query reads, sorted.

        Raises
        ------
        QueryError
            If the query cannot be read or is not one SELECT.
        """
        self._parse(sql)
        try:
            names = self._db.get_table_names(sql)
        except duckdb.Error as error:
            raise QueryError(_one_line(error)) from None
        return tuple(sorted(set(names) & self._known))

    def run(self, sql: str, most: int = MOST_ROWS) -> Answer:
        """Run one SELECT.

        Parameters
        ----------
        sql
            The query.
        most
            Rows that it may give.

        Raises
        ------
        QueryError
            If it is refused, fails, takes too long or gives too many rows.
        """
        self._parse(sql)
        self._watch.begin(self._seconds)
        try:
            cursor = self._db.execute(sql)
            columns = tuple(item[0] for item in cursor.description or ())
            rows = cursor.fetchmany(most + 1)
        except duckdb.Error as error:
            if self._watch.late:
                text = f"the query ran longer than {self._seconds:g} s"
                raise QueryError(text) from None
            raise QueryError(_one_line(error)) from None
        finally:
            self._watch.end()
        if len(rows) > most:
            raise QueryError(f"the query gives more than {most:,} rows")
        return Answer(columns, tuple(rows))

    def _parse(self, sql: str) -> None:
        if sql not in self._refused:
            self._refused[sql] = self._refusal(sql)
        if self._refused[sql]:
            raise QueryError(self._refused[sql])

    def _refusal(self, sql: str) -> str:
        try:
            statements = self._db.extract_statements(sql)
        except duckdb.Error as error:
            return _one_line(error)
        if len(statements) != 1:
            return f"{len(statements)} statements where one SELECT may stand"
        kind = statements[0].type
        if kind != duckdb.StatementType.SELECT:
            name = str(kind).rsplit(".", 1)[-1]
            return f"a {name} statement where only a SELECT may stand"
        return ""


class _Watch:
    """Interrupts a query that takes too long, from one thread for all queries."""

    _TICK = 0.02

    def __init__(self, db: duckdb.DuckDBPyConnection) -> None:
        self.late = False
        self._db = db
        self._deadline = math.inf
        self._stopped = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def begin(self, seconds: float) -> None:
        """Start the clock for a query."""
        self.late = False
        self._deadline = time.monotonic() + seconds

    def end(self) -> None:
        """Stop the clock."""
        self._deadline = math.inf

    def stop(self) -> None:
        """End the thread."""
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.wait(self._TICK):
            if time.monotonic() > self._deadline:
                self.late = True
                self._db.interrupt()


def _one_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
