"""What happens when the world does not go as planned."""
