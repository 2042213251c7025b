"""What other programs export, as plan entries: readers of files, what their columns and values mean, and what is new in them."""
