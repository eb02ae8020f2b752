"""A small Bot API server for tests: real HTTP on loopback, a ledger of all calls, faults on demand."""
