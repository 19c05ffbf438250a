"""Programs for those who work on the project; run them as `python -m scripts.<name>`."""
