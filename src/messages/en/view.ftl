# Words of the comparison page, the comparison table and the printed draft.
view-party = COMMUNIST PARTY OF VIETNAM
view-draft-mark = DRAFT { $n }
view-number-blank = No.         { $symbol }
view-hash = Print code: { $hash }
view-as-of = As of { $date }

view-comparison = Comparison of drafts
view-comparison-table = Comparison table
view-between = { $before } → { $after }
view-total = Changes in all
view-words-added = Words added
view-words-deleted = Words deleted
view-no-change = no changes
view-spelling-hidden = { $n ->
    [one] one place differs in spelling or typing only (tone placement, dashes, quotes, blanks) and is not marked here
   *[other] { $n } places differ in spelling or typing only (tone placement, dashes, quotes, blanks) and are not marked here
}
view-spelling-shown = { $n ->
    [one] besides these, one place differs in spelling or typing only
   *[other] besides these, { $n } places differ in spelling or typing only
}
view-only-section = only section { $section } is shown; the counts above are those of the whole document
view-only-kinds = only these kinds are shown: { $kinds }
view-unchanged = { $n ->
    [one] … one unchanged block …
   *[other] … { $n } unchanged blocks …
}
view-front-matter = front matter of the file, not printed in the document
view-footnotes = Notes

view-change-added = Added
view-change-deleted = Deleted
view-change-amended = Amended
view-change-moved = Moved
view-change-renumbered = Renumbered
view-change-retitled = Retitled
view-change-split = Split
view-change-merged = Merged
view-change-unchanged = Unchanged
view-class-spelling = Spelling
view-class-emphasis = Emphasis
view-class-figures = Figures
view-and-moved = { $label }, moved
view-moved-from = moved from { $place }
view-moved-to = moved to { $place }
view-merged-from = merged from { $codes }
view-split-into = split into { $codes }
view-states-moved-whole = { $n } blocks moved together; those with the same words are not printed again
view-renumbered = renumbered: { $before } → { $after }
view-figures = figures: { $figures }
view-reason = reason: { $reason }

view-column-number = No.
view-column-reason = Reason
view-column-code = Code
