"""Audit a casebook's claims: every verdict computed, every figure traced."""

from steelyard.audit.audit import Audit, Finding, audit

__all__ = ["Audit", "Finding", "audit"]
