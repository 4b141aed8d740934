"""Changes that touch several parts of a claim: a message accepted, a division applied, the playbook carried over, a
register's line, the claim upstream."""
