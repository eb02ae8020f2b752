"""Real processes, a hostile Telegram, kills at any moment; then everything that happened is compared with what should have."""
