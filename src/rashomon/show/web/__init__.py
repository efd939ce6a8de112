"""The reading room: server-rendered pages and the REST API over one ledger. `app.application` makes it."""
