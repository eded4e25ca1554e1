# Tệp đơn vị gửi đến: vấn đề khi đọc và giới hạn (I001–I027).

problem-I001 = tệp lớn hơn { $megabytes } MB
    .hint = tách thành nhiều tệp nhỏ rồi nhập lại
    .example = (một tệp Markdown 8 MB)

problem-I002 = tệp không có chữ nào
    .hint = hỏi lại đơn vị; nếu đơn vị không có ý kiến thì ghi `vankien reply add ĐƠN-VỊ --no-comment`
    .example = (tệp trống)

problem-I003 = tệp không phải là văn bản
    .hint = mở tệp bằng chương trình đã tạo ra nó, lưu dạng văn bản với mã hóa UTF-8 rồi nhập lại
    .example = (tệp có byte NUL, hoặc UTF-16 bị cắt)

problem-I004 = tệp không phải Unicode mà có vẻ là { $encoding }
    .hint = mở tệp, chọn lưu với mã hóa UTF-8 (trong Excel: `CSV UTF-8`), xem lại chữ có đúng không rồi nhập lại
    .example = (tệp CSV lưu bằng bảng mã Windows-1258)

problem-I005 = chữ trong tệp là { $encoding }, không đọc được
    .hint = tệp đã được giữ lại; đề nghị đơn vị gửi bản dùng phông Unicode (Times New Roman)
    .example = §Ò nghÞ bæ sung c©y ¨n qu¶

problem-I006 = { $kind ->
        [word] tệp Word (`.{ $extension }`) chưa được đọc ở phiên bản này
        [sheet] tệp bảng tính (`.{ $extension }`) chưa được đọc ở phiên bản này
        [picture] tệp ảnh (`.{ $extension }`) không đọc được thành chữ
        [scan] tệp PDF là bản quét, các trang chỉ là ảnh, không có chữ để đọc
        [office] tệp mang đuôi `.{ $extension }` nhưng bên trong là tệp Word, Excel hoặc tệp nén
        [archive] tệp nén (`.{ $extension }`) không phải là một bản góp ý
       *[other] tệp dạng này (`.{ $extension }`) không phải là một bản góp ý
    }
    .hint = { $kind ->
        [sheet] mở tệp, chọn lưu dạng `CSV UTF-8` rồi nhập tệp CSV
        [archive] giải nén rồi nhập từng tệp hoặc cả thư mục
        [scan] gõ lại bằng `vankien comments add`, hoặc đề nghị đơn vị gửi tệp Word gốc
        [picture] gõ lại bằng `vankien comments add`, hoặc ghi vào phiếu CSV
       *[other] chép nội dung vào phiếu CSV, tệp Markdown hoặc YAML rồi nhập tệp đó
    }
    .example = gop-y.docx

problem-I007 = không nhận ra đây là bản góp ý dạng nào
    .hint = dùng phiếu CSV có hàng tiêu đề, tệp Markdown (`.md`) hoặc YAML (`.yaml`) bắt đầu bằng `schema: vankien/reply/1`
    .example = (tệp `.txt` không có hàng tiêu đề của phiếu)

problem-I008 = phần đầu của tệp Markdown không nằm giữa hai dòng `---`
    .hint = viết một dòng `---` trước và một dòng `---` sau các khóa như `unit:` và `round:`
    .example = schema: vankien/reply/1 ⏎ unit: x03 ⏎ ⏎ ## mục 1.1

problem-I009 = tệp Markdown không có phần đầu cho biết đơn vị và đợt
    .hint = thêm ở đầu tệp: `---`, `schema: vankien/reply/1`, `unit: …`, `round: …`, `---`; nếu không thì chỉ rõ đơn vị khi nhập
    .example = ## mục 1.1 ⏎ ⏎ Đề nghị viết gọn

problem-I010 = bản góp ý không nói gì: không có ý kiến và cũng không có thái độ chung
    .hint = hỏi lại đơn vị; im lặng không được tính là nhất trí, nên chỉ ghi `state: agree` hoặc `state: no_comment` khi đơn vị nói vậy
    .example = (phiếu chỉ có hàng tiêu đề)

problem-I011 = thái độ chung là không có ý kiến hoặc nhất trí, nhưng bản góp ý có { $n } ý kiến
    .hint = xem lại `state`: có thể là `agree_with_changes` hoặc `comments`; các ý kiến vẫn được nhập
    .example = state: agree ⏎ comments: (một ý kiến)

problem-I012 = ý kiến này không có nội dung
    .hint = viết nội dung góp ý, hoặc bỏ hàng hay đề mục này
    .example = ;Báo cáo chính trị;mục 1.1;;;;

problem-I013 = ý kiến này dài hơn { $limit } ký tự
    .hint = tách thành nhiều ý kiến
    .example = (một ô dài 40.000 ký tự)

problem-I014 = có chữ đề nghị sửa thành nhưng không có nguyên văn cần sửa, nên chưa lập thành đề xuất sửa
    .hint = ghi nguyên văn của dự thảo vào cột `Trích nguyên văn` hoặc sau dấu `>`; chữ đề nghị vẫn được giữ trong ý kiến
    .example = Đề nghị sửa thành: bước đầu hình thành

