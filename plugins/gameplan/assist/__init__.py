"""What helps somebody who writes a playbook: what may stand at a place, what it is about, and what a change would do.

Values with places as the reader has them, lines and columns from 1; no protocol. Editors, forms and other faces show them.
"""
