"""Weigh proposals to use military forces in support of civil authorities."""

__version__ = "0.1.0"
