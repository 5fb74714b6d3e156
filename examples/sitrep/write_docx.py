"""The report as a Word document: headings and lists by their styles, boxes and table as tables, a head and a foot with the page's number."""

import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

import content
import picture
from fixed import rezip

STYLES = {"h1": "Heading 1", "h2": "Heading 2", "p": "Normal", "li": "List Bullet"}


def write():
    """The document's bytes."""
    document = Document()
    _properties(document.core_properties)
    document.styles["Normal"].font.size = Pt(10)
    _edges(document.sections[0])
    for words, style in ((content.PUBLISHER, "Normal"), (content.CRISIS, "Title"), (content.SERIES, "Subtitle"), (content.AS_OF, "Normal"), (content.PUBLISHED, "Normal"), (content.ABOUT, "Normal")):
        document.add_paragraph(words, style)
    _blocks(document, [("h1", "HIGHLIGHTS"), *(("li", words) for words in content.HIGHLIGHTS), ("h1", content.NUMBERS_HEADING)])
    _numbers(document)
    _blocks(document, [("p", content.NUMBERS_NOTE), *content.OVERVIEW])
    document.add_paragraph(content.TABLE_CAPTION, "Caption")
    _table(document)
    _blocks(document, [("p", content.TABLE_NOTE), *content.REGIONS, *content.RESPONSE])
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_picture(io.BytesIO(picture.draw()), width=Mm(150))
    held = io.BytesIO()
    document.save(held)
    return rezip(held.getvalue())


def _properties(properties):
    properties.title, properties.author, properties.last_modified_by = content.TITLE, content.PUBLISHER, content.PUBLISHER
    properties.created = properties.modified = content.MADE
    properties.comments, properties.language, properties.revision = content.INVENTED, content.LANGUAGE, 1


def _edges(section):
    section.header.paragraphs[0].text = f"{content.CRISIS} | {content.SERIES}"
    foot = section.footer.paragraphs[0]
    foot.text = f"{content.PUBLISHER_LONG} | {content.INVENTED} | Page "
    for kind in ("begin", "PAGE", "end"):
        run = foot.add_run()
        if kind == "PAGE":
            code = OxmlElement("w:instrText")
            code.text = kind
        else:
            code = OxmlElement("w:fldChar")
            code.set(qn("w:fldCharType"), kind)
        run._r.append(code)


def _blocks(document, blocks):
    for kind, words in blocks:
        document.add_paragraph(content.spaced(words), STYLES[kind])


def _numbers(document):
    table = document.add_table(rows=0, cols=3)
    table.style = "Table Grid"
    for start in range(0, len(content.NUMBERS), 3):
        numbers, words = table.add_row().cells, table.add_row().cells
        for column, (number, under) in enumerate(content.NUMBERS[start:start + 3]):
            run = numbers[column].paragraphs[0].add_run(content.spaced(number))
            run.bold, run.font.size = True, Pt(18)
            words[column].text = under
            for paragraph in (numbers[column].paragraphs[0], words[column].paragraphs[0]):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _table(document):
    table = document.add_table(rows=1, cols=len(content.TABLE_HEADER))
    table.style = "Light Grid Accent 1"
    for at, words in enumerate(content.TABLE_HEADER):
        table.rows[0].cells[at].text = words
    for row in content.TABLE_ROWS:
        cells = table.add_row().cells
        for at, value in enumerate(row):
            cells[at].text = content.cell(value)
