"""A process that has a project open and adds a claim for each line it reads."""

import sys
from pathlib import Path

from claimdesk.core.errors import ReviewError
from claimdesk.store import claims
from claimdesk.store.store import Store
from faults.sample import OTHER
from faults.writer import say

if __name__ == "__main__":
    with Store.open(Path(sys.argv[1]), OTHER, durable=False) as store:
        say("open")
        for _ in sys.stdin:
            try:
                store.run("Add", lambda session: claims.add(session, "From elsewhere."))
            except ReviewError as error:
                say(error.code)
            else:
                say("added")
