# Lời trợ giúp của dòng lệnh.
cli-about = vankien giữ dự thảo văn kiện đại hội, chốt từng đợt, nhận ý kiến góp ý, ghi quyết định và chỉ rõ chữ nào thay đổi vì ý kiến nào
cli-usage = Cách dùng
cli-commands = Lệnh
cli-arguments = Tham số
cli-options = Tuỳ chọn
cli-global-options = Tuỳ chọn chung
cli-examples = Ví dụ
cli-usage-all = vankien <lệnh> [tuỳ chọn]
cli-more = Gõ `vankien <lệnh> -h` để xem cách dùng và ví dụ của từng lệnh
cli-or = hoặc
cli-default = mặc định: { $value }
cli-possible = giá trị: { $values }

group-prepare = Chuẩn bị
group-round = Đợt lấy ý kiến
group-comments = Ý kiến góp ý
group-outputs = Kết quả
group-keep = Giữ an toàn

arg-repo = thư mục của đại hội (mặc định: thư mục đang đứng)
arg-lang = ngôn ngữ: vi hoặc en
arg-json = in kết quả dạng JSON
arg-quiet = không nói gì ngoài kết quả và lỗi
arg-color = màu: auto, always, never
arg-by = vai trò của người làm (chief, secretary …); được nhớ cho lần sau
arg-as-of = tính đến ngày (2020-05-01 hoặc 1/5/2020); chỉ tác động đến báo cáo
arg-dry-run = chỉ cho xem sẽ làm gì, không ghi
arg-clock = giờ dùng để ghi (2020-05-01T08:00:00+07:00) thay cho đồng hồ máy
arg-help = xem trợ giúp
arg-version = xem phiên bản

cmd-init = tạo kho văn kiện mới của một đại hội
    .dir = thư mục mới
    .name = tên đại hội
    .congress_no = đại hội lần thứ (XXII)
    .committee_no = khóa của ban chấp hành trình báo cáo (XXI)
    .term = nhiệm kỳ (2020-2025)
    .level = cấp (district, province …)
    .documents = văn kiện, ghi mã=tên; có thể ghi nhiều lần
    .units = tệp units.yaml có sẵn danh sách đơn vị
    .examples =
        vankien init dai-hoi --name "Đại hội Đảng bộ huyện Mộc Lĩnh" --congress-no XXII --committee-no XXI --term 2020-2025
        vankien init dai-hoi --document political-report="Báo cáo chính trị" --document review-report="Báo cáo kiểm điểm"
cmd-demo = dựng đại hội mẫu với đủ ba đợt, rồi làm trọn công việc một lần
    .dir = thư mục mới
    .examples =
        vankien demo lam-thu
cmd-check = tìm mọi chỗ sai trong dự thảo và trong các tệp của kho
    .round = chỉ kiểm tra dự thảo đã chốt ở đợt này
    .limits = in các giới hạn khi nhận tệp
    .codes = liệt kê mọi loại vấn đề kèm ví dụ
    .examples =
        vankien check
        vankien check --round 2 --json
        vankien check --codes
cmd-status = đang ở đâu: các đợt, đơn vị đã trả lời, việc còn mở, việc nên làm tiếp
    .examples =
        vankien status
cmd-draft = dự thảo đang làm: lưu, đề cương, số liệu, xuất ra Word, nhập từ Word
cmd-draft-save = lưu những chỗ đã sửa trong drafts/ và ghi vì sao sửa
    .comments = mã ý kiến đã đưa vào chữ
    .reason = lý do của người biên tập, khi không theo ý kiến nào
    .older = tệp giống một bản cũ: keep giữ những gì đã lưu sau đó, mine lấy đúng như tệp
    .examples =
        vankien draft save --for 2-x03-4
        vankien draft save --reason "cập nhật số liệu đến 31/12/2019"
cmd-draft-outline = đề cương: các mục với mã đoạn và người phụ trách
    .document = mã văn kiện
    .round = xem ở đợt đã chốt
    .examples =
        vankien draft outline --document political-report
