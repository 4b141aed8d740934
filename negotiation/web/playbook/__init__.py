"""The page Playbook."""
