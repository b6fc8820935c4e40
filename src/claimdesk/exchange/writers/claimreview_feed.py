"""ClaimReview as a feed: a DataFeed of schema.org, as the Data Commons collection has it."""

from typing import BinaryIO

from claimdesk.exchange.outgoing import Outgoing
from claimdesk.exchange.progress import Tick
from claimdesk.exchange.writers import claimreview


def write(outgoing: Outgoing, stream: BinaryIO, tick: Tick) -> tuple[str, ...]:
    """Write all reviews as the items of one feed."""
    found, remarks = claimreview.reviews(outgoing, tick)
    feed = {
        "@context": claimreview.CONTEXT,
        "@type": "DataFeed",
        "name": outgoing.project.title,
        "description": outgoing.project.description,
        "inLanguage": outgoing.project.language,
        "dateModified": max(one["datePublished"] for one in found),
        "dataFeedElement": [
            {
                "@type": "DataFeedItem",
                "dateCreated": one["datePublished"],
                "item": [{name: value for name, value in one.items() if name != "@context"}],
            }
            for one in found
        ],
    }
    claimreview.put(claimreview.filled(feed), stream, outgoing)
    return remarks
