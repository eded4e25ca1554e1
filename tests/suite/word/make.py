#!/usr/bin/env python3
"""Makes the Word files of this folder, each by another program.

Needs python-docx (1.2), pandoc and LibreOffice. The files that are kept were made once by this script; the Markdown and
the list of what is lost beside each (`.md`, `.lost`) were written by hand from what the file shows.

    python3 make.py [NAME ...]
"""

import base64
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

HERE = Path(__file__).parent
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
W = nsdecls("w")


def python_docx():
    """Styled headings, lists by style, looks, merged cells, a picture, a comment, a link to nowhere."""
    d = docx.Document()
    d.add_heading("Báo cáo công tác năm", 0)
    d.add_heading("I. Tình hình chung", 1)
    p = d.add_paragraph("Kinh tế tăng ")
    p.add_run("nhanh").bold = True
    p.add_run(", đời sống ")
    p.add_run("ổn định").italic = True
    p.add_run("; thu ngân sách đạt 5 * 3 = 15 tỷ đồng & <hơn>.")
    d.add_heading("1. Kết quả", 2)
    for text in ["Trồng rừng 120 ha;", "Làm 14 km đường;"]:
        d.add_paragraph(text, style="List Bullet")
    d.add_paragraph("Ba xã về đích.", style="List Bullet 2")
    d.add_heading("2. Hạn chế", 2)
    p = d.add_paragraph("Tiến độ một số công trình còn chậm.")
    d.add_comment(p.runs, text="Nêu rõ công trình nào?", author="Văn phòng", initials="VP")
    picture = tempfile.NamedTemporaryFile(suffix=".png")
    picture.write(PIXEL)
    picture.flush()
    d.add_paragraph("Ảnh chụp: ").add_run().add_picture(picture.name)
    d.add_heading("II. Số liệu", 1)
    t = d.add_table(rows=4, cols=3, style="Table Grid")
    rows = [["TT", "Chỉ tiêu", "Kết quả"], ["1", "Thu | chi", "38,2"], ["2", "Hộ nghèo", ""], ["Cộng", "", "40"]]
    for row, texts in zip(t.rows, rows):
        for cell, text in zip(row.cells, texts):
            cell.text = text
    t.cell(3, 0).merge(t.cell(3, 1)).text = "Cộng"
    t.cell(1, 2).add_paragraph("(ước)")
    d.add_paragraph("Nơi nhận: như trên.")
    d.save(HERE / "python-docx.docx")


FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
 <style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:default-outline-level="1"/>
 <style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:default-outline-level="2"/>
</office:styles>
<office:automatic-styles>
 <style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
 <style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
 <text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/>
  <text:list-level-style-number text:level="2" style:num-suffix=")" style:num-format="a"/></text:list-style>
</office:automatic-styles>
<office:body><office:text>
<text:h text:style-name="Heading_20_1" text:outline-level="1">PHẦN THỨ NHẤT. KIỂM ĐIỂM</text:h>
<text:p>Nhiệm kỳ qua, <text:span text:style-name="B">Đảng bộ</text:span> giữ vững đoàn kết<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Theo Báo cáo số 12-BC/HU, <text:span text:style-name="I">ngày 5/1</text:span>.</text:p></text:note-body></text:note>, hoàn thành 11/12 chỉ tiêu.<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>Chỉ tiêu thứ 12: thu ngân sách.</text:p></text:note-body></text:note></text:p>
<text:h text:style-name="Heading_20_2" text:outline-level="2">I. ƯU ĐIỂM</text:h>
<text:list text:style-name="L"><text:list-item><text:p>Kinh tế phát triển;</text:p><text:list><text:list-item><text:p>Nông nghiệp tăng 3%;</text:p></text:list-item><text:list-item><text:p>Công nghiệp tăng 9%.</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>Văn hóa khởi sắc.</text:p></text:list-item></text:list>
<text:p>Dòng trên<text:line-break/>dòng dưới.</text:p>
<table:table><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell><text:p>Năm</text:p></table:table-cell><table:table-cell><text:p>Đảng viên</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>2019</text:p></table:table-cell><table:table-cell><text:p>5.214<text:note text:note-class="footnote"><text:note-citation>2</text:note-citation><text:note-body><text:p>Đến 31/12.</text:p></text:note-body></text:note></text:p></table:table-cell></table:table-row>
</table:table>
<text:p>Khung chữ: <draw:frame text:anchor-type="as-char" svg:width="5cm" svg:height="1cm"><draw:text-box><text:p>Lưu hành nội bộ</text:p></draw:text-box></draw:frame> ở đây.</text:p>
<text:h text:style-name="Heading_20_2" text:outline-level="2">II. KHUYẾT ĐIỂM</text:h>
<text:p>Còn lúng túng.</text:p>
</office:text></office:body></office:document>
"""


def libreoffice():
    """Headings, foot- and endnotes, nested numbers, a line break, a table with a note, a text frame."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "libreoffice.fodt"
        source.write_text(FODT, encoding="utf-8")
        command = ["soffice", f"-env:UserInstallation=file://{folder}/lo", "--headless", "--convert-to", "docx"]
        subprocess.run([*command, "--outdir", str(HERE), str(source)], check=True, capture_output=True)


