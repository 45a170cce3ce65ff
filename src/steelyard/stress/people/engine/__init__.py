"""The event engine: flat tables, keyed draws and one loop, compiled by numba."""
