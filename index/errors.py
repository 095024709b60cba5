"""Errors of the index package.

MatchingError
├── VectorError        vectors of the wrong shape, type, length, or not finite
├── EncoderError       the encoder cannot be opened or cannot encode
│   └── ModelFileError the embedded model's file is missing or is not the expected one
├── SnapshotError      a snapshot cannot be built or published
│   ├── BuildRunning   another build is under way
│   ├── NoSnapshot     nothing has been published yet
│   ├── SnapshotDamaged   a file is missing, cut or altered
│   └── SnapshotForeign   built by another encoder or another format version
└── QueryError         a query or filter that cannot be used
"""


class MatchingError(Exception):
    """Anything the index package refuses."""


class VectorError(MatchingError):
    """Vectors that may not enter the engine."""


class EncoderError(MatchingError):
    """The encoder cannot be opened or used."""


class ModelFileError(EncoderError):
    """The embedded model's file is missing or is not the expected one."""


class SnapshotError(MatchingError):
    """A snapshot cannot be built, published or opened."""


class BuildRunning(SnapshotError):
    """Another build is under way."""


class NoSnapshot(SnapshotError):
    """No snapshot has been published yet."""


class SnapshotDamaged(SnapshotError):
    """A file of the snapshot is missing, cut or altered."""


class SnapshotForeign(SnapshotError):
    """The snapshot belongs to another encoder or another format version."""


class QueryError(MatchingError):
    """A query or filter that cannot be used."""
