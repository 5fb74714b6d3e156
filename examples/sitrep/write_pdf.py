"""The report as a PDF of three pages: two columns with boxes, a table with two columns under it, a picture."""

import io
import pathlib

import reportlab
from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, Image, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Spacer, Table, TableStyle

import content
import picture

# Bitstream Vera, which reportlab brings along, so that the file holds its letters and looks the same everywhere.
for name in ("Vera", "VeraBd", "VeraIt"):
    pdfmetrics.registerFont(TTFont(name, str(pathlib.Path(reportlab.__file__).parent / "fonts" / f"{name}.ttf")))
pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="VeraBd", italic="VeraIt", boldItalic="VeraBd")

BLUE, PALE, GREY = HexColor("#026cb6"), HexColor("#e6f0f8"), HexColor("#5b6770")
WIDTH, HEIGHT = A4
MARGIN = 16 * mm
INNER = WIDTH - 2 * MARGIN
GAP = 8 * mm
COLUMN = (INNER - GAP) / 2
FOOT = 20 * mm

BODY = ParagraphStyle("body", fontName="Vera", fontSize=9.5, leading=14, spaceAfter=5)
STYLES = {
    "p": BODY,
    "li": ParagraphStyle("item", BODY, leftIndent=12, bulletIndent=1, bulletFontName="Vera"),
    "h1": ParagraphStyle("h1", fontName="VeraBd", fontSize=12, leading=15, textColor=BLUE, spaceBefore=7, spaceAfter=3, keepWithNext=1),
    "h2": ParagraphStyle("h2", fontName="VeraBd", fontSize=10, leading=13, textColor=GREY, spaceBefore=6, spaceAfter=2, keepWithNext=1),
}
NOTE = ParagraphStyle("note", fontName="VeraIt", fontSize=7, leading=9, textColor=GREY, spaceBefore=2)
NUMBER = ParagraphStyle("number", fontName="VeraBd", fontSize=13, leading=18, textColor=BLUE, alignment=TA_CENTER)
UNDER = ParagraphStyle("under", fontName="Vera", fontSize=7.5, leading=9.5, alignment=TA_CENTER)
HEAD = ParagraphStyle("head", fontName="VeraBd", fontSize=8, leading=10, textColor=white, alignment=TA_CENTER)
CAPTION = ParagraphStyle("caption", fontName="VeraBd", fontSize=9, leading=12, spaceAfter=3)


def write():
    """The PDF's bytes."""
    held = io.BytesIO()
    document = BaseDocTemplate(held, pagesize=A4, title=content.TITLE, author=content.PUBLISHER, invariant=1, pageCompression=1)
    document.addPageTemplates([_first(), _second(), _picture()])
    document.build([
        *_highlights(), FrameBreak(), *_numbers(), FrameBreak(), *_blocks(content.OVERVIEW), NextPageTemplate("second"), PageBreak(),
        *_table(), FrameBreak(), *_blocks(content.REGIONS), FrameBreak(), *_blocks(content.RESPONSE), NextPageTemplate("picture"), PageBreak(),
        Image(io.BytesIO(picture.draw()), width=WIDTH - 12, height=(WIDTH - 12) * 1.4),
    ])
    return held.getvalue()


