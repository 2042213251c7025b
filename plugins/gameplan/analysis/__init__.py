"""What a plan amounts to on a day: values from values, without words, addresses or HTML."""
