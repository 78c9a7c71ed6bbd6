"""Known questions, measures and comparisons."""
