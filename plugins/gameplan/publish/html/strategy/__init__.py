"""The HTML of pages of the strategy."""
