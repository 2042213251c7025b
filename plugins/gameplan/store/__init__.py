"""What was made once and can be used again, kept between runs: safe to delete, and never believed where it could be somebody else's."""
