"""Questions about a playbook, answered as plain values and Markdown: for terminals, programs and assistants."""
