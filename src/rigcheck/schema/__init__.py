"""The shape of the facts: which facts each kind of part can have, their types and their units."""
