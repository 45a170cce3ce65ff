"""Where to open sites, when, how large, and when to close them."""
