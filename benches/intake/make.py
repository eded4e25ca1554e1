#!/usr/bin/env python3
"""Makes a congress of thousands of units and the folder of files that they send; seeded.

    make.py FOLDER [--binary PATH] [--units N] [--comments N]     writes FOLDER/repository and FOLDER/inbox

Of a hundred files 45 are Word (python-docx), 45 Excel (openpyxl), 10 CSV, Markdown or YAML; every unit sends one. Comments
speak of paragraphs of the sample's draft, with a passage quoted from it and a section as people name it. Same arguments,
same folder but for the dates that the libraries write into their files. What is not done here: any measuring (`run`).
"""

import argparse
import csv
import random
import re
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import yaml

ROOT = Path(__file__).resolve().parents[2]
DRAFT = ROOT / "drafts/moc-linh/draft-2/political-report.md"
OPENINGS = ("Đề nghị nêu rõ hơn", "Đề nghị bổ sung số liệu về", "Cần viết gọn lại đoạn về", "Đề nghị cân nhắc cách viết")
CLOSINGS = (
    "cho sát với tình hình ở cơ sở.",
    "để đảng viên dễ theo dõi và giám sát việc thực hiện.",
    "và gắn với trách nhiệm của từng cơ quan, có thời hạn hoàn thành cụ thể.",
)
HEADS = (
    ("STT", "Văn kiện", "Vị trí", "Trích nguyên văn", "Nội dung góp ý", "Lý do"),
    ("TT", "Văn kiện", "Mục", "Trích", "Ý kiến góp ý", "Lý do"),
    ("STT", "Dự thảo văn kiện", "Trang, mục", "Nội dung trong dự thảo", "Nội dung ý kiến", "Cơ sở đề xuất"),
)
PLACES = ("xã", "phường", "thị trấn")


def unit_name(number):
    """The official name of a unit."""
    return f"Đảng bộ {PLACES[number % 3]} Thử Nghiệm {number:04}"


def passages():
    """The paragraphs that can be quoted: words without marks."""
    text = DRAFT.read_text(encoding="utf-8").split("\n\n")
    plain = [re.sub(r"\[\^\w+\]|[*_]", "", it).split() for it in text if it[:1].isalpha()]
    return [words for words in plain if len(words) > 14]


def points(rng, places, count):
    """The points of one unit."""
    found = []
    for _ in range(count):
        words = rng.choice(places)
        start = rng.randrange(len(words) - 9)
        quote = " ".join(words[start : start + rng.randrange(5, 9)]).strip(" .,;:")
        text = f"{rng.choice(OPENINGS)} “{quote}” {rng.choice(CLOSINGS)}"
        reason = rng.choice(("", "Theo thảo luận tại hội nghị đảng viên."))
        found.append(("Báo cáo chính trị", "", quote, text, reason))
    return found


def write_word(path, unit, heads, rows):
    """A letter with a table."""
    file = docx.Document()
    file.add_paragraph(f"Đơn vị: {unit}")
    file.add_paragraph("Đợt: 1")
    table = file.add_table(rows=1, cols=len(heads))
    for cell, head in zip(table.rows[0].cells, heads):
        cell.text = head
    for number, row in enumerate(rows, 1):
        for cell, words in zip(table.add_row().cells, (str(number), *row)):
            cell.text = words
    file.save(path)


def write_excel(path, unit, heads, rows):
    """A sheet with a title, lines about the reply, a table."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["PHIẾU GÓP Ý"])
    sheet.append(["Đơn vị", unit])
    sheet.append(["Đợt", 1])
    sheet.append(list(heads))
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row])
    book.save(path)


def write_other(path, unit, heads, rows, kind):
    """CSV, Markdown or YAML."""
    if kind == "csv":
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out, delimiter=";")
            writer.writerows([["Đơn vị", unit], ["Đợt", "1"], heads])
            writer.writerows([number, *row] for number, row in enumerate(rows, 1))
        return
    comments = [
        {"document": "political-report", "quote": quote, "text": text} | ({"reason": reason} if reason else {})
        for _, _, quote, text, reason in rows
    ]
    reply = {"schema": "vankien/reply/1", "unit": unit, "round": 1}
    if kind == "yaml":
        path.write_text(yaml.safe_dump(reply | {"comments": comments}, allow_unicode=True), encoding="utf-8")
        return
    items = "".join(f"\n## Báo cáo chính trị\n\n> {it['quote']}\n\n{it['text']}\n" for it in comments)
    path.write_text(f"---\n{yaml.safe_dump(reply, allow_unicode=True)}---\n{items}", encoding="utf-8")


def make(binary, folder, n_units, n_comments, seed=1):
    """Makes the repository and the inbox in `folder`, which must not exist."""
    rng = random.Random(seed)
    inbox, repository = folder / "inbox", folder / "repository"
    inbox.mkdir(parents=True)
    registry = folder / "units.yaml"
    lines = ["schema: vankien/units/1", "units:"]
    lines += [f"- {{id: u{n:04}, name: {unit_name(n)}, kind: commune_committee}}" for n in range(1, n_units + 1)]
    registry.write_text("\n".join(lines) + "\n", encoding="utf-8")
    places = passages()
    share = n_comments / n_units
    for number in range(1, n_units + 1):
        count = int(share) + (rng.random() < share % 1)
        rows = points(rng, places, max(count, 1))
        unit, heads, kind = unit_name(number), rng.choice(HEADS), rng.random()
        stem = f"u{number:04}-gop-y"
        if kind < 0.45:
            write_word(inbox / f"{stem}.docx", unit, heads, rows)
        elif kind < 0.9:
            write_excel(inbox / f"{stem}.xlsx", unit, heads, rows)
        else:
            other = rng.choice(("csv", "md", "yaml"))
            write_other(inbox / f"{stem}.{other}", unit, heads, rows, other)

    def program(*arguments, where=("--repo", str(repository))):
        command = [binary, "--by", "chief", "--clock", "2020-03-01T08:00:00+07:00", *where, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(command)}: {done.stderr.strip() or done.stdout.strip()}")

    about = ["--name", "Đại hội thử", "--congress-no", "I", "--committee-no", "I", "--term", "2020-2025", "--level", "province"]
    program("init", repository, *about, "--document", "political-report=Báo cáo chính trị", "--units", registry, where=())
    (repository / "drafts/political-report.md").write_bytes(DRAFT.read_bytes())
    program("draft", "save", "--reason", "bản đầu")
    opened = ["--draft", "political-report=1", "--audience", "all", "--due-at", "2020-12-31T17:00", "--confirm", "round-1"]
    program("round", "open", 1, *opened)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--binary", default=str(ROOT / "target/release/vankien"))
    arguments.add_argument("--units", type=int, default=4195)
    arguments.add_argument("--comments", type=int, default=23000)
    given = arguments.parse_args()
    make(given.binary, given.folder, given.units, given.comments)
