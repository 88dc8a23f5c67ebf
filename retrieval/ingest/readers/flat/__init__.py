"""Reading flattened pages: the text of a page with menus, captions and all, as a person would paste it."""
