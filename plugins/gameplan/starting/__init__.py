"""New playbooks and new pages: starters with gaps, and what is put into these."""
