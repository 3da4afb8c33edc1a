"""Desktop against cloud: what the same work costs on either side, and when owning pays. Pure; money is exact."""
