"""The webhook: Telegram hands updates over, and hears 200 once they are kept."""