cmd-draft-figures = mọi con số, đứng ở đâu, chỗ nào không khớp
    .document = mã văn kiện
    .round = xem ở đợt đã chốt
    .examples =
        vankien draft figures --document political-report
cmd-draft-export = xuất dự thảo thành tệp Word hoặc PDF để đọc, in, sửa
    .document = mã văn kiện; không ghi thì mỗi văn kiện một tệp
    .round = bản đã chốt ở đợt này (mặc định: bản đang làm)
    .format = docx, pdf; không ghi thì theo đuôi tệp của --output, không có tệp thì docx
    .output = tệp ghi ra (mặc định: tên theo văn kiện và đợt, ở thư mục đang đứng)
    .codes = in mã đoạn trước mỗi đoạn
    .comments = kèm các ý kiến còn mở thành ghi chú của Word, cạnh đoạn được góp ý
    .line_numbers = (PDF) đánh số dòng ở lề, mỗi trang từ 1
    .font_dir = (PDF) thư mục có phông chữ cần dùng trước, ví dụ Times New Roman; mặc định dùng phông kèm theo
    .reference = tệp Word làm mẫu kiểu chữ: phông, cỡ, khoảng cách lấy từ các kiểu của tệp này
    .examples =
        vankien draft export political-report -o bao-cao-chinh-tri.docx
        vankien draft export --round 2 --codes
        vankien draft export --round 2 --format pdf --line-numbers
cmd-draft-import = nhập tệp Word vào dự thảo đang làm: gộp theo từng đoạn, chưa lưu
    .file = tệp Word (.docx); tệp xuất từ chương trình tự biết văn kiện và bản gốc của nó
    .document = mã văn kiện, khi tệp không tự nói
    .accept = tệp còn thay đổi đánh dấu (Track Changes): nhận hết
    .reject = tệp còn thay đổi đánh dấu (Track Changes): bỏ hết
    .convert = chuyển chữ theo phông cũ (.VnTime, VNI) sang Unicode
    .examples =
        vankien draft import bao-cao-da-sua.docx
        vankien draft import bao-cao.docx --document political-report --dry-run
cmd-round = đợt lấy ý kiến: chốt, xem, ghi sự việc, đóng
cmd-round-open = chốt dự thảo, đánh dấu round-N, định đơn vị và hạn trả lời
    .round = số đợt
    .drafts = văn kiện=dự thảo lần mấy; không ghi thì lấy số tiếp theo của văn kiện đã thay đổi
    .audience = mã các đơn vị được hỏi; "all" là mọi đơn vị còn hiệu lực, "none" là không hỏi đơn vị nào
    .due_at = hạn chung (2020-06-05T17:00)
    .due_days = hạn tính bằng số ngày sau đại hội của từng đơn vị
    .save = lưu luôn những chỗ sửa chưa lưu
    .confirm = gõ lại tên đợt để khỏi bị hỏi
    .examples =
        vankien round open 1 --due-at 2020-06-05T17:00
        vankien round open 2 --draft political-report=2 --draft review-report=1 --due-days 10 --save
cmd-round-list = các đợt và tình trạng
    .examples =
        vankien round list
cmd-round-show = một đợt: văn kiện, đơn vị, hạn, sự việc
    .round = số đợt
    .examples =
        vankien round show 2
cmd-round-log = ghi một sự việc của đợt: sent, received, extended, sitting, reopened, withdrawn, waived
    .round = số đợt
    .kind = loại sự việc
    .units = đơn vị liên quan
    .body = cơ quan họp (btv, bch)
    .sitting = cho ý kiến lần mấy; không ghi thì lấy số tiếp theo
    .document = văn kiện được xem
    .decision = kết luận
    .until = gia hạn đến
    .date = ngày diễn ra
    .reason = lý do
    .examples =
        vankien round log 2 sent --unit x01,x02
        vankien round log 2 sitting --body btv --decision "thông qua"
        vankien round log 2 extended --unit x08 --until 2020-06-10T17:00 --reason "lũ quét"
