"""The playbook, and proposals from a pasted message."""
