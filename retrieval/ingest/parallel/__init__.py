"""Reading many articles in several processes, one of which writes."""
