"""Run the command line with ``python -m claimdesk.cli``."""

import sys

from claimdesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
