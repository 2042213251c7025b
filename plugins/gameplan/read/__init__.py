"""Stage 1: text to values, each with the place that it came from."""