cmd-round-close = đóng đợt; cảnh báo ý kiến chưa có quyết định
    .round = số đợt
    .force = vẫn đóng khi còn ý kiến chưa quyết định; cần --reason và sẽ vào phụ lục
    .reason = lý do
    .examples =
        vankien round close 2
cmd-diff = hai đợt, hoặc một đợt và bản đang làm, khác nhau chỗ nào; --merge: hai người cùng sửa một bản
    .before = bản trước (round-1); mặc định là đợt cuối
    .after = bản sau (round-2 hoặc working); mặc định là bản đang làm
    .more = thêm các bản sau nữa, xếp cạnh nhau trong bảng (chỉ table-html, table-csv, table-docx, table-pdf)
    .document = chỉ một văn kiện
    .merge = ba tệp: bản gốc chung, bản này, bản kia; hoặc một tệp: bản kia, đặt cạnh bản đang làm
    .merged = đưa ra văn bản đã ghép; chỉ khi không có chỗ trùng
    .format = terminal, html, json, criticmarkup, table-html, table-csv, docx, table-docx, pdf, table-pdf; không ghi thì theo đuôi tệp của --output, không có tệp thì terminal
    .output = ghi ra tệp
    .section = chỉ một mục (1/II.1.1); số tổng hợp vẫn tính cho cả văn kiện
    .only = chỉ các loại: added, deleted, amended, moved, renumbered, retitled, split, merged, figures, emphasis, spelling; với json thì lọc changes, summary giữ nguyên
    .context = số đoạn không đổi in kèm (terminal, html)
    .summary = chỉ in tóm tắt, vừa một màn hình; thêm --all thì đủ từng chỗ
    .spelling = hiện cả chỗ chỉ khác chính tả, dấu thanh
    .all = in cả những đoạn không đổi
    .side_by_side = in trước và sau thành hai cột (terminal; html mở sẵn cách xem này)
    .moves = chỗ chuyển trong docx, pdf: tracked (dấu chuyển của Word), plain (xoá chỗ cũ, chèn chỗ mới)
    .comments = trong docx, ghi cạnh mỗi thay đổi các ý kiến, lý do đứng sau nó (ghi chú của Word)
    .line_numbers = (PDF) đánh số dòng ở lề, mỗi trang từ 1
    .font_dir = (PDF) thư mục có phông chữ cần dùng trước, ví dụ Times New Roman; mặc định dùng phông kèm theo
    .examples =
        vankien diff round-1 round-2
        vankien diff round-2 round-3 --document political-report --format html -o so-sanh.html
        vankien diff round-1 round-2 --document political-report --format docx -o so-sanh.docx
        vankien diff round-1 round-2 --document political-report -o so-sanh.pdf
        vankien diff --summary
        vankien diff round-1 round-2 round-3 --format table-html -o bang-so-sanh.html
        vankien diff --only figures,deleted --section 1/II
        vankien diff --merge goc.md ban-nay.md ban-kia.md --format html -o doi-chieu.html
        vankien diff --merge ../ban-kia.md --document political-report
cmd-compare = so sánh hai tệp Markdown hay Word bất kỳ, không cần kho
    .files = tệp trước và tệp sau; hoặc bảy tham số mà git đưa cho chương trình so sánh ngoài
    .accept = tệp Word còn thay đổi đánh dấu (Track Changes): nhận hết
    .reject = tệp Word còn thay đổi đánh dấu (Track Changes): bỏ hết
    .convert = chuyển chữ theo phông cũ (.VnTime, VNI) sang Unicode
    .format = terminal, html, json, criticmarkup, table-html, table-csv, docx, table-docx, pdf, table-pdf; không ghi thì theo đuôi tệp của --output, không có tệp thì terminal
    .output = ghi ra tệp
    .section = chỉ một mục (1/II.1.1); số tổng hợp vẫn tính cho cả văn kiện
    .only = chỉ các loại: added, deleted, amended, moved, renumbered, retitled, split, merged, figures, emphasis, spelling; với json thì lọc changes, summary giữ nguyên
    .context = số đoạn không đổi in kèm (terminal, html)
    .summary = chỉ in tóm tắt, vừa một màn hình; thêm --all thì đủ từng chỗ
    .spelling = hiện cả chỗ chỉ khác chính tả, dấu thanh
    .all = in cả những đoạn không đổi
    .side_by_side = in trước và sau thành hai cột (terminal; html mở sẵn cách xem này)
    .moves = chỗ chuyển trong docx, pdf: tracked (dấu chuyển của Word), plain (xoá chỗ cũ, chèn chỗ mới)
    .line_numbers = (PDF) đánh số dòng ở lề, mỗi trang từ 1
    .font_dir = (PDF) thư mục có phông chữ cần dùng trước, ví dụ Times New Roman; mặc định dùng phông kèm theo
    .examples =
        vankien compare lan-1.md lan-2.md
        vankien compare lan-1.md lan-2.md --format html -o so-sanh.html
        vankien compare lan-1.md lan-2.md --format docx -o so-sanh.docx
        vankien compare lan-1.md lan-2.md --side-by-side
        git config diff.vankien.command "vankien compare"
