# Tệp đơn vị gửi đến: bảng, bảng mã, tệp nén, thư điện tử (I050 trở đi).

problem-I050 = { $count } dòng dưới bảng không lấy làm ý kiến: "{ $words }"
    .hint = đọc các dòng đó; nếu là ý kiến thì thêm bằng `vankien comments add`
    .example = Tổng cộng: 5 ý kiến ⏎ T/M ĐẢNG ỦY

problem-I051 = { $count } hàng để trống vị trí, được hiểu là như hàng trên (hàng { $rows })
    .hint = xem lại các hàng đó; nếu ý kiến nói chung thì đặt lại chỗ bằng `vankien comments place`
    .example = ô vị trí gộp hoặc để trống dưới `Mục II.1`

problem-I052 = ô này là ngày `{ $value }`, có lẽ Excel đã đổi chữ gõ vào{ $known ->
        [0] {""}
       *[other] : có thể là `{ $typed }`
    }
    .hint = hỏi lại đơn vị, hoặc định dạng cột là Text rồi gõ lại ô đó; ý kiến vẫn được nhập
    .example = gõ `5-6`, Excel hiện `5-Jun`

problem-I053 = ô này là số `{ $value }` đứng sau mục có số 9, có lẽ là `{ $typed }` đã mất số 0
    .hint = so lại với dự thảo; nếu đúng thì đặt lại chỗ bằng `vankien comments place`
    .example = 2.9 ⏎ 2.1

problem-I054 = bảng không có hàng tiêu đề; các cột được hiểu là số thứ tự, vị trí và nội dung góp ý
    .hint = xem lại các ý kiến đã nhập; lần sau đề nghị đơn vị giữ hàng tiêu đề của phiếu
    .example = 1 | Mục II.1 | Đề nghị nói rõ hơn

problem-I055 = ô này nằm ngoài bảng, không được đọc: "{ $words }"
    .hint = nếu là nội dung góp ý thì chuyển vào cột `Nội dung góp ý` rồi nhập lại
    .example = ghi chú viết bên phải bảng

problem-I056 = trang tính này không có bảng góp ý nên không được đọc: "{ $words }"
    .hint = nếu có ý kiến trong đó thì đặt dưới hàng tiêu đề của phiếu rồi nhập lại
    .example = trang tính `Hướng dẫn`

problem-I057 = đã chuyển từ { $encoding } sang Unicode ({ $possible } trên { $words } chữ có dấu đọc được): "{ $before }" thành "{ $after }"
    .hint = đọc lại vài ý kiến; tệp gốc được giữ nguyên từng byte
    .example = §Ò nghÞ bæ sung c©y ¨n qu¶ (TCVN3)

problem-I071 = tệp nén không mở được: { $reason }
    .hint = tệp đã được giữ lại; đề nghị đơn vị gửi lại từng tệp, hoặc nén lại dạng .zip không đặt mật khẩu
    .example = tệp .zip bị cắt cụt

problem-I072 = không lấy được tệp này ra khỏi tệp nén: { $reason }
    .hint = các tệp khác đã được đọc; mở tệp nén xem tệp này, nếu là góp ý thì nhập riêng
    .example = hai tệp cùng tên, hoặc tên `../../x`

problem-I073 = tệp này trong tệp nén có mật khẩu
    .hint = hỏi đơn vị mật khẩu, giải nén rồi nhập tệp đó; hoặc đề nghị gửi lại bản không đặt mật khẩu
    .example = góp-ý.zip có mật khẩu

problem-I074 = tệp nén nằm trong hơn { $limit } lớp tệp nén khác nên không được mở
    .hint = giải nén rồi nhập từng tệp hoặc cả thư mục
    .example = a.zip/b.zip/c.zip

problem-I065 = không đọc được thư điện tử đã lưu này
    .hint = mở thư, lưu lại dạng `.eml`, hoặc lưu riêng từng tệp đính kèm rồi nhập
    .example = tệp .eml bị cắt cụt

problem-I066 = lời thư chỉ gửi kèm tệp nên không lấy làm ý kiến: "{ $words }"
    .hint = đọc lời thư; nếu có ý kiến thì thêm bằng `vankien comments add`
    .example = Xin gửi kèm theo phiếu góp ý

problem-I067 = tệp PDF không đọc được: { $reason }
    .hint = tệp đã được giữ lại; đề nghị đơn vị gửi lại, tốt nhất là tệp Word gốc
    .example = tệp .pdf bị cắt cụt
pdf-broken = tệp hỏng ({ $reason })
pdf-locked = tệp có mật khẩu
pdf-no-letters = chữ trên trang không gắn với bảng chữ nào (thiếu phông hoặc phông riêng)
pdf-too-large = dài hơn { $max } trang hoặc quá nhiều chữ

problem-I068 = tệp PDF có bảng góp ý; các ô của bảng trong PDF không tách được nên chưa đọc
    .hint = đề nghị đơn vị gửi tệp Word hoặc Excel gốc, hoặc gõ lại bằng `vankien comments add`
    .example = phiếu góp ý in ra PDF

problem-I069 = { $pages } trên { $of } trang của tệp PDF có phần không đọc được thành chữ (ảnh, phông không kèm trong tệp, hoặc hỏng)
    .hint = xem các trang đó; nếu có ý kiến thì thêm bằng `vankien comments add`
    .example = trang ký và đóng dấu được quét vào

problem-I080 = tệp PDF đặt mật khẩu nên không mở được
    .hint = tệp đã được giữ lại; đề nghị đơn vị gửi lại tệp PDF không đặt mật khẩu, hoặc tệp Word gốc
    .example = công văn PDF mở ra là hỏi mật khẩu

problem-I081 = { $kind ->
        [word] tệp Word đặt mật khẩu nên không mở được
        [excel] tệp Excel đặt mật khẩu nên không mở được
       *[other] tệp Office đặt mật khẩu nên không mở được
    }
    .hint = tệp đã được giữ lại; nhắn đơn vị: «Tệp góp ý đặt mật khẩu nên không mở được, đề nghị bỏ mật khẩu (Tệp → Thông tin → Bảo vệ → Mã hóa bằng mật khẩu, xóa trống) rồi gửi lại»
    .example = tệp .docx hoặc .xlsx mở ra là hỏi mật khẩu

problem-I082 = tệp Word đời cũ (.doc) không đọc được
    .hint = tệp đã được giữ lại; mở bằng Word hoặc LibreOffice, lưu thành .docx rồi nhập; hoặc nhắn đơn vị: «Đề nghị mở tệp góp ý bằng Word, chọn Lưu dưới dạng (Save As), kiểu Word Document (*.docx), rồi gửi lại»
    .example = gop-y.doc lưu từ Word 97-2003

problem-I083 = tệp nén dạng `.{ $extension }` không mở được ở đây
    .hint = tệp đã được giữ lại; giải nén rồi nhập từng tệp; hoặc nhắn đơn vị: «Đề nghị gửi lại từng tệp góp ý, không nén, hoặc nén lại dạng .zip»
    .example = gop-y.rar, gop-y.7z

problem-I084 = lời thư ở dạng RTF của Outlook, chưa đọc được; các tệp đính kèm vẫn được đọc
    .hint = mở thư xem lời thư; nếu có ý kiến thì thêm bằng `vankien comments add`
    .example = thư .msg chỉ có lời dạng RTF

problem-C027 = đây là một trang nữa của văn bản đang chờ gõ lại, không ghi thành trả lời riêng
    .hint = gõ cả các trang vào một trả lời bằng `vankien comments add`
    .example = x03_trang2.jpg
