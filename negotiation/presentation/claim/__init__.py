"""The facts of a claim, its cautions and gaps."""
