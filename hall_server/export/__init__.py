"""What leaves the hall as a file: tables of a sitting, read off its state; see `downloads.py`."""
