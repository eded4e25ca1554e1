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

# Hai người cùng sửa một bản.
view-merge = Đối chiếu hai bản sửa
view-merge-base = Bản gốc chung
view-merge-this = Bản này
view-merge-other = Bản kia
view-merge-conflict = Trùng chỗ sửa
view-merge-ours = Chỉ bản này sửa
view-merge-theirs = Chỉ bản kia sửa
view-merge-both-same = Hai bản sửa giống nhau
view-merge-notes = Cần đọc lại
view-merge-place = Chỗ
view-merge-change = Thay đổi so với bản gốc chung
view-merge-line = dòng { $line }
view-merge-named = «{ $words }» (dòng { $line })
view-merge-open = { $n } chỗ hai bản cùng sửa mà khác nhau: cần người quyết định, chưa chọn chữ của ai
view-merge-fits = không có chỗ nào trùng: hai bản ghép được với nhau
view-merge-amended-twice = hai bản sửa cùng một đoạn, mỗi bản một cách
view-merge-deleted-and-amended = một bản bỏ, một bản sửa
view-merge-deleted-and-moved = một bản bỏ, một bản chuyển chỗ
view-merge-moved-apart = hai bản chuyển đến hai chỗ khác nhau
view-merge-divided = một bản tách hoặc gộp đoạn, bản kia cũng sửa đoạn ấy
view-merge-two-values = số liệu { $figure }: bản này { $ours }, bản kia { $theirs }
view-merge-separate = hai bản sửa những chữ khác nhau trong đoạn
view-merge-note-order = thứ tự: hai bản cùng thêm vào một chỗ, bản này { $ours }, bản kia { $theirs }; khi ghép, phần của bản kia đứng trước
view-merge-note-place = vị trí: { $who } đặt { $block } cạnh đoạn mà bản còn lại đã bỏ hoặc chuyển đi
view-merge-note-repeated = lặp lại: hai bản cùng thêm một đoạn ở hai chỗ, bản này { $ours }, bản kia { $theirs }; khi ghép, đoạn này có hai lần
view-merge-note-spacing = khoảng cách: { $n } chỗ hai bản khác nhau về dòng trống hoặc cách xuống dòng; khi ghép, lấy theo bản này
view-merge-note-figures = số liệu { $figure } được sửa thành hai giá trị: bản này { $ours } ở { $block }, bản kia { $theirs } ở { $other }

# Tóm tắt thay đổi
view-summary = Tóm tắt thay đổi
view-summary-of = Tóm tắt thay đổi: { $title }
view-summary-total = { $spelling ->
    [0] { $n } thay đổi: { $kinds }; thêm { $added } tiếng, bỏ { $deleted } tiếng
   *[other] { $n } thay đổi: { $kinds }; thêm { $added } tiếng, bỏ { $deleted } tiếng; ngoài ra { $spelling } chỗ chỉ khác chính tả
}
view-summary-spelling-only = không có thay đổi nào, chỉ { $spelling } chỗ khác chính tả
view-summary-sections = Theo mục
view-summary-moved = Chuyển chỗ
view-summary-moved-section = mục “{ $words }”: { $before } → { $after }
view-summary-moved-block = đoạn “{ $words }”: { $before } → { $after }
view-summary-amended = , có sửa lời
view-summary-targets = Chỉ tiêu thay đổi
view-summary-target-new = chỉ tiêu mới: { $text }
view-summary-target-gone = bỏ chỉ tiêu: { $text }
view-summary-figures = Số liệu thay đổi
view-summary-figures-new = Số liệu mới
view-summary-figures-gone = Số liệu bỏ
view-summary-already = đã ghi { $figure } từ trước ở { $places }
view-summary-still = còn ghi { $figure } ở { $places }
view-summary-whole-new = đoạn mới
view-summary-whole-gone = đoạn bị bỏ
view-summary-words = Từ phủ định, từ chỉ mức độ
view-summary-word-new = thêm “{ $word }”
view-summary-word-gone = bỏ “{ $word }”
view-summary-word-changed = “{ $before }” → “{ $after }”
view-summary-names = Ngày tháng, ký hiệu, số thứ tự
view-summary-looks = Chỉ khác hình thức, không đổi nội dung
view-summary-renumbered = { $n } chỗ đánh số lại
view-summary-reflowed = { $n } đoạn khác khoảng trắng, xuống dòng
view-summary-unicode = { $n } đoạn khác cách mã hóa chữ
view-summary-spelling = { $n } đoạn khác chính tả, dấu câu
view-summary-emphasis = { $n } đoạn khác kiểu chữ
view-summary-formats = { $n } số viết cách khác: { $list }
view-summary-line = dòng { $line }
view-summary-front = Đầu văn kiện

# The summary on one screen
view-brief-total = Tổng số
view-brief-sections = Theo mục
view-brief-figures = Số liệu
view-brief-targets = Chỉ tiêu
view-brief-words = Từ ngữ
view-brief-new = Số mới
view-brief-gone = Số bỏ
view-brief-names = Ký hiệu
view-brief-moved = Chuyển
view-brief-looks = Hình thức
view-brief-other = Khác
view-brief-n-new = { $n } số liệu mới
view-brief-n-gone = { $n } số liệu bỏ
view-brief-n-names = { $n } ngày tháng, ký hiệu
view-brief-n-moved = { $n } chỗ chuyển
view-brief-n-looks = { $n } chỗ chỉ khác hình thức
view-brief-seen = { $n } số, ở { $places }
view-brief-more = … và { $n } chỗ khác (xem --all)
