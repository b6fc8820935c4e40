"""Run the desktop program with ``python -m claimdesk``."""

import sys

from claimdesk.app import main

if __name__ == "__main__":
    sys.exit(main())
