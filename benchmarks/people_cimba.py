"""The six-station network in cimba: one spawned model a person.

Its annotations are read when the classes are made: none may be postponed.
"""

import json
import sys
import time

import cimba as cb
from cimba import random as draw

from people_model import EVENTS_PER_PERSON, PER_HOUR, ROOM, SERVERS


class Person(cb.Model):
    """A person's way through the stations."""

    intake: cb.Ref[cb.Resource]
    screen: cb.Ref[cb.Resource]
    room: cb.Ref[cb.Resource]
    medical: cb.Ref[cb.Resource]
    interview: cb.Ref[cb.Resource]
    papers: cb.Ref[cb.Resource]

    @cb.process
    def pass_through(self):
        self.intake.acquire()
        cb.hold(draw.exponential(4 / 60))
        self.intake.release()
        self.screen.acquire()
        cb.hold(draw.exponential(8 / 60))
        if draw.uniform() < 0.3:
            self.room.acquire()
            self.screen.release()
            self.medical.acquire()
            cb.hold(draw.exponential(6 / 60))
            self.medical.release()
            self.room.release()
        else:
            self.screen.release()
        self.interview.acquire()
        cb.hold(draw.exponential(20 / 60))
        self.interview.release()
        if draw.uniform() < 0.5:
            cb.hold(draw.exponential(6.0))
        self.papers.acquire()
        cb.hold(draw.exponential(3 / 60))
        self.papers.release()


class Site(cb.Model):
    """The stations, and who comes."""

    intake: cb.Resource
    screen: cb.Resource
    room: cb.Resource
    medical: cb.Resource
    interview: cb.Resource
    papers: cb.Resource
    gap: float = 1.0
    persons: cb.Output[float]
    count: int = 0

    @cb.process
    def source(self):
        while True:
            cb.hold(draw.exponential(self.gap))
            cb.spawn(
                Person,
                intake=self.intake,
                screen=self.screen,
                room=self.room,
                medical=self.medical,
                interview=self.interview,
                papers=self.papers,
            )
            self.count += 1

    @cb.on_end
    def tell(self):
        self.persons = float(self.count)


def run(hours: float) -> tuple[float, float]:
    """Run once; return persons and CPU seconds."""
    site = Site()
    sizes = {**SERVERS, "room": ROOM, "papers": SERVERS["release"]}
    del sizes["release"]
    for name, n in sizes.items():
        setattr(site, name, cb.Resource(capacity=n))
    site.gap = 1 / PER_HOUR
    experiment = cb.Experiment(site, window=cb.Window(duration=hours), seed=1)
    began = time.process_time()
    result = experiment.run()
    seconds = time.process_time() - began
    return float(result[site].persons.values.sum()), seconds


def measure(hours: float) -> tuple[float, float]:
    """Return events and CPU seconds, less what a run of one hour costs to start."""
    run(1.0)
    few, start = run(1.0)
    persons, seconds = run(hours)
    return (persons - few) * EVENTS_PER_PERSON, seconds - start


if __name__ == "__main__":
    print(json.dumps(measure(float(sys.argv[1]))))
