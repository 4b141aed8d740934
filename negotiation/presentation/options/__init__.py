"""The options of a claim: verdict, table, charts, and how each figure was computed."""
