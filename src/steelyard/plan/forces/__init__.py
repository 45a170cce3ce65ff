"""Who serves, in which status, when, and what is held in reserve."""

from __future__ import annotations

from steelyard.plan.forces.forces import ForcesPlan, forces

__all__ = ["ForcesPlan", "forces"]
