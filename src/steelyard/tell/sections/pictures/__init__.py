"""The pictures of the setting, each in a part of its own."""
