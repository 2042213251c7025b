"""What git knows of the playbook's files; asked with plumbing commands, never by a checkout."""