problem-I015 = nội dung gồm nhiều đoạn, không có đề mục hay gạch đầu dòng, nên được nhận là một ý kiến
    .hint = nếu có nhiều ý kiến thì tách bằng `vankien comments split`
    .example = Mục 1 còn dài. ⏎ ⏎ Mục 2 nên thêm số liệu.

problem-I016 = chữ trong ý kiến này có vẻ là { $encoding }
    .hint = ý kiến được giữ nguyên; đề nghị đơn vị gửi lại ý kiến này bằng phông Unicode
    .example = ;Báo cáo chính trị;mục 2;;§Ò nghÞ bæ sung c©y ¨n qu¶;;

problem-I017 = `{ $value }` ở cột `Mã` không phải là mã đoạn
    .hint = ghi mã in trong dự thảo, ví dụ `P12`, hoặc để trống; ý kiến vẫn được nhập
    .example = mục 1;Báo cáo chính trị;;;Viết gọn;;

problem-I018 = tệp có nhiều hơn { $limit } ý kiến
    .hint = tách thành nhiều tệp rồi nhập lại
    .example = (phiếu có 60.000 hàng)

problem-I019 = không tìm thấy hàng tiêu đề của phiếu; cần có các cột { $expected }, dòng đầu của tệp là `{ $found }`
    .hint = giữ nguyên hàng tiêu đề của phiếu mẫu và ngăn các cột bằng dấu `;`
    .example = Đơn vị;x03 ⏎ mục 1.1;viết gọn

problem-I020 = phiếu không có cột nội dung góp ý; cần có các cột { $expected }, trong tệp có `{ $found }`
    .hint = thêm cột `Nội dung góp ý`
    .example = Văn kiện;Vị trí;Lý do

problem-I021 = cột `{ $column }` có chữ nhưng không thuộc phiếu nên không được đọc
    .hint = nếu là nội dung góp ý thì chuyển sang cột `Nội dung góp ý`
    .example = Vị trí;Nội dung góp ý;Người ghi

problem-I022 = cột `{ $column }` có hai lần
    .hint = chỉ giữ một cột rồi nhập lại
    .example = Vị trí;Nội dung góp ý;Góp ý

problem-I023 = hàng có { $cells } ô nhưng hàng tiêu đề chỉ có { $columns } cột
    .hint = đặt nội dung có dấu ngăn cột trong dấu ngoặc kép `"…"`; hàng này chưa được nhập
    .example = ;Báo cáo chính trị;mục 1;;viết gọn; rõ hơn;;;

problem-I024 = dấu ngoặc kép mở ở hàng này không được đóng
    .hint = đóng dấu ngoặc kép, hoặc viết hai dấu `""` nếu nó thuộc về nội dung; hàng này chưa được nhập
    .example = ;Báo cáo chính trị;mục 1;;"viết gọn;;

problem-I025 = không đọc được `{ $value }` ở dòng `{ $label }`, cần { $form }
    .hint = sửa lại dòng này, hoặc để trống nếu không biết
    .example = Đợt;hai

problem-I026 = dòng `{ $label }` phía trên bảng không được dùng
    .hint = không cần làm gì nếu đó không phải nội dung góp ý; nội dung góp ý phải nằm trong bảng
    .example = Người lập phiếu;Văn phòng

problem-I027 = dòng `{ $label }` có hai lần: `{ $first }` và `{ $second }`; dòng đầu được dùng
    .hint = bỏ dòng sai rồi nhập lại
    .example = Đơn vị;x03 ⏎ Đơn vị;x04

intake-columns = `Mã; Văn kiện; Vị trí; Trích nguyên văn; Nội dung góp ý; Đề nghị sửa thành; Lý do`
intake-form-number = một số, ví dụ `2`
intake-form-date = ngày tháng năm, ví dụ `12/4/2020`
intake-form-channel = một trong các từ: phiếu, công văn, hội nghị, biên bản, trực tuyến, cổng thông tin, điện thoại
intake-encoding-tcvn3 = phông cũ TCVN3 (`.VnTime`)
intake-encoding-vni = phông cũ VNI
intake-encoding-viscii = bảng mã cũ VISCII
intake-encoding-windows-1258 = bảng mã Windows-1258
intake-encoding-misread = UTF-8 bị lưu nhầm bảng mã
intake-encoding-unknown = một bảng mã khác

limit-file = Dung lượng một tệp
limit-yaml = Dung lượng một tệp YAML
limit-yaml-depth = Số cấp lồng nhau trong YAML
limit-markdown = Dung lượng một tệp Markdown
limit-letter = Dung lượng một bản góp ý bằng lời văn
limit-slip = Dung lượng một phiếu CSV
limit-slip-rows = Số hàng của một phiếu, số ý kiến trong một tệp
limit-slip-columns = Số cột của một phiếu
limit-cell = Số ký tự của một ô hoặc một ý kiến
problem-I028 = tệp Excel không đọc được: { $reason }
    .hint = mở tệp bằng Excel, chọn Save As dạng .xlsx không đặt mật khẩu, rồi nhập lại
    .example = tệp .xlsx có mật khẩu hoặc bị cắt cụt
