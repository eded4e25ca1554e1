#!/usr/bin/env python3
"""Writes the sample's comments as units really send them: letters, tables, the draft returned, mail, archives.

    make.py [--binary PATH]        needs python-docx 1.2, openpyxl, reportlab, PyYAML, LibreOffice; writes files/ and sent.json

Each file holds the comments of ../suite/citations/thirty.txt that its form can hold; sent.json says for every file who sent
it and which comments it holds. The files are committed, so that the tests need none of these programs. What is not done
here: saying what is right (thirty.txt does).
"""

import argparse
import copy
import csv
import io
import json
import shutil
import subprocess
import tempfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import yaml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FILES = HERE / "files"
TITLES = {"political-report": "Báo cáo chính trị", "review-report": "Báo cáo kiểm điểm"}
SENT = {}

# Whose letters these are: some of the sample's units.
UNITS = {
    it["id"]: it["name"] for it in yaml.safe_load((ROOT / "drafts/moc-linh/units.yaml").read_text(encoding="utf-8"))["units"]
}


def comments():
    """Number, document, place, quotation, words of each comment on draft 2 that stands by itself."""
    found = []
    for line in (ROOT / "tests/suite/citations/thirty.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        number, draft, document, place, quote, _, text = [it.strip() for it in line.split(" ¦ ")]
        if draft != "2" or "'" in number or number in ("27", "30a", "30b", "30c"):
            continue
        found.append((number, "" if document == "-" else document, "" if place == "-" else place, "" if quote == "-" else quote, text))
    return found


def sent(name, unit, numbers):
    """Notes a file that was written."""
    SENT[name] = {"unit": unit, "comments": numbers}


def head(file, unit, symbol):
    """Letterhead and opening of a letter."""
    name = UNITS[unit]
    file.add_paragraph("ĐẢNG BỘ HUYỆN MỘC LĨNH")
    file.add_paragraph(name.replace("Đảng bộ", "ĐẢNG ỦY").upper())
    file.add_paragraph(f"Số: {symbol}-BC/ĐU")
    file.add_paragraph("Mộc Lĩnh, ngày 12 tháng 4 năm 2020")
    file.add_paragraph("BÁO CÁO")
    file.add_paragraph("Góp ý dự thảo văn kiện Đại hội (đợt 2)")
    file.add_paragraph("Kính gửi: Tiểu ban Văn kiện Đại hội Đảng bộ huyện")
    file.add_paragraph(f"{name} cơ bản nhất trí với bố cục và nội dung các dự thảo, có một số ý kiến như sau:")


def foot(file):
    """Signature."""
    file.add_paragraph("Trên đây là ý kiến góp ý của Đảng ủy, đề nghị Tiểu ban xem xét./.")
    file.add_paragraph("T/M ĐẢNG ỦY")
    file.add_paragraph("BÍ THƯ")


def sentence(place, text):
    """A comment as a sentence of a letter, its place in front."""
    lead = place[:1].upper() + place[1:]
    return f"{lead}: {text}" if place else text


def letter(name, unit, style, all_comments):
    """A letter with points under the names of the documents; numbered by hand, or by Word."""
    file = docx.Document()
    head(file, unit, "15")
    for n, document in enumerate(TITLES, 1):
        own = [it for it in all_comments if it[1] == document or (n == 1 and not it[1])]
        file.add_paragraph(f"{'I' * n}. Về {TITLES[document]}")
        for k, (_, _, place, _, text) in enumerate(own, 1):
            if style == "auto":
                file.add_paragraph(sentence(place, text), style="List Number")
            else:
                file.add_paragraph(f"{k}. {sentence(place, text)}" if style == "numbers" else f"- {sentence(place, text)}")
    foot(file)
    file.save(FILES / name)
    sent(name, unit, [it[0] for it in all_comments])


def table(name, unit, all_comments):
    """Four columns; document and place merged downwards where they repeat."""
    file = docx.Document()
    file.add_paragraph(f"Đơn vị góp ý: {UNITS[unit]}")
    file.add_paragraph("Đợt: 2")
    heads = ["TT", "Dự thảo văn kiện", "Trang, mục", "Trích dự thảo", "Nội dung góp ý"]
    grid = file.add_table(rows=1, cols=len(heads))
    grid.style = "Table Grid"
    for cell, words in zip(grid.rows[0].cells, heads):
        cell.text = words
    first, last = None, None
    for number, (_, document, place, quote, text) in enumerate(all_comments, 1):
        cells = grid.add_row().cells
        title = TITLES.get(document, "")
        for cell, words in zip(cells, (str(number), title, place, quote, text)):
            cell.text = words
        if first is not None and title and title == last:
            cells[1].text = ""
            first.merge(cells[1])
        else:
            first = cells[1]
        last = title
    file.save(FILES / name)
    sent(name, unit, [it[0] for it in all_comments])


def sheet(name, unit, all_comments):
    """A sheet for each document, a title above, the head in the fourth row."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for document, title in TITLES.items():
        page = book.create_sheet(title)
        page.append(["TỔNG HỢP Ý KIẾN GÓP Ý"])
        page.merge_cells("A1:D1")
        page.append(["Đơn vị:", UNITS[unit]])
        page.append(["Đợt:", 2])
        page.append(["STT", "Mục", "Nguyên văn", "Ý kiến tham gia"])
        own = [it for it in all_comments if it[1] == document or (document == "political-report" and not it[1])]
        for number, (_, _, place, quote, text) in enumerate(own, 1):
            page.append([number, place, quote, text])
    book.save(FILES / name)
    sent(name, unit, [it[0] for it in all_comments])


def rows(unit, all_comments):
    """The rows of a slip."""
    body = [[n, TITLES.get(it[1], ""), it[2], it[3], it[4]] for n, it in enumerate(all_comments, 1)]
    heads = ["STT", "Văn kiện", "Vị trí", "Trích nguyên văn", "Nội dung góp ý"]
    return [["Đơn vị", UNITS[unit]], ["Đợt", "2"], heads, *body]


def slip(name, unit, all_comments, encoding, delimiter):
    """A slip as text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows(unit, all_comments))
    (FILES / name).write_bytes(out.getvalue().encode(encoding))
    sent(name, unit, [it[0] for it in all_comments])


