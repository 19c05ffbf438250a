"""The rows of a journal read with sqlite3, and nothing done with them."""

import sqlite3
import sys

if __name__ == "__main__":
    database = sqlite3.connect(sys.argv[1])
    for _ in database.execute("SELECT seq, entry, hash FROM journal ORDER BY seq"):
        pass
