"""The descriptor of the data tables, by the Data Package standard.

References
----------
Data Package and Table Schema, version 1, specs.frictionlessdata.io.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from steelyard.casebook.quantity import Basis, Id


class _Open(BaseModel):
    """A record of a foreign standard: keys that we do not use may stand."""

    model_config = ConfigDict(extra="allow", frozen=True, populate_by_name=True)


class Constraints(_Open):
    """Limits on a column."""

    required: bool = False
    minimum: float | str | None = None
    maximum: float | str | None = None
    enum: tuple[Any, ...] | None = None


class Column(_Open):
    """A column of a table."""

    name: str
    type: Literal[
        "string", "integer", "number", "boolean", "date", "yearmonth", "year", "any"
    ] = "string"
    title: str = ""
    description: str = ""
    unit: str = ""
    constraints: Constraints = Constraints()


class TableSchema(_Open):
    """The columns of a table."""

    fields: Annotated[tuple[Column, ...], Field(min_length=1)]
    missing_values: Annotated[
        tuple[str, ...], Field(alias="missingValues", default=("",))
    ]


class Ours(_Open):
    """What we add to a resource."""

    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Source ids of the casebook."""
    basis: Basis = "measured"
    """What the table's numbers rest on, all in all."""


class Resource(_Open):
    """A table."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    path: str
    title: str = ""
    description: str = ""
    table_schema: Annotated[TableSchema, Field(alias="schema")]
    steelyard: Ours


class DataPackage(_Open):
    """The whole descriptor."""

    name: str
    resources: tuple[Resource, ...]
