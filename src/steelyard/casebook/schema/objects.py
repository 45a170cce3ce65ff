"""Which uses of actions a record speaks of."""

from __future__ import annotations

from steelyard.casebook.quantity import Id, Record
from steelyard.casebook.schema.actions import Use, UseKind


class Objects(Record):
    """A set of uses: each list that is given must hold the use's value.

    The word is that of 31 U.S.C. 1301(a): appropriations are applied only to
    the objects for which they were made.
    """

    payers: tuple[Id, ...] = ()
    actions: tuple[Id, ...] = ()
    uses: tuple[Id, ...] = ()
    """Ids of uses within their action."""
    kinds: tuple[UseKind, ...] = ()
    statuses: tuple[Id, ...] = ()
    rates: tuple[Id, ...] = ()
    """Ids of the quantities that price them."""
    recurring: bool | None = None
    says: str = ""

    def cover(self, action: str, use: Use) -> bool:
        """Tell whether a use of an action is among them."""
        pairs: tuple[tuple[tuple[str, ...], str | None], ...] = (
            (self.payers, use.payer),
            (self.actions, action),
            (self.uses, use.id),
            (self.kinds, use.kind),
            (self.statuses, use.status),
            (self.rates, use.rate),
        )
        if any(known and value not in known for known, value in pairs):
            return False
        return self.recurring is None or self.recurring == use.recurring


def covered(objects: tuple[Objects, ...] | None, action: str, use: Use) -> bool:
    """Tell whether any of several sets covers a use; None covers all."""
    return objects is None or any(o.cover(action, use) for o in objects)
