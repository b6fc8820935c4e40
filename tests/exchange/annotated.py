"""An article, and annotations on it as other programs would write them."""

URL = "https://example.org/ferry"
TEXT = "🚢 The ferry sank on Monday.\nThe mayor said: “It sank twice.” Nobody was hurt.\n"


def part(exact: str, start: int = -1, **more: object) -> dict[str, object]:
    """Return a target: words of the article, and where they are said to stand."""
    selectors: list[dict[str, object]] = [{"type": "TextQuoteSelector", "exact": exact, **more}]
    if start >= 0:
        end = start + len(exact)
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    return {"source": URL, "selector": selectors}


def annotation(target: object, *bodies: object, **more: object) -> dict[str, object]:
    return {"type": "Annotation", "id": "urn:x:1", "target": target, "body": list(bodies), **more}


def body(purpose: str, value: str, label: str = "", **more: object) -> dict[str, object]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "label": label, **more}


CLAIM = body("describing", "The ferry sank.", "claim", id="urn:x:sank")
SUNK = part("The ferry sank", TEXT.index("The ferry"))


def page(*items: object, **more: object) -> dict[str, object]:
    return {"type": "AnnotationPage", "items": list(items), **more}
