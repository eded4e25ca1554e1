# Mức độ của một vấn đề.
severity-error = lỗi
severity-warning = cảnh báo
severity-note = lưu ý
