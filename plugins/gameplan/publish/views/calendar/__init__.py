"""What the views of the plan show."""
