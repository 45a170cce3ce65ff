"""Who serves, in which status, when, and what is held in reserve."""
