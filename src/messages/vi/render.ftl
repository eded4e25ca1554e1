# Lời của khung trang và lỗi đóng gói.
render-contents = Mục lục

archive-bad-name = tên tệp `{ $name }` không dùng được trong tệp nén
    .hint = dùng đường dẫn tương đối, dấu `/`, không có `..`, không có ký tự Windows cấm, chữ ở dạng Unicode dựng sẵn
archive-same-name = hai tệp cùng tên `{ $name }` trong một tệp nén (không phân biệt chữ hoa, chữ thường)
    .hint = đổi tên một trong hai tệp
archive-too-large = tệp nén quá lớn: { $bytes } byte
    .hint = chia thành nhiều gói, mỗi gói dưới 4 GB
archive-failed = không tạo được tệp nén: { $reason }
    .hint = chạy lại lệnh; nếu vẫn lỗi, báo lại nguyên văn dòng này
