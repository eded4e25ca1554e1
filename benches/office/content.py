"""What the peers are given to write: the same text as ours, as plain data, so that reading git or Markdown costs them
nothing. A draft comes from pandoc's reading of the Markdown, tables of a synthesis from the files that we wrote.

What is not done here: writing Word or Excel files (`peers/`), measuring (`run`).
"""

import json
import subprocess
import zipfile
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def draft(path):
    """The blocks of a Markdown draft: headings, paragraphs, items, tables; runs are `[text, bold, italic]`, notes
    `[runs]` in place of a run."""
    tree = json.loads(subprocess.run(["pandoc", "-t", "json", str(path)], check=True, capture_output=True).stdout)
    found = []
    for block in tree["blocks"]:
        add_block(found, block, 0)
    return found


def add_block(found, block, depth):
    """Adds one block of pandoc's tree."""
    kind, content = block["t"], block.get("c")
    if kind == "Header":
        found.append({"kind": "heading", "level": content[0], "runs": runs(content[2])})
    elif kind in ("Para", "Plain"):
        found.append({"kind": "item" if depth else "paragraph", "level": depth, "runs": runs(content)})
    elif kind in ("BulletList", "OrderedList"):
        for item in content if kind == "BulletList" else content[1]:
            for inner in item:
                add_block(found, inner, depth + 1)
                if found[-1]["kind"] == "item" and "ordered" not in found[-1]:
                    found[-1]["ordered"] = kind == "OrderedList"
    elif kind == "Table":
        rows = content[3][1] + [row for body in content[4] for row in body[3]]
        cells = [[[r for b in cell[4] for r in runs(b.get("c", []))] for cell in row[1]] for row in rows]
        found.append({"kind": "table", "n_head": len(content[3][1]), "rows": cells})
    elif kind in ("BlockQuote", "Div"):
        for inner in content if kind == "BlockQuote" else content[1]:
            add_block(found, inner, depth)


def runs(inlines, bold=False, italic=False):
    """The runs of a paragraph."""
    result = []
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            add_text(result, content, bold, italic)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            add_text(result, " ", bold, italic)
        elif kind in ("Strong", "Emph"):
            result += runs(content, bold or kind == "Strong", italic or kind == "Emph")
        elif kind == "Note":
            result.append([[r for block in content for r in runs(block.get("c", []))]])
        elif kind == "Quoted":
            marks = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
            add_text(result, marks[0], bold, italic)
            result += runs(content[1], bold, italic)
            add_text(result, marks[1], bold, italic)
        elif kind in ("Code", "Math"):
            add_text(result, content[1], bold, italic)
        elif isinstance(content, list):
            result += runs(
                [c for part in content if isinstance(part, list) for c in part if isinstance(c, dict)], bold, italic
            )
    return result


def add_text(result, text, bold, italic):
    """Adds text to the last run where that looks the same."""
    if result and len(result[-1]) == 3 and result[-1][1:] == [bold, italic]:
        result[-1][0] += text
    else:
        result.append([text, bold, italic])


def word(path):
    """The body of a Word file of ours: paragraphs with style and runs, tables with widths, head rows and cells."""
    with zipfile.ZipFile(path) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    return [table(e) if e.tag == f"{W}tbl" else paragraph(e) for e in body if e.tag in (f"{W}tbl", f"{W}p")]


def paragraph(element):
    """A paragraph's style, alignment and runs."""
    style, align = element.find(f"{W}pPr/{W}pStyle"), element.find(f"{W}pPr/{W}jc")
    found = []
    for run in element.iter(f"{W}r"):
        text = "".join("\n" if t.tag == f"{W}br" else t.text or "" for t in run if t.tag in (f"{W}t", f"{W}br"))
        found.append([text, run.find(f"{W}rPr/{W}b") is not None, run.find(f"{W}rPr/{W}i") is not None])
    named = {"style": style, "align": align}
    return {k: v.get(f"{W}val") for k, v in named.items() if v is not None} | {"kind": "paragraph", "runs": found}


def table(element):
    """A table's widths in twentieths of a point, how many rows are repeated, and its cells."""
    widths = [int(c.get(f"{W}w")) for c in element.iter(f"{W}gridCol")]
    rows, n_head = [], 0
    for row in element.iter(f"{W}tr"):
        n_head += row.find(f"{W}trPr/{W}tblHeader") is not None
        cells = []
        for cell in row.iter(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            n_columns = int(span.get(f"{W}val")) if span is not None else 1
            cells.append({"span": n_columns, "paragraphs": [paragraph(p) for p in cell.iter(f"{W}p")]})
        rows.append(cells)
    return {"kind": "table", "widths": widths, "n_head": n_head, "rows": rows}


def workbook(path):
    """The sheets of a workbook of ours: name, widths, frozen rows, filter, merged cells, and cells `[row, column,
    text or number, bold]`. Read with openpyxl, so only from an environment that has it."""
    import openpyxl

    sheets = []
    for sheet in openpyxl.load_workbook(path):
        cells = [
            [c.row - 1, c.column - 1, c.value, bool(c.font.b), bool(c.border.left.style)]
            for row in sheet.iter_rows()
            for c in row
            if c.value is not None or c.border.left.style
        ]
        widths = []
        for column in sheet.column_dimensions.values():
            widths.append([column.min - 1, column.max - 1, column.width])
        merged = [[m.min_row - 1, m.min_col - 1, m.max_row - 1, m.max_col - 1] for m in sheet.merged_cells.ranges]
        frozen = int("".join(c for c in sheet.freeze_panes or "A1" if c.isdigit())) - 1
        made = {"name": sheet.title, "widths": widths, "frozen": frozen, "filter": sheet.auto_filter.ref}
        sheets.append(made | {"merged": merged, "cells": cells})
    return sheets


def typst(blocks, title):
    """A Typst source with the same text, contents list, notes and tables, set on A4 in the same font family."""
    lines = [
        f'#set document(title: "{title}")',
        '#set page(paper: "a4", margin: (left: 30mm, right: 20mm, top: 20mm, bottom: 20mm), numbering: "1")',
        '#set text(font: "Liberation Serif", size: 14pt, lang: "vi")',
        "#set par(justify: true, first-line-indent: (amount: 10mm, all: true))",
        "#outline()",
    ]
    for block in blocks:
        if block["kind"] == "heading":
            lines.append(f"{'=' * block['level']} {typst_runs(block['runs'])}")
        elif block["kind"] == "item":
            mark = "+" if block.get("ordered") else "-"
            lines.append(f"{'  ' * (block['level'] - 1)}{mark} {typst_runs(block['runs'])}")
        elif block["kind"] == "table":
            cells = [[f"[{typst_runs(cell)}]" for cell in row] for row in block["rows"]]
            head = ", ".join(c for row in cells[: block["n_head"]] for c in row)
            body = ",\n".join(", ".join(row) for row in cells[block["n_head"] :])
            header = f"table.header({head}),\n" if head else ""
            lines.append(f"#table(columns: {len(cells[0])},\n{header}{body})")
        else:
            lines.append(typst_runs(block["runs"]))
        lines.append("")
    return "\n".join(lines)


def typst_runs(found):
    """Runs as Typst: the text always as a string, so that nothing in it is markup."""
    result = ""
    for run in found:
        if len(run) == 1:
            result += f"#footnote[{typst_runs(run[0])}]"
            continue
        text, bold, italic = run
        quoted = json.dumps(text, ensure_ascii=False)
        inner = f"#({quoted})"
        inner = f"#emph[{inner}]" if italic else inner
        result += f"#strong[{inner}]" if bold else inner
    return result
