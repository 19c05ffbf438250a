"""`python -m firmware_bridge` is the `firmware-bridge` command."""

import sys

from firmware_bridge.cli import main

sys.exit(main())
