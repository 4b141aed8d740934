"""What was promised when a claim was agreed, whether it was kept, and how good the guesses of staying were."""
