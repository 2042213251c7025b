"""The week as a message: what happened, what comes, what is late, what waits, and which numbers moved."""
