"""Stage 2: identifiers to links, both ways."""
