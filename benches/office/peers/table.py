#!/usr/bin/env python3
"""python-docx writes a response table with what stands around it: `table.py CONTENT.json OUT.docx [--records FOLDER]`.

The same paragraphs and tables as our file: column widths, repeated head rows, joined cells, bold and italic runs. A
row's cells are taken from its element, which is several times quicker than `table.cell(row, column)`.
`--records`: reads a repository's records first."""

import json
import sys

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Twips
from docx.table import _Cell

ALIGN = {"center": WD_ALIGN_PARAGRAPH.CENTER, "both": WD_ALIGN_PARAGRAPH.JUSTIFY, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def fill(paragraph, given):
    """Puts the runs into a paragraph."""
    if given.get("align") in ALIGN:
        paragraph.alignment = ALIGN[given["align"]]
    for text, bold, italic in given["runs"]:
        run = paragraph.add_run(text)
        if bold:
            run.bold = True
        if italic:
            run.italic = True


def add_table(document, block):
    """One table."""
    widths = [Twips(w) for w in block["widths"]]
    table = document.add_table(len(block["rows"]), len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths):
        column.width = width
    for number, (row, cells) in enumerate(zip(table.rows, block["rows"])):
        if number < block["n_head"]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        elements, at = list(row._tr.tc_lst), 0
        for given in cells:
            cell = _Cell(elements[at], table)
            if given["span"] > 1:
                cell = cell.merge(_Cell(elements[at + given["span"] - 1], table))
            else:
                cell.width = widths[at]
            at += given["span"]
            for n, paragraph in enumerate(given["paragraphs"]):
                fill(cell.paragraphs[0] if n == 0 else cell.add_paragraph(), paragraph)


def main():
    """Writes the document."""
    if "--records" in sys.argv:
        import records

        records.read(sys.argv[sys.argv.index("--records") + 1])
    content = json.load(open(sys.argv[1], encoding="utf-8"))
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    for block in content:
        if block["kind"] == "table":
            add_table(document, block)
        else:
            heading = block.get("style", "").startswith("Heading")
            fill(document.add_paragraph(style=f"Heading {block['style'][7:]}" if heading else None), block)
    document.save(sys.argv[2])


main()