cmd-reply = trả lời không có tệp
cmd-reply-add = ghi một trả lời ngắn của đơn vị: nhất trí, không có ý kiến, từ chối
    .unit = đơn vị
    .agree = nhất trí
    .no_comment = không có ý kiến
    .declined = từ chối vì không thuộc phạm vi
    .round = số đợt (mặc định: đợt đang mở)
    .dated = ngày ghi trên văn bản
    .symbol = số, ký hiệu văn bản
    .channel = hình thức: meeting, letter, online, portal, slip, minutes, phone
    .words = nguyên văn lời trả lời
    .replace = thay các trả lời trước của đơn vị
    .add = bổ sung cho các trả lời trước của đơn vị
    .examples =
        vankien reply add x06 --agree --dated 2020-04-20 --symbol 12-CV/ĐU
cmd-comments = ý kiến góp ý: nhận, xem, đặt đúng chỗ, gộp, tách
cmd-comments-import = nhận tệp các đơn vị gửi (Word, Excel, PDF, thư điện tử, ZIP, CSV, YAML, Markdown), tệp lẻ hoặc cả thư mục
    .paths = tệp hoặc thư mục
    .answers = tệp trả lời sẵn các câu hỏi (đơn vị, đợt, thay hay bổ sung)
    .round = số đợt (mặc định: đợt ghi trong tệp, hoặc đợt đang mở)
    .unit = đơn vị gửi, khi tệp không ghi
    .examples =
        vankien comments import thu-den/ --dry-run
        vankien comments import thu-den/
        vankien comments import thu.md --unit x03 --round 2
cmd-comments-add = gõ vào một ý kiến
    .unit = đơn vị
    .text = nguyên văn ý kiến
    .round = số đợt
    .document = văn kiện
    .place = chỗ góp ý như đơn vị viết ("mục 1.1 phần II")
    .quote = câu chữ được trích
    .proposal = đề nghị sửa câu trích thành
    .reason = lý do
    .dated = ngày
    .channel = hình thức
    .reserved = ý kiến bảo lưu
    .examples =
        vankien comments add x03 --place "mục 1.1" --quote "từng bước" --text "Đề nghị bỏ cụm từ này"
cmd-comments-list = danh sách ý kiến, lọc theo văn kiện, mục, đơn vị, tình trạng
    .round = số đợt
    .document = văn kiện
    .section = mục (1/II.1.1)
    .editor = người phụ trách
    .unit = đơn vị
    .kind = loại: wording, figure, addition, deletion, move, agreement, general, question, off_topic, other
    .state = new, placed, unplaced, decided, applied
    .search = tìm chữ, không cần dấu
    .examples =
        vankien comments list --round 2 --state new
        vankien comments list --search "nong thon moi"
cmd-comments-show = một ý kiến: nguyên văn, chỗ góp ý, quyết định, lịch sử
    .id = mã ý kiến (2-x03-4)
    .examples =
        vankien comments show 2-x03-4
