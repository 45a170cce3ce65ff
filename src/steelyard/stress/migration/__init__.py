"""Arrivals by region, class, month, day and hour, and what actions do to them."""
