"""Pictures, drawn on this machine from words that the caller gives: no network, no fonts but those that are shipped."""
