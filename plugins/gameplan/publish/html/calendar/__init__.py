"""The HTML of the views of the plan."""
