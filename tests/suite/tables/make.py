#!/usr/bin/env python3
"""Makes the workbooks of this folder: tables of comments as offices make them.

Needs openpyxl; the one that LibreOffice saved again needs `soffice`, the PDF files that, python-docx, reportlab,
msoffcrypto-tool and Pillow. The files that are kept were made once by this
script; what is read of each stands beside it (`.read`) and was looked through line by line.

    python3 make.py
"""

import datetime
import subprocess
import tempfile
import unicodedata
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

HERE = Path(__file__).parent


def save(book, name):
    """Without the time of making, so that the file is the same each time."""
    book.properties.created = book.properties.modified = datetime.datetime(2020, 4, 1)
    book.save(HERE / name)


def fill(sheet, rows, at=1):
    for row, cells in enumerate(rows, at):
        for column, words in enumerate(cells, 1):
            if words is not None:
                sheet.cell(row, column, words).alignment = Alignment(wrap_text=True)


def free():
    """Titles above, heads in row 6, merged and blank places, a signature below."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Tổng hợp"
    fill(sheet, [["ĐẢNG BỘ HUYỆN THỬ", None, "ĐẢNG CỘNG SẢN VIỆT NAM"], ["ĐẢNG ỦY XÃ THỬ NGHIỆM 3"]])
    fill(sheet, [["TỔNG HỢP Ý KIẾN GÓP Ý"], ["Đơn vị: Đảng bộ xã Thử Nghiệm 3"]], 3)
    sheet.merge_cells("A3:F3")
    heads = ["Số TT", "Văn kiện", "Mục, trang trong dự thảo", "Nội dung dự thảo", "Ý kiến tham gia của đơn vị", "Lý do đề nghị"]
    fill(sheet, [heads], 6)
    fill(
        sheet,
        [
            [1, "Báo cáo chính trị", "Mục I.1", "khá toàn diện", "Đề nghị nói rõ kết quả từng lĩnh vực", "Cho cụ thể"],
            [2, None, None, None, "Bổ sung số liệu năm 2019", None],
            [3, None, "Mục II.2", "từng bước hình thành", "Đề nghị sửa thành \"bước đầu hình thành\"", None],
            [4, "Báo cáo kiểm điểm", "-nt-", None, "Viết gọn lại", None],
            [5, None, None, None, "Nhìn chung bố cục hợp lý, nên rút ngắn phần mở đầu", None],
        ],
        7,
    )
    sheet.merge_cells("C7:C8")
    fill(sheet, [["Tổng cộng: 5 ý kiến"], [], [None, None, None, None, "Xã Thử Nghiệm 3, ngày 5 tháng 4 năm 2020"]], 12)
    fill(sheet, [["Nơi nhận:", None, None, None, "T/M ĐẢNG ỦY"], ["- Như trên;", None, None, None, "BÍ THƯ"], [None, None, None, None, "(Đã ký)"]], 15)
    save(book, "free.xlsx")


def two_heads():
    """Heads in two rows with merged cells, a row of column numbers below, page and line as bare numbers."""
    book = Workbook()
    sheet = book.active
    fill(
        sheet,
        [
            ["BẢNG GÓP Ý DỰ THẢO BÁO CÁO CHÍNH TRỊ"],
            ["Đơn vị", "x03"],
            ["STT", "Vị trí", None, None, "Nội dung", None, "Lý do"],
            [None, "Trang", "Dòng", "Mục", "Dự thảo", "Đề nghị sửa", None],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
            [1, 5, "12-14", "II.1", "phát triển khá", "Đề nghị ghi rõ tốc độ", "Thiếu số liệu"],
            [2, 6, 3, None, None, "Bỏ câu cuối", None],
            [3, None, None, "III", None, "Bổ sung một ý về chuyển đổi số", None],
        ],
    )
    for area in ["A1:G1", "A3:A4", "B3:D3", "E3:F3", "G3:G4"]:
        sheet.merge_cells(area)
    save(book, "two-heads.xlsx")


def sheets():
    """A sheet for each document, and one with instructions."""
    book = Workbook()
    first = book.active
    first.title = "Hướng dẫn"
    fill(first, [["Ghi ý kiến vào trang tính của từng văn kiện."]])
    for name, words in [("BC chính trị", "Đề nghị bổ sung mục tiêu"), ("Nghị quyết", "Nên rút gọn phần căn cứ")]:
        fill(book.create_sheet(name), [["TT", "Nội dung đề nghị", "Vị trí"], [1, words, "mục 1"]])
    book.create_sheet("Trống")
    save(book, "sheets.xlsx")


def no_heads():
    """Number, place and words without heads."""
    book = Workbook()
    fill(
        book.active,
        [
            ["Ý kiến của chi bộ"],
            [],
            [1, "Mục II.1", "Đề nghị nói rõ hơn nguyên nhân của hạn chế"],
            [2, "Trang 5, dòng 3", "Bỏ cụm từ \"cơ bản\" vì không rõ mức độ"],
            [3, "Phần thứ hai", "Bổ sung chỉ tiêu về nước sạch nông thôn"],
        ],
    )
    save(book, "no-heads.xlsx")


def dates():
    """What Excel makes of ranges and of numbers of sections."""
    book = Workbook()
    sheet = book.active
    fill(sheet, [["Đơn vị", "x03"], ["STT", "Trang", "Mục", "Ý kiến góp ý"]])
    words = ["Viết gọn", "Bổ sung số liệu", "Sửa lỗi chính tả", "Nêu rõ hơn", "Bỏ đoạn này", "Rà soát lại", "Thêm ví dụ"]
    cells = [
        (datetime.date(2020, 6, 5), "d-m", 2.9, "General"),
        (datetime.date(2020, 6, 5), "d-mmm", 2.1, "General"),
        (datetime.date(2020, 9, 1), "mmm-yy", 2.1, "0.00"),
        (datetime.date(2020, 6, 5), "dd/mm/yyyy", "II.1", "General"),
        (12, "General", 3, "General"),
        ("19-20", "@", "2.1", "@"),
        (7, "General", 2.3000000000000003, "General"),
    ]
    for row, (text, (page, page_format, section, section_format)) in enumerate(zip(words, cells), 3):
        sheet.cell(row, 1, row - 2)
        sheet.cell(row, 2, page).number_format = page_format
        sheet.cell(row, 3, section).number_format = section_format
        sheet.cell(row, 4, text)
    save(book, "dates.xlsx")


def groups():
    """Headings inside the table, a wish that reaches over all columns, words beside the table."""
    book = Workbook()
    sheet = book.active
    fill(
        sheet,
        [
            ["Đơn vị: x03"],
            ["TT", "Vị trí", "Nội dung góp ý", "Đề nghị"],
            ["I", "VỀ DỰ THẢO BÁO CÁO CHÍNH TRỊ"],
            [1, "Mục 1", "Số liệu chưa khớp với phụ lục", "Rà soát lại số liệu"],
            [2, "Mục 2", "Câu đầu còn dài", "Công tác xây dựng Đảng được chú trọng"],
            ["II", "Về dự thảo Báo cáo kiểm điểm"],
            [1, None, "Cần nêu rõ trách nhiệm của tập thể", None, None, "xem thêm công văn"],
            ["Đề nghị Ban Thường vụ xem xét lại bố cục của cả hai báo cáo"],
            ["Người lập biểu"],
        ],
    )
    for row in (3, 6):
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=4)
    sheet.merge_cells("A8:D8")
    for row in (3, 6):
        sheet.cell(row, 1).font = Font(bold=True)
    save(book, "groups.xlsx")


# TCVN 5712:1993 by letter, and the vowels and signs of VNI for Windows.
TCVN3 = dict(
    zip(
        "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "A8A9AAABACADAEB5B6B7B8B9BBBCBDBEC6C7C8C9CACBCCCECFD0D1D2D3D4D5D6D7D8DCDDDEDFE1E2E3E4E5E6E7E8E9EAEBECEDEEEFF1F2F3F4F5F6F7F8F9FAFBFCFDFE"
        ),
    )
)
VNI_SIGNS = {
    "\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï", "\u0302": "â",
    "\u0302\u0301": "á", "\u0302\u0300": "à", "\u0302\u0309": "å", "\u0302\u0303": "ã", "\u0323\u0302": "ä",
    "\u0306": "ê", "\u0306\u0301": "é", "\u0306\u0300": "è", "\u0306\u0309": "ú", "\u0306\u0303": "ü", "\u0323\u0306": "ë",
}
VNI_OWN = {"đ": "ñ", "ơ": "ô", "ư": "ö", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "í": "í", "ì": "ì"}


def tcvn3(text):
    """As bytes; capitals with marks have none of their own in this encoding but Đ, Ă, Â, Ê, Ô, Ơ, Ư."""
    capitals = dict(zip("ĂÂÊÔƠƯĐ", range(0xA1, 0xA8)))
    return bytes(capitals.get(c) or TCVN3.get(c) or ord(c if ord(c) < 128 else c.lower()) for c in text.replace("Ý", "Y").replace("Ị", "I"))


def vni(text):
    """As text that is read as Windows-1252."""
    out = ""
    for c in text:
        small = c.lower()
        if small in VNI_OWN:
            written = VNI_OWN[small]
        else:
            parts = unicodedata.normalize("NFD", small)
            base, marks = parts[0], parts[1:].replace("\u031b", "")
            base = {"o": "ô", "u": "ö"}[base] if "\u031b" in parts else base
            written = base + (VNI_SIGNS[marks] if marks else "")
        out += written.upper() if c.isupper() else written
    return out


def windows_1258(text):
    """Letters with their own place stand as they are, tone marks behind their vowel."""
    out = b""
    for c in text:
        try:
            out += c.encode("cp1258")
        except UnicodeEncodeError:
            for tone in "\u0300\u0301\u0303\u0309\u0323":
                parts = unicodedata.normalize("NFD", c)
                if tone in parts:
                    out += (unicodedata.normalize("NFC", parts.replace(tone, "")) + tone).encode("cp1258")
    return out


CSV = """Đơn vị;x03
Vị trí;Nội dung góp ý
mục 1;Đề nghị bổ sung cây ăn quả, vì đây là cây trồng đem lại thu nhập chính cho nhiều hộ
mục 2;Nên rút gọn phần đánh giá kết quả xây dựng nông thôn mới
"""


def encodings():
    """One CSV in the encodings that come in."""
    files = {
        "utf16le": CSV.encode("utf-16-le"),
        "utf16be": CSV.encode("utf-16-be"),
        "bom16": CSV.encode("utf-16"),
        "windows-1258": windows_1258(CSV),
        "tcvn3": tcvn3(CSV),
        "vni": vni(CSV).encode("cp1252"),
        "vni-as-utf8": vni(CSV).encode(),
    }
    for name, content in files.items():
        (HERE / f"{name}.csv").write_bytes(content)
    (HERE / "unclear.csv").write_bytes("Vị trí;Nội dung\nmục 1;Stra\xdfe café\n".encode("latin-1", "replace"))


def old_fonts():
    """Heads in .VnTimeH, words in .VnTime; one cell is modern."""
    book = Workbook()
    sheet = book.active
    rows = [
        ["Đơn vị: x03"],
        ["Số TT", "Vị trí", "Nội dung góp ý"],
        ["1", "Mục I", "Đề nghị bổ sung cây ăn quả, vì đây là cây trồng đem lại thu nhập chính"],
        ["2", "Mục II", "Nên rút gọn phần đánh giá kết quả"],
    ]
    for row, cells in enumerate(rows, 1):
        for column, words in enumerate(cells, 1):
            old = tcvn3(words.lower() if row == 2 else words).decode("cp1252")
            sheet.cell(row, column, old).font = Font(name=".VnTimeH" if row == 2 else ".VnTime")
    sheet.append(["3", "Mục III", "Chữ này gõ bằng phông Unicode"])
    save(book, "old-fonts.xlsx")


def libreoffice():
    """The first one, saved again by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"]
        subprocess.run([*command, "--outdir", folder, HERE / "free.xlsx"], check=True, capture_output=True)
        (HERE / "libreoffice.xlsx").write_bytes((Path(folder) / "free.xlsx").read_bytes())