cmd-comments-place = đặt ý kiến vào đúng đoạn
    .id = mã ý kiến
    .code = mã đoạn (P12 hoặc political-report:P12)
    .note = ghi chú nội bộ
    .examples =
        vankien comments place 2-x06-1 political-report:P40
cmd-comments-group = gộp các ý kiến cùng một nội dung
    .ids = mã các ý kiến
    .into = thêm vào nhóm đã có (g3)
    .suggest = không gộp gì, chỉ nêu những ý kiến có vẻ cùng một nội dung, vì sao, và lệnh để gộp
    .round = chỉ các ý kiến của đợt này
    .document = chỉ các ý kiến về văn kiện này
    .examples =
        vankien comments group 2-c01-1 2-x08-1
        vankien comments group --suggest --round 2
cmd-comments-split = tách một ý kiến có nhiều nội dung
    .id = mã ý kiến
    .parts = nguyên văn từng phần
    .examples =
        vankien comments split 2-c02-3 --part "ngày 31/11/2019" --part "khóa XXII"
cmd-decide = ghi quyết định cho một ý kiến hoặc một nhóm
    .id = mã ý kiến hoặc nhóm
    .outcome = accepted, partly_accepted, rejected, noted, already_done, referred, escalated (hoặc tiep-thu, tiep-thu-mot-phan, khong-tiep-thu, ghi-nhan, da-xu-ly, chuyen, xin-y-kien)
    .wording = câu chữ được đưa vào văn kiện
    .reason = lý do trả lời đơn vị; bắt buộc trừ khi tiếp thu toàn bộ
    .note = ghi chú nội bộ, không bao giờ gửi ra ngoài
    .examples =
        vankien decide 2-x03-4 accepted
        vankien decide 2-n01-2 rejected --reason "Thứ tự các khâu đột phá theo Nghị quyết của Tỉnh ủy"
        vankien decide g1 tiep-thu
cmd-apply = đưa sửa đổi đã tiếp thu vào bản đang làm
    .ids = mã các ý kiến
    .accepted = mọi ý kiến đã tiếp thu có đề nghị sửa cụ thể mà chưa đưa vào
    .proposal = phương án thứ mấy, khi ý kiến nêu nhiều phương án
    .examples =
        vankien apply 2-x03-4
        vankien apply --accepted --dry-run
cmd-trace = ý kiến nào dẫn đến thay đổi nào, thay đổi nào vì ý kiến nào, và chỗ còn hở
    .round = số đợt nhận ý kiến (mặc định: đợt cuối)
    .examples =
        vankien trace 2
        vankien trace 2 --json
cmd-trace-tie = gắn một ý kiến với đoạn đã sửa bằng tay
    .id = mã ý kiến
    .code = mã đoạn
    .examples =
        vankien trace tie 2-x03-4 political-report:P40
cmd-trace-explain = ghi lý do của một thay đổi không theo ý kiến nào
    .code = mã đoạn
    .reason = lý do
    .examples =
        vankien trace explain political-report:P12a --reason "bổ sung theo kết luận của Ban Thường vụ"
cmd-synthesis = bảng tổng hợp, tiếp thu, giải trình ý kiến
    .round = số đợt
    .format = terminal, html, docx, pdf, xlsx, csv, json; không ghi thì theo đuôi tệp của --output, không có tệp thì terminal
    .output = ghi ra tệp
    .escalated = chỉ những điểm xin ý kiến cấp có thẩm quyền
    .font_dir = (PDF) thư mục có phông chữ cần dùng trước, ví dụ Times New Roman; mặc định dùng phông kèm theo
    .columns = mẫu bảng: 4 cột (mặc định), hoặc 7 cột có nội dung dự thảo, lý do, tệp và biên bản
    .report = báo cáo thay cho bảng: synthesis (tổng hợp, ba phần; mặc định), response (tiếp thu, giải trình)
    .unit = phiếu trả lời cho một đơn vị: từng ý kiến được tiếp thu thế nào, nay dự thảo viết ra sao
    .answers_to = phiếu trả lời cho mọi đơn vị đã trả lời, mỗi đơn vị một tệp trong thư mục này
    .reference = tệp Word làm mẫu kiểu chữ: phông, cỡ, khoảng cách lấy từ các kiểu của tệp này
    .roll_up = bản tổng hợp thành một trả lời gửi cấp trên, ghi vào tệp này: từng điểm với ai góp ý, bao nhiêu trong số được hỏi
    .examples =
        vankien synthesis 2 --format html -o bang-tong-hop.html
        vankien synthesis 2 -o bang-tong-hop.xlsx
        vankien synthesis 2 -o bang-tong-hop.pdf
        vankien synthesis 2 --format csv -o bang-tong-hop.csv
        vankien synthesis 2 --columns 7 -o bang-tong-hop.docx
        vankien synthesis 2 --report -o bao-cao.docx
        vankien synthesis 2 --unit x03 -o tra-loi-x03.docx
        vankien synthesis 2 --roll-up gui-cap-tren.yaml
