"""A small network file from which tests break one thing at a time."""

TEXT = """\
title: Two stations, a bus and an office that helps
start: 2025-01-06
classes:
  - {id: adult}
  - {id: child, says: counted with the families}
standards:
  - {id: floor, says: m2 of floor, per_person: 3.5}
stations:
  - id: intake
    servers: 2
    service: {kind: exponential, mean: 20 min}
    room: {persons: 40, full: exceed}
    care: {floor: 70}
    patience: {kind: exponential, mean: 4 h}
    gives_up_to: gone
  - id: shelter
    servers: 30
    service: {kind: lognormal, mean: 3 days, cv: 0.8}
    room: {persons: 60, full: wait}
    priority: [child]
links:
  - {id: bus, every: 6 h, seats: 20, at_least: 2, cancelled: 0.05, travel: 2 h}
exits:
  - {id: out}
  - {id: gone}
routes:
  - at: intake
    classes: [child]
    ways: [{to: [shelter]}]
  - at: intake
    ways:
      - {share: 0.25, to: [shelter]}
      - {share: 0.75, to: [bus]}
  - at: bus
    ways: [{to: [out]}]
  - at: shelter
    ways: [{to: [out]}]
clocks:
  - {id: three_days, limit: 72 h, starts: [intake], stops: [out, gone]}
surges:
  - {id: help, station: intake, above: 30, below: 5, lead: 12 h, servers: 2}
closures:
  - {station: intake, begins: 30 h, ends: 36 h}
census:
  - {station: shelter, of: child, persons: 10, age: [0 h, 48 h]}
arrivals:
  - {id: adults, of: adult, station: intake, rates: [{at: 0 h, per_day: 50}]}
  - {id: children, of: child, station: intake, rates: [{at: 0 h, per_day: 10}]}
"""
