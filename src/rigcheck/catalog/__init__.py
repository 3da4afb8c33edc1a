"""The catalog of facts: the only reader of `catalog/`, the importers, the store and the matching of names."""
