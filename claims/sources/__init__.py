"""One module a source format: read_* yields records, parse_* makes one or says why not."""
