"""What the pages over all of a playbook show."""
