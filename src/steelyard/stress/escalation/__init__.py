"""The escalation ladder as a game of incomplete information in several periods."""
