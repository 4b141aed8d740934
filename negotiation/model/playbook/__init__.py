"""The methods of the field: root cause (4W1H), the call in five steps (LSCPA), checklist of twenty steps, evidence,
escalation, extra requests."""
