package book

import (
	"slices"

	"budgetbook/generator/compose"
	"budgetbook/generator/doc"
	"budgetbook/generator/render/xlsx"
)

// workbook maps the appendix tables onto worksheets.
func (b *Built) workbook(d *doc.Book, e compose.Edition) xlsx.Workbook {
	w := xlsx.Workbook{Title: d.Title + " 부속 자료", Author: d.Author, Language: d.Language, Date: d.Date, Info: d.Info}
	var tables []*doc.Table
	if guide := compose.GuideTable(d); guide != nil {
		tables = append(tables, guide)
	}
	tables = append(tables, b.appendix...)
	if e == compose.Council {
		tables = append(tables, compose.Officers(b.Book, b.Form, b.Totals))
	}
	for _, t := range tables {
		w.Sheets = append(w.Sheets, xlsx.Sheet{Name: t.Caption, Title: t.Caption, Tables: []*doc.Table{t}, Landscape: t.ID != "guide"})
	}
	return w
}

// open are the tables of the appendix that are data: what goes out as CSV.
func (b *Built) open() []*doc.Table {
	return slices.DeleteFunc(slices.Clone(b.appendix), func(t *doc.Table) bool { return t.ID == "proof" })
}