def _frame(name, x, top, width, height):
    return Frame(x, top - height, width, height, id=name, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _first():
    top = HEIGHT - 50 * mm
    boxes = 72 * mm
    below = top - boxes - 6 * mm
    return PageTemplate("first", [
        _frame("highlights", MARGIN, top, COLUMN, boxes), _frame("numbers", MARGIN + COLUMN + GAP, top, COLUMN, boxes),
        _frame("left", MARGIN, below, COLUMN, 104 * mm), _frame("right", MARGIN + COLUMN + GAP, below, COLUMN, 104 * mm),
    ], onPage=_masthead)


def _second():
    top = HEIGHT - 26 * mm
    table = 52 * mm
    below = top - table - 5 * mm
    return PageTemplate("second", [
        _frame("table", MARGIN, top, INNER, table),
        _frame("left", MARGIN, below, COLUMN, below - FOOT), _frame("right", MARGIN + COLUMN + GAP, below, COLUMN, below - FOOT),
    ], onPage=_running_head)


def _picture():
    return PageTemplate("picture", [Frame(0, 0, WIDTH, HEIGHT)])


def _masthead(canvas, document):
    canvas.saveState()
    canvas.setFillColor(BLUE)
    canvas.rect(0, HEIGHT - 42 * mm, WIDTH, 42 * mm, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont("VeraBd", 20)
    canvas.drawString(MARGIN, HEIGHT - 16 * mm, content.PUBLISHER)
    canvas.setFont("VeraBd", 15)
    canvas.drawString(MARGIN, HEIGHT - 25 * mm, content.CRISIS)
    canvas.setFont("Vera", 12)
    canvas.drawString(MARGIN, HEIGHT - 31.5 * mm, content.SERIES)
    canvas.setFont("Vera", 10)
    canvas.drawString(MARGIN, HEIGHT - 37.5 * mm, content.AS_OF)
    canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 37.5 * mm, content.PUBLISHED)
    canvas.restoreState()
    _foot(canvas, document)


def _running_head(canvas, document):
    canvas.saveState()
    canvas.setFont("Vera", 8)
    canvas.setFillColor(GREY)
    canvas.drawString(MARGIN, HEIGHT - 16 * mm, f"{content.CRISIS} | {content.SERIES}")
    canvas.setStrokeColor(BLUE)
    canvas.line(MARGIN, HEIGHT - 18 * mm, WIDTH - MARGIN, HEIGHT - 18 * mm)
    canvas.restoreState()
    _foot(canvas, document)


def _foot(canvas, document):
    canvas.saveState()
    canvas.setFont("Vera", 7)
    canvas.setFillColor(GREY)
    canvas.drawString(MARGIN, 11 * mm, content.PUBLISHER_LONG)
    canvas.drawString(MARGIN, 8 * mm, content.INVENTED)
    canvas.drawRightString(WIDTH - MARGIN, 11 * mm, f"Page {document.page} of 3")
    canvas.restoreState()


def _blocks(blocks):
    return [Paragraph(content.spaced(words), STYLES[kind], bulletText="\u2022" if kind == "li" else None) for kind, words in blocks]


def _highlights():
    return [Paragraph(content.ABOUT, ParagraphStyle("about", NOTE, fontSize=8, leading=10, spaceAfter=6)), *_blocks([("h1", "HIGHLIGHTS"), *(("li", words) for words in content.HIGHLIGHTS)])]


def _numbers():
    rows = []
    for start in range(0, len(content.NUMBERS), 3):
        pair = content.NUMBERS[start:start + 3]
        rows.append([Paragraph(content.spaced(number), NUMBER) for number, _ in pair])
        rows.append([Paragraph(words, UNDER) for _, words in pair])
    boxes = Table(rows, colWidths=[COLUMN / 3] * 3, rowHeights=[9 * mm, 11 * mm] * 2)
    boxes.setStyle(TableStyle([
        ("BACKGROUND", (0, 0), (-1, -1), PALE), ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 1), ("RIGHTPADDING", (0, 0), (-1, -1), 1),
        *(("BOX", (column, row), (column, row + 1), 2, white) for row in (0, 2) for column in range(3)),
    ]))
    return [Paragraph(content.NUMBERS_HEADING, STYLES["h1"]), boxes, Paragraph(content.NUMBERS_NOTE, NOTE)]


def _table():
    rows = [[Paragraph(words, HEAD) for words in content.TABLE_HEADER], *([content.cell(value) for value in row] for row in content.TABLE_ROWS)]
    table = Table(rows, colWidths=[34 * mm] + [(INNER - 34 * mm) / 6] * 6)
    table.setStyle(TableStyle([
        ("BACKGROUND", (0, 0), (-1, 0), BLUE), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("FONT", (0, 1), (-1, -2), "Vera", 8.5),
        ("FONT", (0, -1), (-1, -1), "VeraBd", 8.5), ("ALIGN", (1, 1), (-1, -1), "RIGHT"), ("LINEBELOW", (0, 1), (-1, -1), 0.4, GREY),
        ("BACKGROUND", (0, -1), (-1, -1), PALE), ("TOPPADDING", (0, 1), (-1, -1), 2), ("BOTTOMPADDING", (0, 1), (-1, -1), 3),
    ]))
    return [Paragraph(content.TABLE_CAPTION, CAPTION), table, Paragraph(content.TABLE_NOTE, NOTE), Spacer(1, 1)]
