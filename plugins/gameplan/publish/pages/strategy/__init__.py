"""What the pages of strategy show below and beside their text, kind by kind."""