def text_letter(unit, all_comments):
    """A letter as plain text."""
    lines = [UNITS[unit].upper(), "Mộc Lĩnh, ngày 10 tháng 4 năm 2020", "", "GÓP Ý DỰ THẢO VĂN KIỆN (ĐỢT 2)", ""]
    for document, title in TITLES.items():
        own = [it for it in all_comments if it[1] == document or (document == "political-report" and not it[1])]
        lines += [f"Đối với {title}:", ""]
        lines += [f"{n}) {sentence(place, text)}" for n, (_, _, place, _, text) in enumerate(own, 1)] + [""]
    return "\n".join([*lines, "T/M ĐẢNG ỦY", "PHÓ BÍ THƯ"])


def minutes(name, unit, all_comments):
    """Minutes of a meeting: who was there, the chair's opening, a turn for each comment, the conclusion, signatures."""
    file = docx.Document()
    lines = ["ĐẢNG BỘ HUYỆN MỘC LĨNH", UNITS[unit].upper(), "BIÊN BẢN HỘI NGHỊ", "Góp ý dự thảo văn kiện Đại hội (đợt 2)"]
    lines += ["Hôm nay, ngày 11 tháng 4 năm 2020, Đảng ủy tổ chức hội nghị góp ý.", "I. THÀNH PHẦN"]
    lines += ["- Tổng số: 32 đồng chí, có mặt: 29, vắng 3.", "- Chủ trì: đồng chí Hoàng Văn Hải – Bí thư Đảng ủy", "- Thư ký: đồng chí Lê Thị Lan"]
    lines += ["II. NỘI DUNG", "Đồng chí Hoàng Văn Hải, Bí thư Đảng ủy, khai mạc hội nghị, đề nghị các đồng chí thảo luận kỹ."]
    lines += ["Đồng chí Lê Thị Lan trình bày dự thảo các văn kiện.", "III. THẢO LUẬN"]
    names = ["Lò Văn An", "Vi Thị Bình", "Nguyễn Văn Cường", "Trương Thị Dung", "Hà Văn Em"]
    shapes = ["Đồng chí {}, Bí thư chi bộ {}: ", "- Đ/c {} (Chi hội trưởng {}): ", "Ý kiến đồng chí {} – Trưởng bản {}: "]
    for document, title in TITLES.items():
        lines.append(f"Về {title}:")
        own = [it for it in all_comments if it[1] == document or (document == "political-report" and not it[1])]
        for n, (_, _, place, _, text) in enumerate(own):
            lines.append(shapes[n % 3].format(names[n % 5], n + 1) + sentence(place, text))
    lines += ["IV. KẾT LUẬN", "Đồng chí Hoàng Văn Hải kết luận: tiếp thu các ý kiến, đề nghị thư ký tổng hợp gửi Tiểu ban."]
    lines += ["Hội nghị kết thúc lúc 16 giờ 30 cùng ngày.", "THƯ KÝ", "Lê Thị Lan", "CHỦ TRÌ", "Hoàng Văn Hải"]
    for line in lines:
        file.add_paragraph(line)
    file.save(FILES / name)
    sent(name, unit, [it[0] for it in all_comments])


