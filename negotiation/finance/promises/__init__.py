"""What was promised when a claim was agreed, whether it was kept, and how good guesses of staying were."""
