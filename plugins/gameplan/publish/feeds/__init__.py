"""Calendar feeds by RFC 5545, 7986 and 9253."""
