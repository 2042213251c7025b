"""The form of calendar feeds (RFC 5545): lines, zones, dates, components with their stamps. It knows no edition."""
