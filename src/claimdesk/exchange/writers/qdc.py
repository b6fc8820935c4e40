"""REFI-QDA codebook: claims as codes, for QualCoder, NVivo, MAXQDA, ATLAS.ti and others."""

from typing import BinaryIO
from xml.etree import ElementTree as ET

from claimdesk.exchange.outgoing import Outgoing
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.writers import refi

NAMESPACE = "urn:QDA-XML:codebook:1.0"


def write(outgoing: Outgoing, stream: BinaryIO, tick: Tick) -> tuple[str, ...]:
    """Write the claims as a codebook, without articles."""
    total = len(outgoing.claims)
    tick(0, total)
    root = ET.Element("CodeBook", xmlns=NAMESPACE, origin=refi.ORIGIN)
    refi.codes(root, outgoing)
    if len(held := refi.sets(outgoing, "guid")):
        root.append(held)
    refi.put(root, stream, outgoing)
    tick(total, total)
    return ()
