"""Where the work on a claim stands: the workflow, the checklist, the plan of the call."""
