"""Small valid inputs of every kind, made here."""

import io
import zipfile
from email.message import EmailMessage

TEXT = "The dam above the town was closed on Sunday."


def packed(members: dict[str, str | bytes]) -> bytes:
    """Return a packed file with these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, content in members.items():
            way = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            writer.writestr(name, content, way)
    return made.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _paragraph(text: str, more: str = "") -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r>{more}</w:p>"


def docx_members() -> dict[str, str | bytes]:
    """Return a Word document with a footnote, a table, an insertion, an author and a date."""
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    cells = "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in ("Year", "Level"))
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship '
        f'Id="r2" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_W}><w:body>{_paragraph(TEXT, note)}"
        f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p><w:ins w:id='1'><w:r><w:t>Put in.</w:t></w:r>"
        "</w:ins><w:del w:id='2'><w:r><w:delText>Taken out.</w:delText></w:r></w:del></w:p>"
        "</w:body></w:document>",
        "word/footnotes.xml": f'<w:footnotes {_W}><w:footnote w:id="2">{_paragraph("A note.")}'
        "</w:footnote></w:footnotes>",
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc" '
        'xmlns:t="urn:t"><dc:title>Dam report</dc:title><dc:creator>Nina Marsh</dc:creator>'
        "<t:created>2031-05-04T10:00:00Z</t:created></cp:coreProperties>",
    }


def odt_members() -> dict[str, str | bytes]:
    """Return an OpenDocument text with a note, a list, a table, an author and a date."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:m"/>',
        "content.xml": '<o:document-content xmlns:o="urn:o" xmlns:text="urn:text" xmlns:table='
        f'"urn:table"><o:body><o:text><text:tracked-changes><text:p>Gone</text:p>'
        f"</text:tracked-changes><text:h>Dam</text:h><text:p>{TEXT}<text:note><text:note-citation>"
        "1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>"
        '</text:note> Then<text:s text:c="2"/>it<text:tab/>was<text:line-break/>night.</text:p>'
        "<text:list><text:list-item><text:p>First</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell>"
        "<table:table-cell><text:p>Level</text:p></table:table-cell></table:table-row>"
        "</table:table></o:text></o:body></o:document-content>",
        "meta.xml": '<o:meta xmlns:o="urn:o" xmlns:dc="urn:dc"><dc:title>Dam report</dc:title>'
        "<o:initial-creator>Nina Marsh</o:initial-creator><o:creation-date>2031-05-04T10:00:00"
        "</o:creation-date><dc:language>en-GB</dc:language></o:meta>",
    }


def epub_members() -> dict[str, str | bytes]:
    """Return a book of two chapters, whose order is not that of the list."""
    chapter = "<?xml version='1.0'?><html><head><title>T</title></head><body>{}</body></html>"
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:c"><rootfiles><rootfile '
        'full-path="OPS/book.opf"/></rootfiles></container>',
        "OPS/book.opf": '<package xmlns="urn:p" xmlns:dc="urn:dc"><metadata><dc:title>Dams'
        "</dc:title><dc:creator>Nina Marsh</dc:creator><dc:publisher>Press</dc:publisher><dc:date>"
        "2031-05-04</dc:date><dc:language>en</dc:language></metadata><manifest>"
        '<item id="n" href="nav.xhtml" properties="nav"/><item id="b" href="two.xhtml"/>'
        '<item id="a" href="text/one%20.xhtml"/><item id="z" href="gone.xhtml"/></manifest><spine>'
        '<itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="z"/>'
        "</spine></package>",
        "OPS/nav.xhtml": chapter.format("<p>Contents</p>"),
        "OPS/text/one .xhtml": chapter.format(f"<h1>One</h1><p>{TEXT}</p>"),
        "OPS/two.xhtml": chapter.format("<h1>Two</h1><p>The end.</p>"),
    }


def pdf(lines: list[str], more: bytes = b"", text: bool = True) -> bytes:
    """Return a PDF of one page with these lines of Latin text."""
    shown = b" ".join(b"(" + line.encode("cp1252") + b") Tj T*" for line in lines)
    stream = b"BT /F1 12 Tf 14 TL 50 780 Td " + shown + b" ET" if text else b"0 0 9 9 re f"
    return _pdf([stream], more)