MARKDOWN = r"""---
title: Đề cương góp ý
---

# Vấn đề chung

Văn kiện *cơ bản* **tốt**[^a]; xem [trang tỉnh](https://tinh.example.vn/van-kien).

## Về bố cục

1.  Rút gọn phần một
2.  Thêm mục về `chuyển đổi số`

    Nêu rõ lộ trình.
3.  Bỏ phụ lục

> Trích: "phải có trọng tâm".

Công thức $x^2 + 1$ giữ nguyên.

---

| Mục | Trang |
|:----|------:|
| I   | 3     |
| II  | 12    |

-   một
    -   một một

[^a]: Ghi chú thứ nhất.

    Đoạn hai của ghi chú.
"""


def pandoc():
    """Title, headings, lists with a second paragraph, a quotation, an equation, a line across, a table, a note."""
    subprocess.run(
        ["pandoc", "-f", "markdown", "-o", str(HERE / "pandoc.docx")], input=MARKDOWN.encode(), check=True
    )


LEVELS = [("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)"), ("bullet", "-")]


def automatic_numbers():
    """Numbers that nobody typed: I., 1., 1.1., a), and a list that starts at 5."""
    d = docx.Document()
    numbering = d.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(LEVELS)
    )
    numbering.append(parse_xml(f'<w:abstractNum {W} w:abstractNumId="7">{levels}</w:abstractNum>'))
    plain = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl>'
    numbering.append(parse_xml(f'<w:abstractNum {W} w:abstractNumId="8">{plain}</w:abstractNum>'))
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    for number, of, more in [(1, 7, ""), (2, 8, ""), (3, 8, start)]:
        numbering.append(
            parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>')
        )

    def add(text, level=None, bold=False, number=1):
        p = d.add_paragraph()
        p.add_run(text).bold = bold
        if level is not None:
            p._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
            )
        return p

    add("NGHỊ QUYẾT ĐẠI HỘI", bold=True).alignment = WD_ALIGN_PARAGRAPH.CENTER
    add("Đại hội quyết nghị những nội dung sau đây.")
    add("KẾT QUẢ", 0, True)
    add("Về kinh tế", 1, True)
    add("Nông nghiệp", 2, True)
    add("Sản lượng đạt 45.520 tấn.")
    add("Giống mới được đưa vào sản xuất;", 3)
    add("Thủy lợi được nâng cấp.", 3)
    add("Kênh chính;", 4)
    add("Kênh nhánh.", 4)
    add("Công nghiệp", 2, True)
    add("Về văn hóa", 1, True)
    add("Trường lớp khang trang.")
    add("PHƯƠNG HƯỚNG", 0, True)
    add("Về kinh tế", 1, True)
    add("Rà soát quy hoạch;", 0, number=2)
    add("Gọi vốn đầu tư.", 0, number=2)
    add("Các việc tiếp theo:")
    add("Giao ban hằng tháng;", 0, number=3)
    add("Báo cáo quý.", 0, number=3)
    d.save(HERE / "automatic-numbers.docx")


