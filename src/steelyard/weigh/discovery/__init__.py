"""Scenario discovery: in which futures a course fails, as limits on a few inputs."""

from steelyard.weigh.discovery.box import Box, Limit
from steelyard.weigh.discovery.discover import Discovery, discover
from steelyard.weigh.discovery.prim import Trajectory, peel

__all__ = ["Box", "Discovery", "Limit", "Trajectory", "discover", "peel"]