workbook-broken = tệp hỏng hoặc có mật khẩu ({ $reason })
workbook-locked = tệp có mật khẩu
workbook-too-large = nhiều hơn { $max } ô có chữ
limit-workbook-cells = Số ô có chữ của một tệp Excel
limit-workbook = Chữ trong một tệp Excel
problem-I029 = tệp Word không đọc được: { $reason }
    .hint = mở tệp bằng Word, chọn Save As dạng .docx không đặt mật khẩu, rồi nhập lại
    .example = tệp .docx bị cắt cụt
problem-I030 = còn một thay đổi chưa xử lý: { $kind ->
        [inserted] thêm
        [deleted] xóa
        [moved] chuyển chỗ
       *[looks] đổi định dạng
    }{ $words }{ $by }
    .hint = trong Word chọn Review, Accept All hoặc Reject All rồi lưu lại; hoặc chạy lại với `--accept` (nhận hết) hay `--reject` (bỏ hết)
    .example = tệp bật Track Changes còn thay đổi chưa nhận
problem-I031 = không chuyển được sang Markdown: { $what ->
        [equation] công thức
        [picture] hình ảnh
        [textbox] hộp chữ
        [comment] ghi chú của Word
        [object] đối tượng nhúng
        [symbol] ký hiệu theo phông
        [note] chú thích không có nội dung hoặc nằm trong chú thích khác
        [nested] bảng nằm trong ô của bảng khác (chữ còn, khung bảng mất)
        [table] bảng trong chú thích
        [margin] chữ ở đầu trang hoặc chân trang
        [hidden] chữ ẩn
        [strike] chữ gạch ngang (chữ còn, nét gạch mất)
        [raised] chữ nâng hoặc hạ (chữ còn, kiểu mất)
        [looks] chữ đậm hoặc nghiêng ở giữa từ (chữ còn, kiểu mất)
       *[other] tệp lồng bên trong
    }{ $words }{ $has_near ->
        [0] {""}
       *[other] , gần "{ $near }"
    }{ $page ->
        [0] {""}
       *[other] {" "}(trang { $page })
    }
    .hint = xem chỗ đó trong tệp Word và ghi lại bằng chữ nếu cần
    .example = một hình ảnh trong đoạn 12
problem-I032 = bảng có ô gộp: chữ nằm ở ô đầu, các ô kia để trống
    .hint = so lại bảng với tệp Word
    .example = ô gộp hai hàng
problem-I033 = chữ theo phông cũ { $what }: "{ $before }", có lẽ là "{ $after }"
    .hint = chạy lại với `--convert` để chuyển sang Unicode (xem trước bằng `--dry-run`), hoặc chuyển mã trong Word rồi nhập lại
    .example = đoạn gõ bằng .VnTime
problem-I034 = đã chuyển từ phông cũ { $what }: "{ $before }" thành "{ $after }"
    .hint = đọc lại đoạn này
    .example = đoạn gõ bằng VNI-Times
problem-I035 = tệp Word không có bảng góp ý nào (cần hàng tiêu đề có { $expected })
    .hint = chép nội dung vào bảng của phiếu góp ý, hoặc gõ lại bằng `vankien comments add`
    .example = một công văn chỉ có lời văn
problem-I036 = { $count } đoạn ngoài bảng góp ý không lấy làm ý kiến:{ $words }
    .hint = đọc các đoạn đó trong tệp; nếu là ý kiến thì thêm bằng `vankien comments add`
    .example = lời mở đầu và chỗ ký của phiếu
problem-I060 = tiến trình đọc tệp này phải dừng giữa chừng: { $reason }
    .hint = tệp được giữ nguyên; mở bằng Word hoặc Excel, lưu lại thành tệp mới rồi nhập tệp đó, hoặc gõ lại bằng `vankien comments add`
    .example = một tệp cố ý làm hỏng hoặc quá nặng
reader-broke-memory = cần hơn { $limit } MB bộ nhớ
reader-broke-time = tính hơn { $limit } giây chưa xong
reader-broke-other = lỗi không lường trước
limit-reader-memory = Bộ nhớ của một tiến trình đọc tệp
limit-reader-seconds = Thời gian tính để đọc một tệp
problem-I061 = không thấy ý kiến hay lời nhất trí nào trong bản góp ý bằng lời văn này
    .hint = đọc tệp; nếu có ý kiến thì gõ lại bằng `vankien comments add`, nếu chỉ nhất trí thì ghi bằng `vankien reply add`
    .example = một công văn báo tin đã nhận tài liệu
problem-I062 = tệp là dự thảo gửi lại, không có nhận xét và không bật theo dõi thay đổi (Track Changes)
    .hint = hỏi đơn vị xem đã sửa chỗ nào; so với dự thảo bằng `vankien compare`, rồi gõ ý kiến bằng `vankien comments add`
    .example = dự thảo được sửa thẳng vào lời văn
word-no-body = tệp không có phần nội dung của Word
word-part-broken = phần { $part }: { $reason }
