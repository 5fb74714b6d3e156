"""The report as a web page."""

import base64
from html import escape
from itertools import groupby

import content
import picture

STYLE = """
body { font: 15px/1.5 sans-serif; color: #222; margin: 0; }
header, main, footer { max-width: 60rem; margin: 0 auto; padding: 1rem; }
header { background: #026cb6; color: #fff; }
h2 { color: #026cb6; font-size: 1.1rem; } h3 { color: #5b6770; font-size: 1rem; }
.numbers { display: grid; grid-template-columns: repeat(3, 1fr); gap: .5rem; }
.numbers div { background: #e6f0f8; text-align: center; padding: .5rem; }
.number { color: #026cb6; font-size: 1.6rem; font-weight: bold; margin: 0; } .under { margin: 0; }
table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid #5b6770; padding: .2rem .5rem; text-align: right; }
th:first-child { text-align: left; } .note { color: #5b6770; font-size: .8rem; } .columns { columns: 2 22rem; }
"""
TAGS = {"h1": "h2", "h2": "h3", "p": "p", "li": "li"}


def write():
    """The page's bytes."""
    return "\n".join([
        "<!doctype html>", f'<html lang="{content.LANGUAGE}">', "<head>", '<meta charset="utf-8">', f"<title>{_words(content.TITLE)} | {content.PUBLISHER}</title>",
        f'<meta property="og:site_name" content="{content.PUBLISHER}">', f'<meta property="article:published_time" content="{content.MADE:%Y-%m-%d}">',
        f'<link rel="canonical" href="{content.ADDRESS}">', f"<style>{STYLE}</style>", "</head>", "<body>", "<main>", "<article>", *_masthead(), *_body(), "</article>", "</main>",
        f"<footer><p>{_words(content.PUBLISHER_LONG)}</p><p>{content.INVENTED}</p></footer>", "</body>", "</html>", "",
    ]).encode()


def _words(words):
    return escape(content.spaced(words), quote=False)


def _masthead():
    return [
        "<header>", f'<p class="publisher">{content.PUBLISHER}</p>', f"<h1>{_words(content.TITLE)}</h1>", f"<p>{content.AS_OF}</p>",
        f'<p><time datetime="{content.MADE:%Y-%m-%d}">{content.PUBLISHED}</time></p>', "</header>", f"<p>{_words(content.ABOUT)}</p>",
    ]


def _body():
    return [
        *_blocks([("h1", "HIGHLIGHTS"), *(("li", words) for words in content.HIGHLIGHTS), ("h1", content.NUMBERS_HEADING)]),
        '<div class="numbers">',
        *(f'<div><p class="number">{_words(number)}</p><p class="under">{_words(under)}</p></div>' for number, under in content.NUMBERS),
        "</div>", f'<p class="note">{_words(content.NUMBERS_NOTE)}</p>',
        '<div class="columns">', *_blocks(content.OVERVIEW), "</div>", *_table(),
        '<div class="columns">', *_blocks(content.REGIONS), *_blocks(content.RESPONSE), "</div>",
        f'<p><img alt="" width="500" src="data:image/png;base64,{base64.b64encode(picture.draw()).decode()}"></p>',
    ]


def _blocks(blocks):
    lines = []
    for item, together in groupby(blocks, lambda block: block[0] == "li"):
        inside = [f"<{TAGS[kind]}>{_words(words)}</{TAGS[kind]}>" for kind, words in together]
        lines += ["<ul>", *inside, "</ul>"] if item else inside
    return lines


def _table():
    rows = [
        "<tr>" + f'<th scope="row">{_words(row[0])}</th>' + "".join(f"<td>{content.cell(value)}</td>" for value in row[1:]) + "</tr>"
        for row in content.TABLE_ROWS
    ]
    head = "".join(f'<th scope="col">{_words(words)}</th>' for words in content.TABLE_HEADER)
    return ["<table>", f"<caption>{_words(content.TABLE_CAPTION)}</caption>", f"<thead><tr>{head}</tr></thead>", "<tbody>", *rows, "</tbody>", "</table>", f'<p class="note">{_words(content.TABLE_NOTE)}</p>']
