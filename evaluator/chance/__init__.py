"""Statements about probabilities, entropies and values of states, tried on random finite laws."""
