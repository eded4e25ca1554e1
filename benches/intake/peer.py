#!/usr/bin/env python3
"""What somebody writes in an afternoon: the same files read with python-docx and openpyxl into one list.

    peer.py INBOX OUTPUT.jsonl

Rows of tables below their heads, one line of JSON for each point, the list flushed to the disk at the end. Nothing is
recognised, kept, placed or recorded besides.
"""

import csv
import json
import os
import sys
from pathlib import Path

import docx
import openpyxl
import yaml


def rows_of(path):
    """The rows of a file."""
    if path.suffix == ".docx":
        file = docx.Document(path)
        return [[cell.text for cell in row.cells] for table in file.tables for row in table.rows]
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        return [["" if cell is None else str(cell) for cell in row] for sheet in book for row in sheet.iter_rows(values_only=True)]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as source:
            return list(csv.reader(source, delimiter=";"))
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml":
        reply = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return [["STT"]] + [[str(n), "", "", it["quote"], it["text"]] for n, it in enumerate(reply["comments"])]
    return [["STT"]] + [[str(n), "", "", "", part] for n, part in enumerate(text.split("\n## ")[1:])]


def main(inbox, output):
    """Reads the folder."""
    count = 0
    with open(output, "w", encoding="utf-8") as out:
        for path in sorted(Path(inbox).iterdir()):
            begun = False
            for row in rows_of(path):
                if begun and any(row):
                    out.write(json.dumps({"file": path.name, "row": row}, ensure_ascii=False) + "\n")
                    count += 1
                begun = begun or row[0] in ("STT", "TT")
        out.flush()
        os.fsync(out.fileno())
    print(count)


if __name__ == "__main__":
    main(*sys.argv[1:])
