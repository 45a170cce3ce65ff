"""Read a casebook: a proposal written down as data, typed and cross-checked."""