LETTER = [
    "ĐẢNG BỘ HUYỆN THỬ",
    "ĐẢNG ỦY XÃ THỬ NGHIỆM 3",
    "Số: 05-BC/ĐU",
    "Thử Nghiệm, ngày 12 tháng 4 năm 2020",
    "BÁO CÁO",
    "tổng hợp ý kiến góp ý vào dự thảo văn kiện Đại hội",
    "Kính gửi: Ban Thường vụ Huyện ủy",
    "Đảng ủy xã cơ bản nhất trí với dự thảo và có một số ý kiến như sau:",
    "1. Về Báo cáo chính trị",
    "- Tại mục I.1, đề nghị sửa cụm từ \"từng bước hình thành\" thành \"bước đầu hình thành\" vì các mô hình mới chỉ có ở hai xã, chưa đủ để đánh giá là đã hình thành trên toàn huyện trong nhiệm kỳ qua.",
    "- Mục II.2: bổ sung số liệu về nước sạch nông thôn.",
    "2. Về Báo cáo kiểm điểm",
    "Đề nghị nêu rõ trách nhiệm của tập thể Ban Thường vụ.",
    "T/M ĐẢNG ỦY",
    "BÍ THƯ",
]


FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"


def pages(name, lines, numbered=False, note=None, password=None, font=FONT, plain=None):
    """A letter set line by line with reportlab; lines numbered in the margin, a note on the page, a password,
    a line in a font that is not in the file."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen import canvas

    lock = StandardEncryption(password, ownerPassword="other") if password else None
    page = canvas.Canvas(str(HERE / name), invariant=1, encrypt=lock)
    pdfmetrics.registerFont(TTFont(name, font))
    for start in range(0, len(lines), 12):
        page.setFont(name, 9)
        page.drawCentredString(300, 810, f"Trang {start // 12 + 1}")
        page.drawString(72, 30, "Góp ý văn kiện, lưu hành nội bộ")
        for n, line in enumerate(lines[start : start + 12]):
            page.setFont(name, 13)
            page.drawString(72, 780 - 17 * n, line)
            if numbered:
                page.setFont(name, 9)
                page.drawRightString(58, 780 - 17 * n, str(n + 1))
        if plain:
            # One of the fonts that every reader of PDF has, so that it is not in the file.
            page.setFont("Helvetica", 13)
            page.drawString(72, 500, plain)
        if note:
            page.textAnnotation(note, Rect=[400, 600, 420, 620], relative=0)
        page.showPage()
    page.save()


def pdfs():
    """Letters and a table printed by LibreOffice and by reportlab, and a picture."""
    import docx
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        letter = docx.Document()
        for number, line in enumerate(LETTER):
            letter.add_paragraph(line).paragraph_format.page_break_before = number == 11
        letter.save(folder / "letter.docx")
        (folder / "table.xlsx").write_bytes((HERE / "free.xlsx").read_bytes())
        Image.new("L", (300, 400), 255).save(HERE / "scan.pdf")
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        for name in ["letter.docx", "table.xlsx"]:
            subprocess.run([*command, "--outdir", folder, folder / name], check=True, capture_output=True)
            made = (folder / name).with_suffix(".pdf")
            (HERE / made.name).write_bytes(made.read_bytes())
    short = [line for line in LETTER if len(line) < 90]
    points = [f"{n}. Mục II.{n}: đề nghị bổ sung số liệu năm 202{n % 10} cho rõ." for n in range(1, 31)]
    pages("numbered.pdf", short[:8] + points, numbered=True)
    pages("noted.pdf", short, note="Đề nghị nói rõ nguồn vốn của chỉ tiêu này.")
    pages("mixed-fonts.pdf", short, plain="3. Muc II.3: de nghi bo cau cuoi.")
    pages("locked-letter.pdf", short, password="mat khau")
    # This font has no Vietnamese letters.
    pages("no-letters.pdf", short, font="/usr/share/fonts/truetype/liberation/LiberationSansNarrow-Regular.ttf")


def other_offices():
    """The same tables as old Excel and as LibreOffice keep them, an old Word file, and files under a password."""
    import docx
    import msoffcrypto

    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        letter = docx.Document()
        for line in LETTER:
            letter.add_paragraph(line)
        letter.save(folder / "old-word.docx")
        made = [("free", "old-free", "xls"), ("dates", "old-dates", "xls"), ("two-heads", "old-two-heads", "xls")]
        made += [("free", "open-free", "ods"), ("dates", "open-dates", "ods"), ("two-heads", "open-two-heads", "ods")]
        made += [("sheets", "open-sheets", "ods"), ("old-word", "old-word", "doc")]
        for source, name, ending in made:
            end = "docx" if ending == "doc" else "xlsx"
            path = folder / f"{name}.{end}"
            if not path.exists():
                path.write_bytes((HERE / f"{source}.xlsx").read_bytes())
            command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending]
            subprocess.run([*command, "--outdir", folder, path], check=True, capture_output=True)
            (HERE / f"{name}.{ending}").write_bytes((folder / f"{name}.{ending}").read_bytes())
        for source, name in [(HERE / "free.xlsx", "locked.xlsx"), (folder / "old-word.docx", "locked-word.docx")]:
            with open(source, "rb") as plain, open(HERE / name, "wb") as locked:
                msoffcrypto.OfficeFile(plain).encrypt("mat khau", locked)


if __name__ == "__main__":
    for make in [free, two_heads, sheets, no_heads, dates, groups, encodings, old_fonts, libreoffice, pdfs, other_offices]:
        make()
