"""From files to typed records: read, repair, structure, relate; and a report of what could not be read."""
