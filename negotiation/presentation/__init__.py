"""From figures to what people read: texts, tables and charts by subject, for pages, files and the command line
alike."""
