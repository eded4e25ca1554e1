"""Word files as others make them, each with a revised version; seeded.

A document is a list of units (heading, paragraph, item, definition, table) whose words carry looks and notes. The
revision works on the units; then both are written in the same way: by python-docx, by pandoc, by LibreOffice that
saves what one of these wrote, or with a Word file's usual disorder put into the XML (runs cut inside words, smart
tags, spelling marks, comments, fields, content controls). What is not done here: comparing or checking.
"""

import copy
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOOKS = ("", "", "", "", "", "b", "i", "bi", "u")


def sentences():
    """Sentences of the sample's drafts, without markup."""
    found = []
    for path in sorted((ROOT / "drafts/moc-linh").glob("draft-*/*.md"))[:3]:
        text = re.sub(r"\[\^[^\]]+\]:?|[*_#|]", "", path.read_text(encoding="utf-8").split("---", 2)[2])
        found += [s.strip() for line in text.split("\n") for s in re.findall(r"[^.;]{30,}?[.;](?=\s|$)", line)]
    return [s for s in dict.fromkeys(found) if 6 <= len(s.split()) <= 40 and not re.match(r"[\d\W]", s)]


def words(rng, text, notes=0.0, pool=()):
    """Words with looks, in runs; some with a note."""
    result, look, left = [], "", 0
    for word in text.split():
        if left == 0:
            look, left = rng.choice(LOOKS), rng.randrange(1, 9)
        left -= 1
        note = rng.choice(pool) if pool and rng.random() < notes else None
        result.append([word, look, note])
    return result


