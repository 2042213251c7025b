"""What pages of the strategy show."""
