"""Documents: what they are, how they are named, where they come from."""
