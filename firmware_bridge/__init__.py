"""The bridge between seat hardware on serial ports and the hall. It keeps facts, not rules."""