def printed(name, unit, all_comments):
    """The same letter set by reportlab: justified, first lines indented, a page number above and words below."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont("Serif", "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"))
    style = ParagraphStyle("letter", fontName="Serif", fontSize=13, leading=17, alignment=4, firstLineIndent=28)
    lines = text_letter(unit, all_comments).splitlines()

    def edges(page, made):
        page.setFont("Serif", 11)
        page.drawCentredString(300, 810, str(made.page))
        page.drawString(60, 30, "Góp ý văn kiện – lưu hành nội bộ")

    made = SimpleDocTemplate(str(FILES / name), pagesize=A4, invariant=1)
    made.build([Paragraph(line or "&nbsp;", style) for line in lines], onFirstPage=edges, onLaterPages=edges)
    sent(name, unit, [it[0] for it in all_comments])


def returned(name, unit, exported, all_comments, author):
    """The circulated draft with comments of Word on the quoted words."""
    file = docx.Document(exported)
    held = []
    for number, document, _, quote, text in all_comments:
        if document != "political-report" or not quote:
            continue
        for paragraph in file.paragraphs:
            hit = next((run for run in paragraph.runs if quote in run.text), None)
            if hit is None:
                continue
            # The run is cut in three, so that the comment stands on the quoted words.
            before, after = hit.text.split(quote, 1)
            middle, last = copy.deepcopy(hit._r), copy.deepcopy(hit._r)
            hit._r.addnext(middle)
            middle.addnext(last)
            hit.text = before
            runs = {run._r: run for run in paragraph.runs}
            runs[middle].text, runs[last].text = quote, after
            file.add_comment(runs[middle], text=text, author=author, initials="NV")
            held.append(number)
            break
    file.save(FILES / name)
    sent(name, unit, held)


def tracked(name, unit, exported):
    """The circulated draft with tracked changes: two replacements, a deletion, an insertion."""
    file = docx.Document(exported)
    edits = [
        ("từng bước hình thành", "bước đầu hình thành"),
        ("45.520 tấn", "45.250 tấn"),
        (", đổi mới cách làm", ""),
        ("tệ nạn xã hội giảm mạnh", "tệ nạn xã hội được kiềm chế"),
    ]

    def mark(run, kind, words):
        element = OxmlElement(f"w:{kind}")
        for key, value in (("id", "900"), ("author", "Nguyễn Văn A"), ("date", "2020-04-09T08:00:00Z")):
            element.set(qn(f"w:{key}"), value)
        inner = copy.deepcopy(run._r)
        for child in list(inner):
            if child.tag != qn("w:rPr"):
                inner.remove(child)
        text = OxmlElement("w:delText" if kind == "del" else "w:t")
        text.text = words
        text.set(qn("xml:space"), "preserve")
        inner.append(text)
        element.append(inner)
        return element

    done = []
    for old, new in edits:
        for paragraph in file.paragraphs:
            hit = next((run for run in paragraph.runs if old in run.text), None)
            if hit is None:
                continue
            before, after = hit.text.split(old, 1)
            last = copy.deepcopy(hit._r)
            hit.text = before
            hit._r.addnext(last)
            if new:
                hit._r.addnext(mark(hit, "ins", new))
            hit._r.addnext(mark(hit, "del", old))
            next(run for run in paragraph.runs if run._r is last).text = after
            done.append({"target": old, "text": new})
            break
    file.save(FILES / name)
    SENT[name] = {"unit": unit, "edits": done}


def converted(source, ending, name, unit):
    """A file as LibreOffice writes it."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending]
        subprocess.run([*command, "--outdir", folder, str(source)], check=True, capture_output=True)
        shutil.move(next(Path(folder).glob(f"*.{ending.split(':')[0]}")), FILES / name)
    sent(name, unit, SENT[source.name]["comments"])