class Maker:
    """Makes a document and its revision."""

    def __init__(self, rng, notes, definitions=False):
        self.rng, self.pool = rng, sentences()
        rng.shuffle(self.pool)
        self.next, self.notes, self.definitions = 0, notes, definitions

    def sentence(self):
        """The next sentence that was not used yet."""
        self.next += 1
        return self.pool[self.next % len(self.pool)]

    def text(self, n):
        """Words of n sentences."""
        made = words(self.rng, " ".join(self.sentence() for _ in range(n)))
        if self.notes and self.rng.random() < 0.3:
            made[self.rng.randrange(len(made))][2] = self.sentence()
        return made

    def table(self):
        """A table with a head; short cells."""
        width = self.rng.randrange(2, 5)

        def cell():
            return words(self.rng, " ".join(self.sentence().split()[: self.rng.randrange(1, 6)]))

        rows = [[words(self.rng, f"Cột {n + 1} {self.sentence().split()[0]}") for n in range(width)]]
        rows += [[cell() for _ in range(width)] for _ in range(self.rng.randrange(3, 7))]
        return {"kind": "table", "rows": rows}

    def document(self):
        """The first version."""
        units = []
        for section in range(self.rng.randrange(3, 6)):
            level = 1 if section == 0 else self.rng.choice((1, 2, 2, 3))
            units.append(
                {
                    "kind": "h",
                    "level": level,
                    "text": words(self.rng, " ".join(self.sentence().split()[:7]).rstrip(",;.")),
                }
            )
            for word in units[-1]["text"]:
                word[1] = ""
            for _ in range(self.rng.randrange(3, 7)):
                units.append({"kind": "p", "text": self.text(self.rng.randrange(1, 5))})
            if self.rng.random() < 0.7:
                ordered = self.rng.random() < 0.5
                for at in range(self.rng.randrange(2, 6)):
                    level = 2 if at and self.rng.random() < 0.35 else 1
                    units.append({"kind": "li", "level": level, "ordered": ordered, "text": self.text(1)})
                units.append({"kind": "p", "text": self.text(1)})
            if self.rng.random() < 0.7:
                units.append(self.table())
                units.append({"kind": "p", "text": self.text(2)})
            if self.definitions:
                term = words(self.rng, " ".join(self.sentence().split()[:3]))
                units.append({"kind": "def", "term": term, "text": self.text(1)})
        return units

    def change_words(self, text):
        """Some words replaced, put in or taken out; notes changed, dropped, added."""
        for _ in range(self.rng.randrange(1, 4)):
            at = self.rng.randrange(len(text))
            act = self.rng.choice(("replace", "insert", "delete"))
            new = [[w, text[at][1], None] for w in self.sentence().split()[: self.rng.randrange(1, 4)]]
            if act == "replace":
                text[at : at + len(new)] = new
            elif act == "insert":
                text[at:at] = new
            elif len(text) > 4:
                del text[at : at + self.rng.randrange(1, 3)]
        for word in text:
            if word[2] and self.rng.random() < 0.5:
                word[2] = self.rng.choice((None, self.sentence(), word[2] + " " + self.sentence()))
        if self.notes and self.rng.random() < 0.2:
            text[self.rng.randrange(len(text))][2] = self.sentence()

    def change_table(self, rows):
        """Rows added, removed, changed."""
        act = self.rng.choice(("add", "remove", "cell", "both"))
        if act in ("add", "both"):
            new = [words(self.rng, " ".join(self.sentence().split()[:3])) for _ in rows[0]]
            rows.insert(self.rng.randrange(1, len(rows) + 1), new)
        if act in ("remove", "both") and len(rows) > 3:
            del rows[self.rng.randrange(1, len(rows))]
        if act == "cell":
            row = self.rng.choice(rows[1:])
            row[self.rng.randrange(len(row))] = words(self.rng, " ".join(self.sentence().split()[:4]))

    def revised(self, units):
        """The second version."""
        units = copy.deepcopy(units)
        for unit in units:
            if unit["kind"] == "table":
                if self.rng.random() < 0.8:
                    self.change_table(unit["rows"])
            elif unit["kind"] != "h" and self.rng.random() < 0.3:
                self.change_words(unit["text"])
        for act in ("move", "move", "split", "merge", "add", "remove", "swap"):
            plain = [n for n, u in enumerate(units) if u["kind"] == "p"]
            at = self.rng.choice(plain)
            if act == "move":
                unit = units.pop(at)
                target = self.rng.choice([n for n, u in enumerate(units) if u["kind"] in ("p", "h")])
                units.insert(target + (units[target]["kind"] == "h"), unit)
            elif act == "split":
                ends = [n for n, w in enumerate(units[at]["text"][:-1], 1) if w[0].endswith((".", ";"))]
                if ends:
                    cut = self.rng.choice(ends)
                    rest = units[at]["text"][cut:]
                    del units[at]["text"][cut:]
                    units.insert(at + 1, {"kind": "p", "text": rest})
            elif act == "merge" and at + 1 < len(units) and units[at + 1]["kind"] == "p":
                units[at]["text"] += units.pop(at + 1)["text"]
            elif act == "add":
                units.insert(at + 1, {"kind": "p", "text": self.text(2)})
            elif act == "remove" and len(plain) > 4:
                del units[at]
            elif act == "swap":
                items = [n for n in range(len(units) - 1) if units[n]["kind"] == units[n + 1]["kind"] == "li"]
                if items:
                    n = self.rng.choice(items)
                    units[n], units[n + 1] = units[n + 1], units[n]
        return units


def runs(text):
    """Words as runs `(text, look, note)`; a note ends its run."""
    found = []
    for at, (word, look, note) in enumerate(text):
        word = word if at == 0 else " " + word
        if found and found[-1][1] == look and found[-1][2] is None:
            found[-1] = [found[-1][0] + word, look, note]
        else:
            found.append([word, look, note])
    return found


def escaped(text):
    """A text in which Markdown finds no marks."""
    return re.sub(r"([\\`*_{}\[\]<>#+\-.!|~^$@:\"'()])", r"\\\1", text)


def markdown_runs(text, notes):
    """Runs as pandoc's Markdown."""
    result = ""
    for run, look, note in runs(text):
        blank, inner = run[: len(run) - len(run.lstrip())], escaped(run.strip())
        marks = "*" * (("i" in look) + 2 * ("b" in look))
        inner = f"[{inner}]{{.underline}}" if look == "u" else inner
        result += f"{blank}{marks}{inner}{marks}"
        if note:
            notes.append(note)
            result += f"[^{len(notes)}]"
    return result


