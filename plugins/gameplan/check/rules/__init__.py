"""One rule a file: its documentation, its `RULE`, and its `check`."""
