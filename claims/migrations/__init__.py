"""The store's schema, revision by revision; run by claims.store_schema, never by hand."""
