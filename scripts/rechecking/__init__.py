"""The stages of a re-check."""
