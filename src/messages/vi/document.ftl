# Vấn đề về kết cấu dự thảo (D001–D037).

problem-D001 = `{ $text }` trông như đề mục nhưng Markdown chỉ coi là đoạn văn
    .hint = thêm dấu `#` theo cấp đề mục ở đầu dòng, giữ nguyên số thứ tự
    .example = I. ĐẶC ĐIỂM TÌNH HÌNH

problem-D002 = `{ $text }` trông như đề mục nhưng Markdown biến thành một điểm của danh sách
    .hint = viết thành đề mục: `### 1. …`
    .example = 1. Về kinh tế

problem-D003 = dòng `{ $text }` bị Markdown nối liền vào dòng trước
    .hint = để một dòng trống giữa hai dòng, hoặc viết thành đề mục
    .example = a) Về kinh tế ⏎ b) Về xã hội

problem-D004 = số `{ $number }` ở đầu đoạn làm Markdown biến đoạn văn thành danh sách
    .hint = thêm từ phía trước, ví dụ `Năm { $number }`, hoặc viết `{ $number }\.`
    .example = 2020. Toàn huyện có 14 xã

problem-D005 = dòng `{ $text }` cắt ngang đoạn văn và bị biến thành danh sách
    .hint = viết cả đoạn trên một dòng; nếu đúng là danh sách thì để một dòng trống phía trước
    .example = Thu ngân sách giảm ⏎ - 6% so với năm trước

problem-D006 = điểm bắt đầu bằng `{ $bullet }` đứng ngang hàng với các điểm bắt đầu bằng `{ $first }` nên thành danh sách khác
    .hint = thụt vào hai dấu cách nếu là ý con: `  + …`, nếu không thì dùng cùng một dấu
    .example = - Ý lớn ⏎ + Ý con

problem-D007 = `{ $text }` dùng dấu gạch hoặc ký hiệu mà Markdown không coi là danh sách
    .hint = thay bằng dấu gạch nối và một dấu cách: `- …`
    .example = – Tập trung chỉ đạo

problem-D008 = hàng gạch dưới biến `{ $text }` thành đề mục
    .hint = bỏ hàng gạch; nếu là đề mục thì viết bằng dấu `#`
    .example = Kết quả chung ⏎ -----

problem-D009 = `{ $text }` thụt đầu dòng bằng tab hoặc bốn dấu cách nên thành khối mã
    .hint = bỏ phần thụt đầu dòng
    .example = {"    "}Thu ngân sách đạt khá

problem-D010 = đầu dòng có dấu cách không ngắt hoặc dấu cách lạ
    .hint = xóa các dấu cách ở đầu dòng
    .example = {"\u00A0"}Kinh tế phát triển

problem-D011 = dấu `{ $marker }` đứng một mình thành một điểm trống của danh sách
    .hint = xóa dòng này hoặc viết tiếp nội dung
    .example = *

problem-D012 = dấu trừ trong `{ $text }` bị đọc là dấu đầu dòng của danh sách
    .hint = viết `giảm …%` thay cho dấu trừ
    .example = - 5% so với năm trước

problem-D013 = hàng kẻ ngang đứng riêng trong văn bản
    .hint = xóa hàng kẻ; mẫu trình bày tự đặt đường kẻ
    .example = ***

problem-D014 = có mã HTML trong văn bản: `{ $text }`
    .hint = viết lại bằng Markdown hoặc bỏ đi
    .example = <div align="center">ĐẢNG BỘ HUYỆN</div>

problem-D015 = đoạn văn bị ngắt thành { $lines } dòng
    .hint = viết mỗi đoạn trên một dòng để so sánh các lần dự thảo được gọn
    .example = Kinh tế của huyện ⏎ phát triển khá

problem-D016 = `{ $text }` trông như số trang còn sót khi dán
    .hint = xóa dòng này
    .example = Trang 12/45

