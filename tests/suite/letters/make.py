"""Makes the Word files of this folder: letters and tables by python-docx, the same saved again by LibreOffice.

Usage: python make.py FOLDER. The files are committed; run again only to add one.
"""
import os
import subprocess
import sys

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def cell(table, row, column, *lines):
    it = table.cell(row, column)
    it.paragraphs[0].text = lines[0]
    for line in lines[1:]:
        it.add_paragraph(line)


def letter(path):
    """A letter with a letterhead in a table and automatic numbers and bullets."""
    it = Document()
    head = it.add_table(rows=1, cols=2)
    cell(head, 0, 0, "ĐẢNG BỘ HUYỆN MỘC LĨNH", "ĐẢNG UỶ XÃ PHÚ LỘC THƯỢNG", "*", "Số 27-CV/ĐU")
    cell(head, 0, 1, "ĐẢNG CỘNG SẢN VIỆT NAM", "Phú Lộc Thượng, ngày 18 tháng 5 năm 2020")
    it.add_paragraph("V/v góp ý dự thảo (lần 2) Báo cáo chính trị")
    it.add_paragraph("Kính gửi: Tiểu ban Văn kiện Đại hội Đảng bộ huyện")
    it.add_paragraph(
        "Thực hiện Công văn của Huyện uỷ, Đảng uỷ xã Phú Lộc Thượng cơ bản nhất trí với dự thảo và có một số ý kiến như sau:"
    )
    it.add_paragraph("Mục 1.1, trang 7:", style="List Number")
    it.add_paragraph("Bổ sung kết quả dồn điền, đổi thửa.", style="List Bullet")
    it.add_paragraph("Câu “huy động sức dân” viết hai lần, bỏ một chỗ.", style="List Bullet")
    point = it.add_paragraph("Mục 2.4 ", style="List Number")
    point.add_run("còn chung chung").bold = True
    point.add_run(", đề nghị nêu rõ số hộ thoát nghèo.")
    it.add_paragraph("Lý do: dự thảo chỉ nêu tỷ lệ.")
    it.add_paragraph("Trên đây là ý kiến của Đảng uỷ xã Phú Lộc Thượng, kính đề nghị Tiểu ban Văn kiện xem xét, tổng hợp.")
    foot = it.add_table(rows=1, cols=2)
    cell(foot, 0, 0, "Nơi nhận:", "- Như trên;", "- Lưu VP.")
    cell(foot, 0, 1, "T/M ĐẢNG UỶ", "BÍ THƯ", "", "Lò Văn Cần")
    it.save(path)


def table(path):
    """A table of seven columns below a head of two rows, with merged heads and cells, and a signature below."""
    it = Document()
    it.add_paragraph("ĐẢNG BỘ XÃ LŨNG TRẦM")
    it.add_paragraph("BẢNG TỔNG HỢP Ý KIẾN GÓP Ý")
    rows = [
        ["STT", "Văn kiện", "Vị trí", "Nội dung", "", "Lý do", "Ghi chú"],
        ["", "", "", "Dự thảo", "Ý kiến góp ý", "", ""],
        ["1", "Báo cáo chính trị", "Mục 1.1, trang 7", "từng bước hình thành", "Sửa thành “bước đầu hình thành”", "Sát thực tế", ""],
        ["2", "", "", "", "Bổ sung diện tích rừng trồng mới", "", ""],
        ["3", "Báo cáo kiểm điểm", "Mục II.1", "", "Số đảng viên kết nạp chưa khớp", "", ""],
    ]
    made = it.add_table(rows=len(rows), cols=7)
    for nth, row in enumerate(rows):
        for column, words in enumerate(row):
            cell(made, nth, column, words)
    made.cell(0, 3).merge(made.cell(0, 4))
    for column in (0, 1, 2, 5, 6):
        made.cell(0, column).merge(made.cell(1, column))
    for column in (1, 2):
        made.cell(2, column).merge(made.cell(3, column))
    it.add_paragraph("T/M ĐẢNG UỶ")
    it.save(path)


def returned(path):
    """A draft with comments by python-docx and tracked changes."""
    it = Document()
    it.add_paragraph("DỰ THẢO BÁO CÁO CHÍNH TRỊ")
    it.add_paragraph("PHẦN THỨ NHẤT").style = "Heading 1"
    one = it.add_paragraph("Kinh tế tiếp tục tăng trưởng khá, ")
    run = one.add_run("cơ cấu chuyển dịch đúng hướng")
    one.add_run(". Cần bổ sung nguồn lực cho vùng cao.")
    it.add_comment(runs=run, text="Thiếu số liệu cơ cấu, đề nghị bổ sung.", author="Cán bộ xã", initials="CB")
    two = it.add_paragraph("Thu ngân sách ")
    for name, tag, words in (("w:del", "w:delText", "ước đạt"), ("w:ins", "w:t", "đạt")):
        change = OxmlElement(name)
        for key, value in (("w:id", "77"), ("w:author", "Cán bộ xã"), ("w:date", "2020-05-18T08:00:00Z")):
            change.set(qn(key), value)
        run = OxmlElement("w:r")
        text = OxmlElement(tag)
        text.text = words
        run.append(text)
        change.append(run)
        two._p.append(change)
    two.add_run(" 61,5 tỷ đồng.")
    it.save(path)


def main():
    folder = sys.argv[1]
    for name, make in (("letter", letter), ("table", table), ("returned", returned)):
        path = os.path.join(folder, f"{name}-python-docx.docx")
        make(path)
        # LibreOffice reads and writes it as its own, so what it keeps is what it would have written.
        out = os.path.join(folder, "odt")
        subprocess.run(["soffice", "--headless", "--convert-to", "odt", "--outdir", out, path], check=True)
        odt = os.path.join(out, f"{name}-python-docx.odt")
        subprocess.run(["soffice", "--headless", "--convert-to", "docx", "--outdir", out, odt], check=True)
        os.replace(os.path.join(out, f"{name}-python-docx.docx"), os.path.join(folder, f"{name}-libreoffice.docx"))
        os.remove(odt)
        os.rmdir(out)


main()
