"""Adaptive pathways: when a course stops being enough, and what to watch."""

from steelyard.weigh.pathways.metro import Action, Pathways, text_map
from steelyard.weigh.pathways.signpost import Signpost, signpost
from steelyard.weigh.pathways.tipping import Tipping, tipping
from steelyard.weigh.pathways.waiting import Waiting, cost_of_waiting

__all__ = [
    "Action",
    "Pathways",
    "Signpost",
    "Tipping",
    "Waiting",
    "cost_of_waiting",
    "signpost",
    "text_map",
    "tipping",
]
