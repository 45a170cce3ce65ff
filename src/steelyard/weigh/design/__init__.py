"""Design search: how much of a course, from when, for how long."""

from steelyard.weigh.design.find import Ask, Designs, find_designs
from steelyard.weigh.design.knobs import Knob, default_knobs, read_knob

__all__ = ["Ask", "Designs", "Knob", "default_knobs", "find_designs", "read_knob"]
