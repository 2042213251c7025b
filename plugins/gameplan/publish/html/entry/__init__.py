"""The HTML of the page of an entry."""
