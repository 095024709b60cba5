"""Measuring and fitting how matches are found, ordered and believed."""
