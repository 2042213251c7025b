"""The plan by time: agenda, months, quarters, board, workload and list."""
