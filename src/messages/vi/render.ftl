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