def mixed_styles():
    """No heading styles but one: headings by bold, capitals and size; struck, raised and hidden words; a table in a cell."""
    d = docx.Document()
    d.styles["Normal"].font.size = Pt(13)

    def add(*runs, centre=False):
        p = d.add_paragraph()
        for text, looks in runs:
            run = p.add_run(text)
            run.bold = "b" in looks or None
            run.italic = "i" in looks or None
            run.font.strike = "s" in looks or None
            run.font.superscript = "^" in looks or None
            run.font.hidden = "h" in looks or None
            if "L" in looks:
                run.font.size = Pt(16)
        if centre:
            p.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return p

    add(("BÁO CÁO CHÍNH TRỊ", "b"), centre=True)
    add(("của Ban Chấp hành Đảng bộ huyện", "bi"), centre=True)
    add(("MỞ ĐẦU", "b"), centre=True)
    add(("Đại hội diễn ra trong bối cảnh mới.", ""))
    add(("PHẦN THỨ NHẤT", "b"), centre=True)
    d.add_paragraph("I. ĐẶC ĐIỂM TÌNH HÌNH", style="Heading 3")
    add(("1. Thuận lợi", "b"))
    add(("Diện tích 61.480 km", ""), ("2", "^"), ("; rừng che phủ ", ""), ("62", "s"), ("63,4%.", ""))
    add(("2. Khó khăn", "L"))
    add(("1.200 hộ còn thiếu nước.", ""))
    add(("2.1. Về giao thông", "bi"))
    add(("a) Đường liên xã", "bi"))
    add(("- Xã Khe Sậy;", ""))
    add(("- Xã Yên Khuôn.", ""))
    add(("b) Cầu treo qua suối đã cũ, cần thay.", ""))
    add(("Lưu ý nội bộ.", "h"), ("Về lâu dài", "b"), (": phải ", ""), ("xây", "b"), ("dựng lại.", ""))
    add(("II. KẾT QUẢ", "b"))
    add(("3. Kinh tế là trọng tâm, văn hóa là nền tảng, và câu này dài mà không đậm nên không phải đề mục.", ""))
    t = d.add_table(rows=2, cols=2, style="Table Grid")
    for cell, text in zip(t._cells, ["Năm", "Việc", "2020", "Chia theo quý:"]):
        cell.text = text
    inner = t.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text = "Quý I"
    inner.cell(0, 1).text = "Quý II"
    d.sections[0].header.paragraphs[0].text = "Dự thảo mật"
    d.save(HERE / "mixed-styles.docx")




def old_fonts():
    """Words in .VnTime, .VnTimeH and VNI-Times, and words in such a font that are modern all the same."""
    d = docx.Document()

    def add(font, text):
        run = d.add_paragraph().add_run(text)
        run.font.name = font
        return run

    add(".VnTimeH", "b¸o c¸o chÝnh trÞ")
    add(".VnTime", "§¶ng bé huyÖn ®· hoµn thµnh c¸c chØ tiªu; ®êi sèng nh©n d©n ®­îc n©ng lªn.")
    add("VNI-Times", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñaûng boä huyeän.")
    add("Times New Roman", "Đoạn này đã là Unicode.")
    d.save(HERE / "old-fonts.docx")
    d = docx.Document()
    add(".VnTime", "Đoạn này đã chuyển mã, chỉ còn tên phông: các xã à, á, ã.")
    d.save(HERE / "old-name-only.docx")


MAKERS = {
    "python-docx": python_docx,
    "libreoffice": libreoffice,
    "pandoc": pandoc,
    "automatic-numbers": automatic_numbers,
    "mixed-styles": mixed_styles,
    "old-fonts": old_fonts,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or MAKERS:
        MAKERS[name]()
