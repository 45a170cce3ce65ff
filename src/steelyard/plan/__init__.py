"""Plan: what a course would take, with a bound that proves how good the plan is."""

from __future__ import annotations

from steelyard.plan.plan import PARTS, PartPlan, Plan, plan

__all__ = ["PARTS", "PartPlan", "Plan", "plan"]
