"""What pages show, as values: words, days, numbers and links, and no HTML."""
