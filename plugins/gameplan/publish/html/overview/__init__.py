"""The HTML of the pages over all of a playbook."""
