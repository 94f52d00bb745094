// Package wording reads the running text of a computed sheet as an experienced clerk does:
// counts against the lists that they count, amounts against the sheet, years against the
// fiscal year, characters, dates and words against the office's 작성요령
// (templates/FORM/wording.toml).
//
// All it says is 확인, and where a text can be read in several ways it says nothing: a
// clerk who is told of faults that are none stops reading. It never changes a text.
package wording

import (
	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/form"
)

// Check runs every rule over the texts of one sheet.
func Check(rules *form.Wording, book *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	all := texts(s)
	for i := range all {
		t := &all[i]
		if d, ok := empty(rules.Empty, t); ok {
			ds = append(ds, d)
			continue
		}
		ds = append(ds, countsOfLists(&rules.List, t)...)
		ds = append(ds, repeated(&rules.List, t)...)
		ds = append(ds, amounts(&rules.Amount, book, s, t)...)
		ds = append(ds, staleYears(book, s, t)...)
		ds = append(ds, lostCharacters(t)...)
		ds = append(ds, unclosed(t)...)
	}
	for _, file := range byFile(all) {
		ds = append(ds, alikes(rules.Alikes, file)...)
		ds = append(ds, dates(rules.Date, file)...)
		ds = append(ds, words(rules.Words, rules.Units, file)...)
	}
	return ds
}

// byFile parts the texts by the file that they stand in: a long text may have one of its own.
func byFile(all []text) (files [][]text) {
	for _, t := range all {
		found := false
		for i := range files {
			if files[i][0].value.Span.File == t.value.Span.File {
				files[i], found = append(files[i], t), true
			}
		}
		if !found {
			files = append(files, []text{t})
		}
	}
	return files
}
