"""What each audience may see; all secrecy is decided in this room."""
