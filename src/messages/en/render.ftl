# Words of the page's frame, and what may go wrong when packing.
render-contents = Contents
render-review = Review the changes
render-view = View
render-view-one = In line
render-view-two = Side by side
render-filter = Filter by kind
render-filter-help = choose the kinds to see; none chosen shows all
render-previous = ↑ Previous
render-next = ↓ Next
render-keys = keys n/p (or j/k)
render-section-changes = { $n ->
    [one] one change in this section
   *[other] { $n } changes in this section
}

archive-bad-name = the file name `{ $name }` cannot be used in an archive
    .hint = use a relative path with `/`, without `..`, without characters that Windows forbids, in composed Unicode
archive-same-name = two files have the same name `{ $name }` in one archive (upper and lower case are the same)
    .hint = rename one of the two files
archive-too-large = the archive is too large: { $bytes } bytes
    .hint = make several packages of less than 4 GB each
archive-failed = the archive could not be made: { $reason }
    .hint = run the command again; if it fails again, report this line as it stands

unzip-broken = the archive is broken or is none: { $reason }
    .hint = open the file with the program that made it and save it again, or ask for it once more
unzip-too-many = the archive holds too many files (at most { $max })
    .hint = make several smaller archives
unzip-too-large = the archive unpacks to too much at `{ $name }` ({ $megabytes } MB were left)
    .hint = make several smaller files
unzip-ratio = the archive unpacks to hundreds of times its size at `{ $name }`, it was not opened
    .hint = ask the sender for the original file, not packed
unzip-bad-name = the archive holds the name `{ $name }`, which cannot be used
    .hint = rename that file and pack again
unzip-same-name = the archive holds two files of the name `{ $name }`
    .hint = rename one of the two and pack again
unzip-encrypted = the file `{ $name }` in the archive has a password
    .hint = remove the password and send it again
xml-encoding = the inside of the file is not UTF-8
    .hint = open the file with Word or LibreOffice and save it again
xml-malformed = the inside of the file is not well formed near byte { $at }: { $reason }
    .hint = open the file with Word or LibreOffice and save it again
xml-dtd = the inside of the file declares a document type (DTD), it was not read
    .hint = open the file with Word or LibreOffice and save it again
xml-entity = the inside of the file uses the unknown entity `{ $name }`
    .hint = open the file with Word or LibreOffice and save it again
xml-too-much = the inside of the file is too large or too deep
    .hint = open the file with Word or LibreOffice and save it again

docx-contents = CONTENTS

pdf-watermark = DRAFT
pdf-moved-away = moved away { $n }
pdf-moved-here = moved here { $n }
pdf-legend = underlined: added; struck: deleted; underlined twice, struck twice: moved here, moved away; ¶: a paragraph end that came or went