def main():
    """Writes everything."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--binary", default=str(ROOT / "target/release/vankien"))
    given = arguments.parse_args()
    shutil.rmtree(FILES, ignore_errors=True)
    FILES.mkdir()
    every = comments()
    numbers = [it[0] for it in every]
    letter("Bao cao gop y.docx", "x10", "numbers", every)
    letter("Góp ý văn kiện.docx", "x11", "dashes", every)
    letter("cv gop y lan 2 (chinh thuc).docx", "x12", "auto", every)
    table("Bang gop y.docx", "x13", every)
    sheet("tong hop y kien.xlsx", "x14", every)
    slip("phieu gop y.csv", "x15", every, "utf-8-sig", ";")
    slip("phieu gop y 2.csv", "d01", every, "utf-16", "\t")
    (FILES / "gop y.txt").write_text(text_letter("d02", every), encoding="utf-8")
    sent("gop y.txt", "d02", numbers)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "vanphong@example.invalid", "tieuban@huyen.example", f"Góp ý dự thảo - {UNITS['d04']}"
    mail["Date"] = "Fri, 10 Apr 2020 08:00:00 +0700"
    mail.set_content(text_letter("d04", every))
    (FILES / "thu gop y.eml").write_bytes(mail.as_bytes())
    sent("thu gop y.eml", "d04", numbers)
    again = (
        (lambda name: letter(name, "x01", "numbers", every), "Bao cao gop y", "docx"),
        (lambda name: table(name, "x02", every), "Bang gop y", "docx"),
        (lambda name: sheet(name, "x03", every), "tong hop y kien", "xlsx"),
    )
    for write, stem, ending in again:
        passing = f"_{stem}.{'xlsx' if ending == 'xlsx' else 'docx'}"
        write(passing)
        converted(FILES / passing, ending, f"LibreOffice {stem}.{ending}", SENT[passing]["unit"])
        (FILES / passing).unlink()
        del SENT[passing]
    letter("_Cong van.docx", "x08", "numbers", every)
    converted(FILES / "_Cong van.docx", "pdf", "Cong van.pdf", "x08")
    (FILES / "_Cong van.docx").unlink()
    del SENT["_Cong van.docx"]
    printed("Gop y (ban in).pdf", "x09", every)
    minutes("Bien ban hoi nghi.docx", "d03", every)
    for ending, name, unit in (("xls", "Excel cu.xls", "d05"), ("ods", "LibreOffice.ods", "d06")):
        sheet("_Bang.xlsx", unit, every)
        converted(FILES / "_Bang.xlsx", ending, name, unit)
        (FILES / "_Bang.xlsx").unlink()
        del SENT["_Bang.xlsx"]
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "moc-linh"
        subprocess.run([given.binary, "demo", sample], check=True, capture_output=True)
        exported = Path(folder) / "draft.docx"
        command = [given.binary, "--repo", sample, "draft", "export", "political-report", "--round", "2", "-o", exported]
        subprocess.run(command, check=True, capture_output=True)
        returned("x05 du thao co ghi chu.docx", "x05", exported, every, "Nguyễn Văn A")
        tracked("x06 du thao da sua.docx", "x06", exported)
    with zipfile.ZipFile(FILES / "x07.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows(rows("x07", every))
        archive.writestr("gop y/phieu.csv", out.getvalue().encode("utf-8"))
    sent("x07.zip", "x07", numbers)
    (HERE / "sent.json").write_text(json.dumps(SENT, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
