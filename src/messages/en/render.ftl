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
