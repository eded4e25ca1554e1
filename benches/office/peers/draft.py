#!/usr/bin/env python3
"""python-docx writes a draft: `draft.py BLOCKS.json OUT.docx`. Headings, bold and italic runs, lists, tables with a
repeated head, page margins and font. It knows no footnotes: they go to the end as numbered paragraphs."""

import json
import sys

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt


def fill(paragraph, runs, notes):
    """Puts the runs into a paragraph."""
    for run in runs:
        if len(run) == 1:
            notes.append(run[0])
            paragraph.add_run(str(len(notes))).font.superscript = True
            continue
        text, bold, italic = run
        made = paragraph.add_run(text)
        made.bold, made.italic = bold or None, italic or None


def add_table(document, block, notes):
    """A table; its cells are reached through the row once, which is python-docx's quick way."""
    table = document.add_table(len(block["rows"]), len(block["rows"][0]), style="Table Grid")
    for number, (row, cells) in enumerate(zip(table.rows, block["rows"])):
        for cell, runs in zip(row.cells, cells):
            fill(cell.paragraphs[0], runs, notes)
        if number < block["n_head"]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def main():
    """Writes the draft."""
    blocks = json.load(open(sys.argv[1], encoding="utf-8"))
    document, notes = Document(), []
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(14)
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    for block in blocks:
        if block["kind"] == "table":
            add_table(document, block, notes)
            continue
        if block["kind"] == "heading":
            paragraph = document.add_paragraph(style=f"Heading {block['level']}")
        elif block["kind"] == "item":
            paragraph = document.add_paragraph(style="List Number" if block.get("ordered") else "List Bullet")
        else:
            paragraph = document.add_paragraph()
        fill(paragraph, block["runs"], notes)
    for number, runs in enumerate(notes, 1):
        paragraph = document.add_paragraph()
        paragraph.add_run(str(number)).font.superscript = True
        fill(paragraph, runs, [])
    document.save(sys.argv[2])


main()
