"""What the page of an entry shows."""
