"""The second back end of the rule language: the tree of a rule, compiled to SQL that judges many builds at once."""
