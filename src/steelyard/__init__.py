"""Weigh proposals to use military forces in support of civil authorities.

The verbs, in the order in which a casebook walks through them. They are loaded
when they are first asked for, so that a command pays only for what it uses.
"""

import importlib
from typing import Any

__version__ = "0.1.0"

_VERBS = {
    "open_casebook": "steelyard.casebook.reader",
    "audit": "steelyard.audit.audit",
    "assess": "steelyard.study.assess",
    "weigh": "steelyard.weigh.results",
    "dossier": "steelyard.tell.dossier",
}

__all__ = ["assess", "audit", "dossier", "open_casebook", "weigh"]


def __getattr__(name: str) -> Any:
    if name in _VERBS:
        return getattr(importlib.import_module(_VERBS[name]), name)
    raise AttributeError(f"module 'steelyard' has no attribute '{name}'")
