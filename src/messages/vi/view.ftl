# Lời của trang so sánh, bảng so sánh, bản dự thảo in.
view-party = ĐẢNG CỘNG SẢN VIỆT NAM
view-draft-mark = DỰ THẢO LẦN { $n }
view-number-blank = Số         { $symbol }
view-hash = Mã bản in: { $hash }
view-as-of = Tính đến ngày { $date }

view-comparison = So sánh dự thảo
view-comparison-table = Bảng so sánh
view-between = { $before } → { $after }
view-total = Tổng số thay đổi
view-words-added = Tiếng thêm
view-words-deleted = Tiếng bỏ
view-no-change = không có thay đổi nào
view-spelling-hidden = { $n } chỗ chỉ khác chính tả hoặc cách gõ (vị trí dấu thanh, dấu gạch, dấu ngoặc kép, khoảng trắng), không đánh dấu ở đây
view-spelling-shown = ngoài ra có { $n } chỗ chỉ khác chính tả hoặc cách gõ, không tính vào tổng số
view-only-section = chỉ hiển thị mục { $section }; các con số trên tính cho cả văn kiện
view-only-kinds = chỉ hiển thị loại: { $kinds }
view-unchanged = … { $n } đoạn không thay đổi …
view-front-matter = thông tin đầu tệp, không in trong văn kiện
view-footnotes = Chú thích

view-change-added = Bổ sung
view-change-deleted = Bỏ
view-change-amended = Điều chỉnh
view-change-moved = Chuyển
view-change-renumbered = Đánh số lại
view-change-retitled = Đổi tên
view-change-split = Tách
view-change-merged = Gộp
view-change-unchanged = Không thay đổi
view-class-spelling = Chính tả
view-class-emphasis = Kiểu chữ
view-class-figures = Số liệu
view-and-moved = { $label }, chuyển
view-moved-from = chuyển từ { $place }
view-moved-to = đã chuyển đến { $place }
view-merged-from = gộp từ { $codes }
view-split-into = tách thành { $codes }
view-states-moved-whole = chuyển cả cụm { $n } đoạn; đoạn không sửa chữ không in lại
view-renumbered = đánh số lại: { $before } → { $after }
view-figures = số liệu: { $figures }
view-reason = căn cứ: { $reason }

view-column-number = STT
view-column-reason = Căn cứ, lý do
view-column-code = Mã
