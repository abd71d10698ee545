"""Files as pages: folders, packed files, tables and web archives, read one by one."""
