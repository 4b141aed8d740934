"""The steps from each schema to the next. A step is never edited once it is out: it must do tomorrow what it did
when it was written."""
