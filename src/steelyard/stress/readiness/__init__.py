"""What a mission takes from the forces' other work; arrays in, arrays out."""
