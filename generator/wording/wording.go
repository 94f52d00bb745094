// Package wording reads the running text of a computed sheet as an experienced clerk does:
// counts against the lists that they count, amounts against the sheet, years against the
// fiscal year, characters, dates and words against the office's 작성요령
// (templates/FORM/wording.toml).
//
// All it says is 확인, and where a text can be read in several ways it says nothing: a
// clerk who is told of faults that are none stops reading. It never changes a text.
package wording

import (
	"slices"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/form"
)

// Rules are an office's 작성요령, made ready once for all sheets of a book.
type Rules struct {
	*form.Wording
	list      listRule
	anyAmount []string       // words for the amount of a project of one year
	allowed   map[style]bool // ways to write dates; empty where any will do
}

// New makes the rules ready.
func New(w *form.Wording) *Rules {
	return &Rules{
		Wording:   w,
		list:      newListRule(&w.List),
		anyAmount: slices.Concat(w.Amount.Year, w.Amount.Whole),
		allowed:   allowed(w.Date),
	}
}

// Check runs every rule over the texts of one sheet.
func (r *Rules) Check(book *budget.Book, s *calc.Sheet) (ds []diag.Diagnostic) {
	all := texts(s)
	var seen letters
	for i := range all {
		seen.add(all[i].value.Value)
	}
	ds = append(ds, examples(all)...)
	for i := range all {
		t := &all[i]
		if d, ok := empty(r.Empty, t); ok {
			ds = append(ds, d)
			continue
		}
		ds = append(ds, r.list.countsOfLists(t)...)
		ds = append(ds, r.list.repeated(t)...)
		ds = append(ds, r.amounts(book, s, t)...)
		ds = append(ds, staleYears(book, s, t)...)
		ds = append(ds, lostCharacters(t, &seen)...)
		ds = append(ds, unclosed(t, &seen)...)
	}
	for _, file := range byFile(all) {
		ds = append(ds, alikes(r.Alikes, file, &seen)...)
		ds = append(ds, r.dates(file)...)
		ds = append(ds, words(r.Words, r.Units, file, &seen)...)
	}
	return ds
}

// byFile parts the texts by the file that they stand in: a long text may have one of its own.
func byFile(all []text) (files [][]*text) {
	for i := range all {
		t := &all[i]
		at := slices.IndexFunc(files, func(f []*text) bool { return f[0].value.Span.File == t.value.Span.File })
		if at < 0 {
			at, files = len(files), append(files, make([]*text, 0, len(all)))
		}
		files[at] = append(files[at], t)
	}
	return files
}

// letters is the set of characters that the texts of a sheet hold: what has a character
// that is not among them need not be looked for. Characters beyond the first 65,536 share
// their places with others.
type letters [1 << 16 / 64]uint64

func (l *letters) add(text string) {
	for _, r := range text {
		l[uint16(r)/64] |= 1 << (uint16(r) % 64)
	}
}

// have reports whether every character of the word may stand in the texts. A blank always
// may: prose puts one for a tab and for the end of a line.
func (l *letters) have(word string) bool {
	for _, r := range word {
		if r != ' ' && l[uint16(r)/64]&(1<<(uint16(r)%64)) == 0 {
			return false
		}
	}
	return true
}
