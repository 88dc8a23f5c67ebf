"""Bringing a model onto this machine: where it comes from, what of it is taken, whether it is the right one."""
