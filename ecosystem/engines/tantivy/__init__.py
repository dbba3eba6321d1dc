"""The embedded engine: an index in a folder, shared by all processes of one machine."""