Placed = tuple[float, float, float, str]
"""Left, base and size of letters in points, and what is written there."""


def placed_pdf(*pages: list[Placed], scale: float = 1.0) -> bytes:
    """Return a PDF of words at their places, in the order given; the page may be scaled."""
    streams = []
    for page in pages:
        shown = b" ".join(
            b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (size, x, y, words.encode("cp1252"))
            for x, y, size, words in page
        )
        streams.append(b"%g 0 0 %g 0 0 cm " % (scale, scale) + shown)
    return _pdf(streams)


def _pdf(streams: list[bytes], more: bytes = b"") -> bytes:
    font = b"/Resources << /Font << /F1 3 0 R >> >>"
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(streams)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (Dam report) /Author (Nina Marsh) /CreationDate (D:20310504100000Z) >>",
    ]
    for number, stream in enumerate(streams):
        objects += (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R %s >>"
            % (6 + 2 * number, font),
            b"<< /Length %d >> stream\n" % len(stream) + stream + b"\nendstream",
        )
    made = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    size = len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R /Info 4 0 R " % size + more + b">>\n"
    start = b"startxref\n%d\n%%%%EOF\n" % len(made)
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer + start


PDF_LINES = [
    "The dam above the town was closed on Sunday after heavy rain, the water bo-",
    "ard said in a statement that was read out to everybody in the town hall at noon.",
    "Nobody was hurt.",
    "The road stays open for the night, said the mayor, who visited the dam today.",
]
RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 The dam\par It rained \u-10180?\u-8640? "
    rb"and \'e9t\'e9 \u-10180? end.\par}"
)
SRT = (
    "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>It rained</i>\r\nall day.\r\n\r\n"
    "2\r\n00:00:02,500 --> 00:00:03,000\r\nIt rained all day.\r\n\r\n"
    "3\r\n00:00:04,000 --> 00:00:05,000\r\n{\\an8}MAYOR: Nobody &amp; nothing.\r\n"
)
VTT = (
    "WEBVTT\n\nNOTE nothing\n\nSTYLE\n::cue {}\n\nintro\n00:01.000 --> 00:02.500 align:left\n"
    "<v.loud Nina Marsh>It <b>rained</b>.</v>\n\n00:03.000 --> 00:04.000\n\n"
)


def eml() -> bytes:
    """Return a mail with a page beside its text and a file attached."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "Nina Märsh <nina@x.example>", "desk@x.example"
    mail["Subject"], mail["Date"] = "Dam closed", "Sun, 04 May 2031 10:00:00 +0200"
    mail.set_content(f"{TEXT}\nÉté.\n")
    mail.add_alternative(f"<p>{TEXT} page</p>", subtype="html")
    mail.add_attachment(b"abc", maintype="image", subtype="png", filename="dam.png")
    return mail.as_bytes()


def mhtml(page: str) -> bytes:
    """Return a web archive as Chromium writes them."""
    head = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://news.example/dam\n"
        "Subject: =?utf-8?Q?Dam=20closed=20=E2=80=93=20News?=\n"
        "Date: Sun, 4 May 2031 10:00:00 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="--B--"\n\n\n'
    )
    part = EmailMessage()
    part.set_content(page, subtype="html", cte="quoted-printable")
    part["Content-Location"] = "https://news.example/dam"
    body = part.as_string().replace("MIME-Version: 1.0\n", "")
    return f"{head}----B--\n{body}\n----B----\n".encode()


PAGE = (
    "<!DOCTYPE html><html><head><title></title></head><body><article><p>" + TEXT + "</p>"
    "<blockquote class='twitter-tweet'><p>We have closed all the gates.</p></blockquote>"
    "<p>Nobody was hurt, said the mayor, who visited the dam.</p></article></body></html>"
)
ALL = {
    "html": PAGE.encode(),
    "mhtml": mhtml(PAGE),
    "docx": packed(docx_members()),
    "odt": packed(odt_members()),
    "rtf": RTF,
    "pdf": pdf(PDF_LINES),
    "epub": packed(epub_members()),
    "eml": eml(),
    "srt": SRT.encode(),
    "vtt": VTT.encode(),
}
"""A small valid file of each kind by its name."""
