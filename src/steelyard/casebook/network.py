"""Reads and checks a `network.yaml`."""

from __future__ import annotations

from pathlib import Path

from steelyard.casebook.problems import CasebookError, Problem
from steelyard.casebook.schema.network import Network
from steelyard.casebook.schema.network_check import check_network
from steelyard.casebook.schema.network_values import Values
from steelyard.casebook.validate import validate
from steelyard.casebook.yamlfile import load_yaml


def read_network(path: Path, values: Values | None = None) -> Network:
    """Read a network and check it, its courses included.

    Parameters
    ----------
    path
        The file.
    values
        What its quantities are worth; without them it may name none.

    Raises
    ------
    CasebookError
        With every problem that one pass found.
    """
    document = load_yaml(path, path.name)
    problems: list[Problem] = []
    network = validate(Network, document, problems)
    if network is not None:
        problems += check_network(network, document, values or Values())
    if network is None or problems:
        raise CasebookError(problems)
    return network