def markdown(units):
    """A document as pandoc's Markdown."""
    lines, notes = [], []
    for at, unit in enumerate(units):
        if unit["kind"] == "h":
            lines.append(f"{'#' * unit['level']} {markdown_runs(unit['text'], notes)}\n")
        elif unit["kind"] == "p":
            lines.append(markdown_runs(unit["text"], notes) + "\n")
        elif unit["kind"] == "li":
            indent = "    " * (unit["level"] - 1)
            lines.append(f"{indent}{'1.' if unit['ordered'] else '-'} {markdown_runs(unit['text'], notes)}")
            if at + 1 == len(units) or units[at + 1]["kind"] != "li":
                lines.append("")
        elif unit["kind"] == "def":
            lines.append(f"{markdown_runs(unit['term'], notes)}\n:   {markdown_runs(unit['text'], notes)}\n")
        else:
            rows = ["| " + " | ".join(markdown_runs(c, notes) for c in row) + " |" for row in unit["rows"]]
            lines += [rows[0], "|" + "---|" * len(unit["rows"][0]), *rows[1:], ""]
    return "\n".join(lines) + "\n" + "".join(f"\n[^{n}]: {escaped(note)}\n" for n, note in enumerate(notes, 1))


def pandoc(units, path):
    """Written by pandoc, in the form that the path's ending names."""
    source = path.with_suffix(".md")
    source.write_text(markdown(units), encoding="utf-8")
    subprocess.run(["pandoc", "-s", "--metadata", "pagetitle=x", source, "-o", path], check=True, timeout=120)


def add_runs(paragraph, text, rng):
    """Runs of python-docx; some with direct formatting of other kinds."""
    from docx.shared import Pt, RGBColor

    for run, look, _ in runs(text):
        made = paragraph.add_run(run)
        made.bold, made.italic = ("b" in look) or None, ("i" in look) or None
        made.underline = (look == "u") or None
        if rng.random() < 0.1:
            made.font.size = Pt(rng.choice((11, 13, 14)))
        if rng.random() < 0.1:
            made.font.color.rgb = RGBColor(200, 0, 0)


def python_docx(units, path, rng, features):
    """Written by python-docx: its styles or looks of one's own, headers, sections, joined cells."""
    from docx import Document
    from docx.enum.section import WD_SECTION
    from docx.enum.text import WD_BREAK

    document = Document()
    if "title" in features:
        document.add_paragraph("Báo cáo thử nghiệm", style="Title")
    if "header" in features:
        document.sections[0].header.paragraphs[0].text = "Đầu trang không thuộc văn bản"
        document.sections[0].footer.paragraphs[0].text = "Chân trang"
    for unit in units:
        if unit["kind"] == "h":
            if "section" in features and unit["level"] == 2:
                document.add_section(WD_SECTION.NEW_PAGE)
            if "direct" in features:
                paragraph = document.add_paragraph()
                add_runs(paragraph, [[w, "b", None] for w, _, _ in unit["text"]], rng)
            else:
                add_runs(document.add_heading(level=unit["level"]), unit["text"], rng)
        elif unit["kind"] in ("p", "def"):
            paragraph = document.add_paragraph(style="Body Text" if rng.random() < 0.3 else None)
            add_runs(paragraph, unit.get("term", []), rng)
            add_runs(paragraph, unit["text"], rng)
            if "breaks" in features and rng.random() < 0.3:
                paragraph.runs[-1].add_break(WD_BREAK.LINE)
                paragraph.add_run("dòng mới\tsau dấu tab")
        elif unit["kind"] == "li":
            style = "List Number" if unit["ordered"] else "List Bullet"
            paragraph = document.add_paragraph(style=style + (f" {unit['level']}" if unit["level"] > 1 else ""))
            add_runs(paragraph, unit["text"], rng)
        else:
            python_table(document, unit["rows"], rng, features)
    document.save(path)


def python_table(document, rows, rng, features):
    """A table; with joined cells in its last row where asked."""
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid" if rng.random() < 0.7 else None)
    for row, texts in zip(table.rows, rows):
        for cell, text in zip(row.cells, texts):
            add_runs(cell.paragraphs[0], text, rng)
    if "merged" in features and len(rows[0]) > 2:
        table.cell(len(rows) - 1, 0).merge(table.cell(len(rows) - 1, 1))
    if "two" in features:
        table.cell(1, 0).add_paragraph("đoạn thứ hai trong ô")
