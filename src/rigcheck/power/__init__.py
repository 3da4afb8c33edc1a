"""What a build draws: pure functions from the facts of its parts and the standards to watts."""
