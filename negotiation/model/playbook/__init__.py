"""The methods of the field: root cause (4W1H), call in five steps (LSCPA), checklist of twenty, evidence,
escalation, extra requests."""
