"""Encoding, searching and matching of verified claims."""
