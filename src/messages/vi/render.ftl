# Lời của khung trang và lỗi đóng gói.
render-contents = Mục lục
render-review = Xem thay đổi
render-view = Cách xem
render-view-one = Liền dòng
render-view-two = Hai cột
render-filter = Lọc theo loại
render-filter-help = chọn loại cần xem; không chọn là xem hết
render-previous = ↑ Trước
render-next = ↓ Sau
render-keys = phím n/p (hoặc j/k)
render-section-changes = { $n } chỗ thay đổi trong mục này

archive-bad-name = tên tệp `{ $name }` không dùng được trong tệp nén
    .hint = dùng đường dẫn tương đối, dấu `/`, không có `..`, không có ký tự Windows cấm, chữ ở dạng Unicode dựng sẵn
archive-same-name = hai tệp cùng tên `{ $name }` trong một tệp nén (không phân biệt chữ hoa, chữ thường)
    .hint = đổi tên một trong hai tệp
archive-too-large = tệp nén quá lớn: { $bytes } byte
    .hint = chia thành nhiều gói, mỗi gói dưới 4 GB
archive-failed = không tạo được tệp nén: { $reason }
    .hint = chạy lại lệnh; nếu vẫn lỗi, báo lại nguyên văn dòng này

unzip-broken = tệp nén hỏng hoặc không phải tệp nén: { $reason }
    .hint = mở tệp bằng chương trình đã tạo ra nó rồi lưu lại, hoặc xin gửi lại
unzip-too-many = tệp nén có quá nhiều tệp (nhiều nhất { $max })
    .hint = chia thành nhiều tệp nén nhỏ hơn
unzip-too-large = tệp nén bung ra quá lớn ở `{ $name }` (còn được phép { $megabytes } MB)
    .hint = chia thành nhiều tệp nhỏ hơn
unzip-ratio = tệp nén bung ra lớn gấp hàng trăm lần ở `{ $name }`, không mở
    .hint = xin nơi gửi gửi lại tệp gốc, không nén
unzip-bad-name = tệp nén chứa tên `{ $name }` không dùng được
    .hint = đổi tên tệp đó rồi nén lại
unzip-same-name = tệp nén chứa hai tệp cùng tên `{ $name }`
    .hint = đổi tên một trong hai tệp rồi nén lại
unzip-encrypted = tệp `{ $name }` trong tệp nén có mật khẩu
    .hint = bỏ mật khẩu rồi gửi lại
xml-encoding = phần bên trong tệp không phải UTF-8
    .hint = mở tệp bằng Word hoặc LibreOffice rồi lưu lại
xml-malformed = phần bên trong tệp sai cấu trúc gần byte { $at }: { $reason }
    .hint = mở tệp bằng Word hoặc LibreOffice rồi lưu lại
xml-dtd = phần bên trong tệp khai báo kiểu tài liệu (DTD), không đọc
    .hint = mở tệp bằng Word hoặc LibreOffice rồi lưu lại
xml-entity = phần bên trong tệp dùng thực thể lạ `{ $name }`
    .hint = mở tệp bằng Word hoặc LibreOffice rồi lưu lại
xml-too-much = phần bên trong tệp quá lớn hoặc lồng quá sâu
    .hint = mở tệp bằng Word hoặc LibreOffice rồi lưu lại

docx-contents = MỤC LỤC

pdf-watermark = DỰ THẢO
pdf-moved-away = chuyển đi { $n }
pdf-moved-here = chuyển đến { $n }
pdf-legend = gạch chân: thêm; gạch ngang: bỏ; gạch chân hai nét, gạch ngang hai nét: chuyển đến, chuyển đi; ¶: thêm hoặc bỏ chỗ ngắt đoạn
