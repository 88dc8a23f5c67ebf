"""Settings, feed lists and ranking weights, read from YAML and the environment."""
