"""The report as a workbook of three sheets, as people type reports into spreadsheets: the words in the first column, the table as numbers."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

import content
from fixed import rezip

FONTS = {"h1": Font(bold=True, size=13, color="026CB6"), "h2": Font(bold=True, color="5B6770")}


def write():
    """The workbook's bytes."""
    book = Workbook()
    _properties(book.properties)
    _summary(book.active)
    _table(book.create_sheet("Impact by region"))
    _words(book.create_sheet("Regions and response"), [*content.REGIONS, *content.RESPONSE])
    held = io.BytesIO()
    book.save(held)
    return rezip(held.getvalue(), {"docProps/core.xml": _unstamped})


def _properties(properties):
    properties.title, properties.creator, properties.lastModifiedBy = content.TITLE, content.PUBLISHER, content.PUBLISHER
    properties.created, properties.description = content.MADE, content.INVENTED


def _unstamped(data):
    """`openpyxl` writes the time of saving whatever one says: the report's own instead."""
    head, tail = data.split(b"<dcterms:modified", 1)
    start, end = tail.index(b">") + 1, tail.index(b"</dcterms:modified>")
    return head + b"<dcterms:modified" + tail[:start] + content.MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + tail[end:]


def _summary(sheet):
    sheet.title = "Situation report"
    for words, font in ((content.PUBLISHER, Font(bold=True, size=16)), (content.TITLE, Font(bold=True, size=14)), (content.AS_OF, None), (content.PUBLISHED, None), (content.INVENTED, None)):
        sheet.append([words])
        if font:
            sheet.cell(sheet.max_row, 1).font = font
    _words(sheet, [("p", content.ABOUT), ("h1", "HIGHLIGHTS"), *(("li", words) for words in content.HIGHLIGHTS), ("h1", content.NUMBERS_HEADING)])
    sheet.append([content.spaced(number) for number, _ in content.NUMBERS])
    sheet.append([under for _, under in content.NUMBERS])
    _words(sheet, [("p", content.NUMBERS_NOTE), *content.OVERVIEW])


def _words(sheet, blocks):
    sheet.column_dimensions["A"].width = 100
    for kind, words in blocks:
        sheet.append([("- " if kind == "li" else "") + content.spaced(words)])
        cell = sheet.cell(sheet.max_row, 1)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if kind in FONTS:
            cell.font = FONTS[kind]


def _table(sheet):
    sheet.append([content.TABLE_CAPTION])
    sheet.append(content.TABLE_HEADER)
    for row in content.TABLE_ROWS:
        sheet.append(["-" if value is None else value for value in row])
    for cells in sheet.iter_rows(min_row=3, min_col=2):
        for cell in cells:
            cell.number_format = "# ##0"
    for cell in (*sheet[2], *sheet[sheet.max_row]):
        cell.font = Font(bold=True)
    sheet.append([content.TABLE_NOTE])
    sheet.column_dimensions["A"].width = 22
    for letter in "BCDEFG":
        sheet.column_dimensions[letter].width = 17
