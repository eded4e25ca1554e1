# How grave a problem is.
severity-error = error
severity-warning = warning
severity-note = note
