"""A monthly population and its flows as a linear Gaussian model, many at once.

The mean population of a month moves by half of the net inflow of the month before and
half of its own, as long as people come and go evenly within a month:

    P(t) - P(t-1) = (n(t) + n(t-1)) / 2 + e,     n(t) = r n(t-1) + u,

all relative to P(t-1). Where inflow and outflow are published, their difference is
n(t) plus a part of the inflow that leaves without being counted, plus an error. Models
with each combination of r and the three standard deviations run side by side; each
weighs as it told what came, and older months count less (dynamic model averaging:
Raftery, Karny and Ettler, 2010, Online prediction under model uncertainty via dynamic
model averaging, Technometrics 52; each model a Kalman filter).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from steelyard.stress.people.history.outcome import Array

KEPT = (0.0, 0.2, 0.4, 0.6, 0.8)
"""What stays of a net inflow a month later."""
SURPRISE = (0.01, 0.02, 0.04, 0.08, 0.16)
"""Standard deviation of u, as a share of the population."""
UNEVEN = (0.003, 0.01, 0.02, 0.03)
"""Of e."""
COUNTED = (0.01, 0.02, 0.04)
"""Of the published difference of flows."""
GRID = np.array(list(itertools.product(KEPT, SURPRISE, UNEVEN, COUNTED)))
FIRST_NET, FIRST_LOST = 0.1, 0.03
"""Standard deviations before anything is known: net inflow, and uncounted share."""
_TINY = 1e-300


@dataclass(frozen=True)
class Mixture:
    """A forecast: normals with weights, as a share of the last population.

    Attributes
    ----------
    weight, mean, sd
        Shape (models,).
    """

    weight: Array
    mean: Array
    sd: Array

    @property
    def centre(self) -> float:
        """Mean of the mixture."""
        return float(self.weight @ self.mean)

    @property
    def width(self) -> float:
        """Standard deviation of the mixture."""
        spread = self.sd**2 + (self.mean - self.centre) ** 2
        return float(np.sqrt(self.weight @ spread))

    def quantile(self, q: float) -> float:
        """Return a quantile, by bisection."""
        low = float((self.mean - 9 * self.sd).min())
        high = float((self.mean + 9 * self.sd).max())
        for _ in range(60):
            middle = (low + high) / 2
            if self.weight @ ndtr((middle - self.mean) / self.sd) < q:
                low = middle
            else:
                high = middle
        return (low + high) / 2


@dataclass
class Filter:
    """All models after some months.

    Attributes
    ----------
    x, p
        Mean and covariance of (net inflow, the one before, uncounted share), shapes
        (models, 3) and (models, 3, 3).
    weight
        Shape (models,).
    forget
        Power to which weights are taken each month, up to 1.
    """

    x: Array
    p: Array
    weight: Array
    forget: float

    @classmethod
    def new(cls, forget: float) -> Filter:
        """Return the models before any month."""
        n = len(GRID)
        start = np.diag([FIRST_NET**2, FIRST_NET**2, FIRST_LOST**2])
        return cls(
            np.zeros((n, 3)), np.tile(start, (n, 1, 1)), np.full(n, 1 / n), forget
        )

    def ahead(self, months: int) -> Mixture:
        """Return the change of the population so many months from now."""
        weight = self.weight**self.forget
        x = np.concatenate([self.x, np.zeros((len(GRID), 1))], axis=1)
        p = np.zeros((len(GRID), 4, 4))
        p[:, :3, :3] = self.p
        move = np.zeros((len(GRID), 4, 4))
        move[:, 0, 0] = GRID[:, 0]
        move[:, 1, 0] = move[:, 2, 2] = move[:, 3, 3] = 1.0
        move[:, 3, 0] = (GRID[:, 0] + 1.0) / 2.0
        push = np.array([1.0, 0.0, 0.0, 0.5])
        noise = np.outer(push, push) * GRID[:, 1, None, None] ** 2
        for _ in range(months):
            x = np.einsum("gij,gj->gi", move, x)
            p = move @ p @ move.transpose(0, 2, 1) + noise
            p[:, 3, 3] += GRID[:, 2] ** 2
        return Mixture(weight / weight.sum(), x[:, 3], np.sqrt(p[:, 3, 3]))

    def month(self, change: float, difference: float, inflow: float) -> None:
        """Learn from a month.

        Parameters
        ----------
        change
            Of the population since the month before, as a share of it.
        difference, inflow
            Inflow less outflow, and inflow, as shares of it; NaN if not published.
        """
        move = np.zeros((len(GRID), 3, 3))
        move[:, 0, 0] = GRID[:, 0]
        move[:, 1, 0] = move[:, 2, 2] = 1.0
        self.x = np.einsum("gij,gj->gi", move, self.x)
        self.p = move @ self.p @ move.transpose(0, 2, 1)
        self.p[:, 0, 0] += GRID[:, 1] ** 2
        self.weight = self.weight**self.forget
        self._see(np.array([0.5, 0.5, 0.0]), change, GRID[:, 2])
        if np.isfinite(difference):
            self._see(np.array([1.0, 0.0, inflow]), difference, GRID[:, 3])

    def _see(self, row: Array, value: float, sd: Array) -> None:
        """Update on one observation."""
        gap = value - self.x @ row
        cross = self.p @ row
        variance = cross @ row + sd**2
        density = np.exp(-0.5 * gap**2 / variance) / np.sqrt(variance)
        weight = self.weight * density + _TINY
        self.weight = weight / weight.sum()
        gain = cross / variance[:, None]
        self.x = self.x + gain * gap[:, None]
        self.p = self.p - gain[:, :, None] * cross[:, None, :]
