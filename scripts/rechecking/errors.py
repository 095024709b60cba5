"""RecheckError: why a re-check stopped, in a sentence that says what to do."""


class RecheckError(Exception):
    """A re-check cannot go on; what was done is kept, and the same command goes on from there."""
