"""Values: weights that were stated, and what follows for all that were not."""

from steelyard.weigh.values.believe import Belief, what_to_believe
from steelyard.weigh.values.dominance import dominates, front
from steelyard.weigh.values.smaa import Acceptability, smaa
from steelyard.weigh.values.value_function import Swing, value
from steelyard.weigh.values.weights import Preference, sample_weights

__all__ = [
    "Acceptability",
    "Belief",
    "Preference",
    "Swing",
    "dominates",
    "front",
    "sample_weights",
    "smaa",
    "value",
    "what_to_believe",
]
