"""Fetching on the operator's explicit command, and never otherwise."""
