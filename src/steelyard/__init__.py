"""Weigh proposals to use military forces in support of civil authorities.

A step is a package, and its verb is imported from there::

    from steelyard.casebook import open_casebook
    from steelyard.audit import audit
    from steelyard.study import assess
    from steelyard.weigh import weigh
    from steelyard.tell import dossier
"""

__version__ = "0.1.0"
__all__ = ["__version__"]
