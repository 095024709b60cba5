"""What a verified claim is, where it comes from, how it is kept."""
