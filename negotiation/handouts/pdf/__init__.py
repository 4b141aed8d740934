"""PDF sheets set by typst: the decision memo and the proposal."""
