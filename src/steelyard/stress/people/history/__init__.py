"""Back-tests of the people flow: past operations, told from their beginnings.

`scores` is what `steelyard history` asks for; `outcomes` holds pictures beside.
"""

from steelyard.stress.people.history.judge import outcomes, scores
from steelyard.stress.people.history.outcome import Outcome, Picture, Reckoned

__all__ = ["Outcome", "Picture", "Reckoned", "outcomes", "scores"]
