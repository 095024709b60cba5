"""Command lines over the three packages."""
