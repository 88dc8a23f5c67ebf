"""Reading documents of offices, mail and books: each format by its library, in a process that can be killed."""
