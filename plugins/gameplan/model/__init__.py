"""The playbook as frozen values. Imports diagnostics, and nothing else of ours."""
