"""Between both sides: ZOPA, packages, Pareto frontier, Nash and other fair points, equal offers, concessions."""