problem-D017 = có dấu tab giữa dòng
    .hint = thay bằng một dấu cách; nếu là bảng thì viết thành bảng Markdown
    .example = Xã Thủy Khê ⇥ 12 ⇥ 15

problem-D018 = từ bị ngắt bằng gạch nối ở cuối dòng
    .hint = nối lại từ và bỏ chỗ xuống dòng
    .example = công nghiệp hóa, hiện đại hóa nông nghiệp và nông- ⏎ thôn

problem-D019 = `{ $text }` lặp lại { $times } lần như tiêu đề đầu trang còn sót khi dán
    .hint = xóa các dòng này
    .example = Dự thảo báo cáo chính trị

problem-D020 = trước `{ $label }` thiếu `{ $missing }`
    .hint = đánh lại số hoặc bổ sung mục bị thiếu
    .example = 1. … 2. … 4. …

problem-D021 = `{ $label }` trùng số với `{ $other }` ở trên
    .hint = đánh lại số
    .example = 4. Quốc phòng … 4. Xây dựng Đảng

problem-D022 = `{ $label }` đứng sau `{ $other }`, sai thứ tự
    .hint = đổi chỗ hoặc đánh lại số
    .example = 1. … 3. … 2. …

problem-D023 = `{ $label }` đánh số khác kiểu với `{ $other }` cùng cấp
    .hint = dùng một kiểu đánh số cho các mục cùng cấp
    .example = 1. … II. … 3. …

problem-D024 = `{ $label }` không thuộc mục `{ $other }` đang chứa nó
    .hint = sửa số cho khớp với mục lớn hoặc chuyển về đúng mục
    .example = 2. Văn hóa … 1.3. Thương mại

problem-D025 = `{ $label }` bắt đầu lại từ đầu khi chưa sang mục mới
    .hint = đánh số tiếp hoặc thêm đề mục mới phía trước
    .example = 1. … 2. … 1. …

problem-D026 = trước `{ $label }` thiếu `{ $missing }`: sau chữ d là chữ đ
    .hint = đánh lại theo thứ tự a, b, c, d, đ, e, g
    .example = d) … e) …

problem-D027 = `{ $label }` không có trong thứ tự chữ cái tiếng Việt
    .hint = đánh lại theo thứ tự a, b, c, d, đ, e, g, h, i, k
    .example = e) … f) …

problem-D030 = đề mục cấp { $level } đứng ngay trong cấp { $above }, bỏ qua cấp ở giữa
    .hint = sửa số dấu `#`
    .example = ## I. … #### 1. …

problem-D031 = mục `{ $text }` không có nội dung
    .hint = viết nội dung hoặc bỏ đề mục
    .example = ### 1. Thuận lợi ⏎ ### 2. Khó khăn

problem-D032 = mã `{ $id }` đã đặt cho một đề mục khác
    .hint = đặt mã khác
    .example = ## I. Kết quả {"\u007B"}#kinh-te{"\u007D"}

problem-D033 = chú thích `{ $note }` được dẫn nhưng không có nội dung
    .hint = viết nội dung ở cuối mục: `[^{ $note }]: …`
    .example = đạt 63%[^5]

problem-D034 = chú thích `{ $note }` có nội dung nhưng không được dẫn ở đâu
    .hint = đặt dấu `[^{ $note }]` vào chỗ cần chú thích hoặc xóa chú thích
    .example = [^5]: Số liệu đến ngày 31/12/2019

problem-D035 = chú thích `{ $note }` được viết hai lần
    .hint = bỏ một chỗ hoặc đặt tên khác
    .example = [^1]: … ⏎ [^1]: …

problem-D036 = hàng có { $cells } ô trong khi bảng có { $columns } cột
    .hint = thêm hoặc bớt dấu `|` cho khớp với hàng đầu
    .example = | 1 | Thu nhập | 35 | 38,2 | thừa |

problem-D037 = đề mục không có chữ
    .hint = viết tên đề mục hoặc xóa dòng này
    .example = ###
