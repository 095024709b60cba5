"""Claim clusters: claims of several publishers or languages that say the same, found and held."""
