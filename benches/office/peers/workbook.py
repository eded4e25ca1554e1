#!/usr/bin/env python3
"""XlsxWriter writes the response table and the register of comments: `workbook.py SHEETS.json OUT.xlsx [--constant]
[--records FOLDER]`.

The same sheets, cells, widths, frozen rows, filters and joined cells as our file; text is always written as text.
`--constant`: its mode of constant memory, the quicker one (text within the cells, no table of shared strings).
`--records`: reads a repository's records first."""

import json
import sys

import xlsxwriter


def add_sheet(book, given, formats):
    """One sheet."""
    sheet = book.add_worksheet(given["name"])
    for first, last, width in given["widths"]:
        sheet.set_column(first, last, width)
    if given["frozen"]:
        sheet.freeze_panes(given["frozen"], 0)
    if given["filter"]:
        sheet.autofilter(given["filter"])
    joined = {tuple(m[:2]): m for m in given["merged"]}
    for row, column, value, bold, framed in given["cells"]:
        look = formats[bold, framed]
        if (row, column) in joined:
            sheet.merge_range(*joined[row, column], "", look)
        if isinstance(value, (int, float)):
            sheet.write_number(row, column, value, look)
        elif value is None:
            sheet.write_blank(row, column, None, look)
        else:
            sheet.write_string(row, column, value, look)


def main():
    """Writes the workbook."""
    if "--records" in sys.argv:
        import records

        records.read(sys.argv[sys.argv.index("--records") + 1])
    sheets = json.load(open(sys.argv[1], encoding="utf-8"))
    book = xlsxwriter.Workbook(sys.argv[2], {"constant_memory": "--constant" in sys.argv})
    formats = {}
    for bold in (False, True):
        for framed in (False, True):
            look = {"text_wrap": True, "valign": "top", "font_name": "Times New Roman", "font_size": 12}
            formats[bold, framed] = book.add_format(
                look | ({"bold": True} if bold else {}) | ({"border": 1} if framed else {})
            )
    for sheet in sheets:
        add_sheet(book, sheet, formats)
    book.close()


main()
