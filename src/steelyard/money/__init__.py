"""Account for a course: what is used, what it costs, who pays."""
