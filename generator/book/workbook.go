package book

import (
	"slices"

	"budgetbook/generator/compose"
	"budgetbook/generator/doc"
	"budgetbook/generator/render/xlsx"
)

// workbook maps the appendix tables onto worksheets. Officers are in the council edition only.
func (b *Built) workbook(d *doc.Book, e compose.Edition) xlsx.Workbook {
	all := b.Totals.All
	w := xlsx.Workbook{
		Title: d.Title + " 부속 자료", Author: d.Author, Language: d.Language, Date: d.Date, Info: d.Info, Protect: b.Book.Protect.Value,
		Names: []xlsx.Name{{Name: "총예산액", Figure: all.Current.Figure}, {Name: "비교기준액", Figure: all.Base.Figure}, {Name: "총증감액", Figure: all.Change.Figure}},
	}
	if guide := compose.GuideTable(d); guide != nil {
		w.Sheets = append(w.Sheets, xlsx.Sheet{Name: guide.Caption, Title: guide.Caption, Tables: []*doc.Table{guide}})
	}
	if charts := chartsOf(d); charts != nil {
		w.Sheets = append(w.Sheets, xlsx.Sheet{Name: "요약", Title: "요약", Charts: charts, Landscape: true, Digest: true})
	}
	tables := slices.Clone(b.appendix)
	if e == compose.Council {
		tables = append(tables, compose.Officers(b.Book, b.Form, b.Totals))
	}
	for _, t := range tables {
		w.Sheets = append(w.Sheets, xlsx.Sheet{Name: t.Caption, Title: t.Caption, Tables: []*doc.Table{t}, Landscape: true})
	}
	return w
}

// chartsOf lists the charts of the book's summaries.
func chartsOf(d *doc.Book) (charts []*doc.Chart) {
	for _, c := range d.Of(doc.Summary) {
		for _, b := range c.Blocks {
			if chart, ok := b.(*doc.Chart); ok {
				charts = append(charts, chart)
			}
		}
	}
	return charts
}

// open are the tables of the appendix that are data: what goes out as CSV.
func (b *Built) open() []*doc.Table {
	return slices.DeleteFunc(slices.Clone(b.appendix), func(t *doc.Table) bool { return t.ID == "proof" })
}
