"""Errors of the claims package.

ClaimsError
├── RecordError      one record cannot be used (the reason is for the operator)
├── SourceError      a file cannot be read as the format it was said to be
├── StoreError       the store cannot be opened, read or written
└── MergeError       two claims cannot be shown as one, or as two
"""


class ClaimsError(Exception):
    """Anything the claims package refuses."""


class RecordError(ClaimsError):
    """One record cannot become a claim; the message is the reason."""


class SourceError(ClaimsError):
    """A source cannot be read at all."""


class StoreError(ClaimsError):
    """The store failed; what was stored before stays stored."""


class MergeError(ClaimsError):
    """Claims are merged or parted already, or not live; nothing changed."""
