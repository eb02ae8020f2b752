"""Seeing what runs: log lines, figures and error reports, in none of which stand a user's words, a user's number or a secret."""
