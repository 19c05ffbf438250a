"""The hall: the law of the sitting, its memory, what each audience sees, and the doors."""
