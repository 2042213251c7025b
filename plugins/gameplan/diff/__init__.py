"""What a change means: two versions of a playbook compared as strategy and plan, and the words for it."""
