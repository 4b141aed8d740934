"""The verdict questioned: cautions, challenges, completeness, switch points, tornado, second opinion, changes."""
