"""Where to open sites, when, how large, and when to close them."""

from __future__ import annotations

from steelyard.plan.sites.sites import SitesPlan, sites

__all__ = ["SitesPlan", "sites"]
