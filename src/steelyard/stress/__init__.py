"""Stress a plan: what happens when the world does not go as planned."""
