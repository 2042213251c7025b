"""Stage 4: the playbook to pages, panels and feeds, as values. Nothing is written to disk here."""
