"""People through stations with finite staff and room, event by event.

`simulate` is the verb; `difference` compares two networks under common random
numbers; `truncation` and `bias_test` help with steady-state work.
"""

from steelyard.stress.people.api import Options, simulate
from steelyard.stress.people.arrivals import Arrivals, Stream, constant
from steelyard.stress.people.compare import difference
from steelyard.stress.people.result import PeopleResult
from steelyard.stress.people.run import CancelledRunError
from steelyard.stress.people.surrogate import Approximation, SurrogateError
from steelyard.stress.people.warm_up import BiasTest, bias_test, truncation

__all__ = [
    "Approximation",
    "Arrivals",
    "BiasTest",
    "CancelledRunError",
    "Options",
    "PeopleResult",
    "Stream",
    "SurrogateError",
    "bias_test",
    "constant",
    "difference",
    "simulate",
    "truncation",
]
