"""The sections in the order of the page."""

from __future__ import annotations

from steelyard.tell.sections import (
    amounts,
    assumptions,
    claims,
    cost,
    courses,
    drivers,
    explorer,
    fails,
    history,
    law,
    marks,
    matters,
    not_modelled,
    outcomes,
    pathways,
    preferences,
    record,
    regret,
    sources,
    tables,
)
from steelyard.tell.sections.section import Section

SECTIONS: tuple[Section, ...] = (
    Section("claims", "Which claims hold", "audit", claims.render),
    Section("law", "What is lawful, and on whose reading", "judge", law.render),
    Section("history", "How the models of people did before", "stress", history.render),
    Section("cost", "What the courses cost", "account", cost.render),
    Section("marks", "How far the estimates can be relied on", "account", marks.render),
    Section("amounts", "What the courses would use", "account", amounts.render),
    Section("outcomes", "Courses side by side", "weigh", outcomes.render),
    Section("regret", "Regret, and who comes first for whom", "weigh", regret.render),
    Section("explorer", "Trade-offs", "weigh", explorer.render),
    Section("fails", "Where each course fails", "weigh", fails.render),
    Section("matters", "What matters", "weigh", matters.render),
    Section("preferences", "What weights say", "weigh", preferences.render),
    Section("pathways", "When to change course", "weigh", pathways.render),
    Section("drivers", "What drives the cost", "weigh", drivers.render),
    Section("courses", "The courses one by one", "weigh", courses.render),
    Section("assumptions", "Assumptions", "read", assumptions.render),
    Section("not-modelled", "What is not modelled", "read", not_modelled.render),
    Section("tables", "Data tables", "read", tables.render),
    Section("sources", "Sources", "read", sources.render),
    Section("record", "Record of the run", "read", record.render),
)
