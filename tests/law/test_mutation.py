"""The checked cells notice a rule that was dropped or weakened."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks/law_mutation.py"


@pytest.fixture(scope="module")
def benchmark_module() -> ModuleType:
    """The mutation measure, loaded from its file."""
    spec = importlib.util.spec_from_file_location("law_mutation", BENCHMARK)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_toy_mutants(benchmark_module: ModuleType, toy_file: Path) -> None:
    """Rules, conditions, values, defeaters and dates are dropped in turn."""
    result = benchmark_module.measure(toy_file)
    # 8 rules, 16 conditions, 2 values of a list, 1 defeater, 2 dates
    assert result["mutants"] == 29
    assert result["survivors"] == len(result["equivalent"]) + len(result["surviving"])
    assert "A-1: activity not arrest" in result["surviving"]


@pytest.mark.slow
def test_fewer_than_12_percent_survive(
    benchmark_module: ModuleType,
) -> None:
    """Of all mutants of the shipped law."""
    result = benchmark_module.measure(benchmark_module.SHIPPED)
    assert result["mutants"] > 800
    assert result["share"] < 0.12
