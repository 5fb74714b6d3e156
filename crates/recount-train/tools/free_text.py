#!/usr/bin/env python3
"""Sentences of the Groningen Meaning Bank as running text, a sentence a line: free_text.py ROWS.csv... > gmb.txt

Its texts are in the public domain, most of them news by the Voice of America. Rows hold a word each, in the shape of the copies
that go round as ner_dataset.csv. The annotations are not used.
"""
import csv
import io
import re
import sys

CLOSERS = re.compile(r"[.,;:?!%)\]]+|'s|'S|n't|'re|'ve|'ll|'d|'m|'")
MARKS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}
LATIN = str.maketrans({"\x92": "'", "\x85": "...", "\x93": '"', "\x94": '"', "\x97": "-", "\x96": "-"})


def joined(words):
    """Words set together as print does."""
    text, quoted, open_mark = "", False, False
    for word in words:
        word = MARKS.get(word, word)
        if word == '"':
            text += word if quoted or not text else " " + word
            quoted = open_mark = not quoted
            continue
        sticks = not text or CLOSERS.fullmatch(word) or text[-1] in "($[" or open_mark
        text += word if sticks else " " + word
        open_mark = False
    return text


def sentences(path):
    """The sentences of a file; a last one that may be cut off is left out."""
    words = []
    for row in csv.reader(io.StringIO(open(path, "rb").read().decode("latin-1"))):
        if len(row) < 2 or row[1] == "Word" or row[0] == "Index":
            continue
        if row[1].startswith("Sentence:") or row[0].isdigit() and len(row) == 3:
            row = row[1:]
        if row[0].strip() and words:
            yield joined(words)
            words = []
        if row[1]:
            words.append(row[1].translate(LATIN))


seen = set()
for path in sys.argv[1:]:
    for sentence in sentences(path):
        if sentence not in seen:
            seen.add(sentence)
            print(sentence)
