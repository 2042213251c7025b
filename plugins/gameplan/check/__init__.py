"""Stage 3: rules over values and links."""
