"""Pure functions over text, all with character offsets."""
