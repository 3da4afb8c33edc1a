"""Where things sit: pure functions from the facts of board, case and cards to slots, lanes and case slots."""
