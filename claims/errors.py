"""Errors of the claims package.

ClaimsError
├── RecordError      one record cannot be used (the reason is for the operator)
├── SourceError      a file cannot be read as the format it was said to be
└── StoreError       the store cannot be opened, read or written
"""


class ClaimsError(Exception):
    """Anything the claims package refuses."""


class RecordError(ClaimsError):
    """One record cannot become a claim; the message is the reason."""


class SourceError(ClaimsError):
    """A source cannot be read at all."""


class StoreError(ClaimsError):
    """The store failed; what was stored before stays stored."""
