"""One module a format: findings to text."""
