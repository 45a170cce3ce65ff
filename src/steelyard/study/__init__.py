"""Run courses through futures and keep the run."""
