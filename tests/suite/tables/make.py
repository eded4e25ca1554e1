#!/usr/bin/env python3
"""Makes the workbooks of this folder: tables of comments as offices make them.

Needs openpyxl; the one that LibreOffice saved again needs `soffice`. The files that are kept were made once by this
script; what is read of each stands beside it (`.read`) and was looked through line by line.

    python3 make.py
"""

import datetime
import subprocess
import tempfile
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


def libreoffice():
    """The first one, saved again by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"]
        subprocess.run([*command, "--outdir", folder, HERE / "free.xlsx"], check=True, capture_output=True)
        (HERE / "libreoffice.xlsx").write_bytes((Path(folder) / "free.xlsx").read_bytes())


if __name__ == "__main__":
    for make in [free, two_heads, sheets, no_heads, dates, groups, libreoffice]:
        make()
