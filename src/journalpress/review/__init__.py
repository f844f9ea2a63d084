"""A reviewer's copy comes home: what was changed, what is decided, what goes into the article."""
