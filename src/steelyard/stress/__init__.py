"""What may happen: the world that answers."""