cmd-package = đóng bộ tài liệu gửi các đơn vị
    .round = số đợt
    .units = chỉ các đơn vị này
    .output = thư mục ghi (mặc định: packages/round-N)
    .pdf = kèm dự thảo dạng PDF, làm bản in gốc: ý kiến ghi "trang 7, dòng 12" được tìm theo bản in này
    .examples =
        vankien package 2
        vankien package 2 --pdf
        vankien package 2 --unit x03 -o gui-di
cmd-progress = tiến độ trả lời của các đơn vị
    .round = số đợt
    .follower = chỉ đơn vị của người theo dõi này
    .late = chỉ đơn vị quá hạn, theo người theo dõi
    .format = terminal, html, csv, json; không ghi thì theo đuôi tệp của --output, không có tệp thì terminal
    .output = ghi ra tệp
    .examples =
        vankien progress --round 2 --as-of 2020-05-01
        vankien progress --late
cmd-milestone = mốc việc của đơn vị
cmd-milestone-add = ghi một mốc: own_draft_submitted, returned, approved, congress_held
    .unit = đơn vị
    .kind = loại mốc
    .date = ngày
    .note = ghi chú
    .examples =
        vankien milestone add x01 congress_held --date 2020-03-16
cmd-milestone-list = các mốc đã ghi
    .examples =
        vankien milestone list
cmd-undo = cho xem, rồi đảo lại việc vừa làm bằng một lần ghi mới
    .confirm = mã lần ghi cần đảo, để khỏi bị hỏi
    .examples =
        vankien undo
cmd-verify = kiểm tra các đợt đã chốt, tệp đã nhận, chuỗi quyết định có bị sửa không
    .unlock = gỡ khoá của một tiến trình đã chết
    .examples =
        vankien verify
cmd-completions = in phần gợi ý lệnh cho shell
    .shell = bash, zsh, fish, powershell, elvish
    .examples =
        vankien completions bash > ~/.local/share/bash-completion/completions/vankien

# Lời báo lỗi của dòng lệnh.
word-error = lỗi
word-question = cần trả lời
word-hint = gợi ý
word-caused-by = nguyên nhân
word-warning = cảnh báo
cli-unknown-command = không có lệnh `{ $name }`
cli-unknown-option = không có tuỳ chọn `{ $name }`
cli-did-you-mean = có phải `{ $name }`?
cli-missing = thiếu { $names }
cli-bad-value = `{ $value }` không dùng được cho { $name }
cli-bad-value-hint = dùng một trong: { $values }
cli-conflict = { $name } không đi cùng { $other }
cli-unexpected-value = { $name } không nhận giá trị
cli-too-many = thừa tham số `{ $value }`
cli-usage-error = dòng lệnh chưa đúng: { $detail }
cli-see-help = xem `{ $command } -h`
cli-internal = chương trình gặp lỗi ngoài dự kiến; dữ liệu đã ghi vẫn nguyên vẹn
cli-bad--clock = giờ chưa đúng
    .hint = viết như 2020-05-01T08:00:00+07:00
cli-bad--as-of = ngày chưa đúng
    .hint = viết như 2020-05-01 hoặc 1/5/2020
cli-more-problems = … và { $count } chỗ nữa cùng loại
