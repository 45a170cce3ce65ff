"""What a course takes from the forces, read over futures into findings."""
