package book

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"budgetbook/generator/calc"
	"budgetbook/generator/compose"
	"budgetbook/generator/doc"
	"budgetbook/generator/render/xlsx"
)

// workbookRows is how many rows one workbook has before the book is divided: beyond it a
// workbook opens, filters and recalculates with a wait.
const workbookRows = 200_000

// workbooks are the files of 부속 자료, one at a time: appendix.xlsx, or in a large book one for
// each 실·국 (부서 where there are none) and before them 00-총괄 with what is the whole book's.
func (b *Built) workbooks(d *doc.Book, e compose.Edition) iter.Seq2[string, xlsx.Workbook] {
	rows := 0
	for _, t := range b.appendix {
		rows += len(t.Body)
	}
	return func(yield func(string, xlsx.Workbook) bool) {
		if int64(rows) <= cmp.Or(b.Book.Rows.Value, workbookRows) {
			yield("appendix.xlsx", b.workbook(d, e, "", b.appendix, b.Totals))
			return
		}
		whole := b.workbook(d, e, "총괄", compose.Summary(b.Book, b.Form, b.Totals), b.Totals)
		whole.Partial = true
		if charts := chartsOf(d); charts != nil {
			whole.Sheets = slices.Insert(whole.Sheets, 1, digest(charts))
		}
		if !yield("appendix/00-총괄.xlsx", whole) {
			return
		}
		book := *b.Book
		book.Expect = nil // it is of the whole
		for i, p := range b.parts() {
			totals, _ := calc.Sum(&book, p.sheets) // a part of what has been added up without a problem
			w := b.workbook(d, e, p.name, compose.Appendix(&book, b.Form, totals), totals)
			if !yield(fmt.Sprintf("appendix/%02d-%s.xlsx", i+1, fileName(p.name)), w) {
				return
			}
		}
	}
}

// part is what one of several workbooks holds.
type part struct {
	name   string
	sheets []*calc.Sheet
}

func (b *Built) parts() (out []part) {
	for _, g := range b.Totals.Groups {
		name := cmp.Or(g.Seat.Bureau.Value, g.Seat.Department.Value)
		i := slices.IndexFunc(out, func(p part) bool { return p.name == name })
		if i < 0 { // 회계 may come between
			i = len(out)
			out = append(out, part{name: name})
		}
		out[i].sheets = append(out[i].sheets, g.Sheets...)
	}
	return out
}

// workbook maps tables of the appendix onto worksheets. Officers are in the council edition only.
func (b *Built) workbook(d *doc.Book, e compose.Edition, name string, tables []*doc.Table, totals *calc.Totals) xlsx.Workbook {
	w := xlsx.Workbook{
		Title: d.Title + " 부속 자료", Author: d.Author, Language: d.Language, Date: d.Date, Info: d.Info, Protect: b.Book.Protect.Value,
		Names: []xlsx.Name{{Name: "총예산액", Figure: totals.All.Current.Figure}, {Name: "비교기준액", Figure: totals.All.Base.Figure}, {Name: "총증감액", Figure: totals.All.Change.Figure}},
	}
	if guide := compose.GuideTable(d); guide != nil {
		w.Sheets = append(w.Sheets, xlsx.Sheet{Name: guide.Caption, Title: guide.Caption, Tables: []*doc.Table{guide}})
	}
	if name != "" {
		w.Title += ": " + name
	} else if charts := chartsOf(d); charts != nil {
		w.Sheets = append(w.Sheets, digest(charts))
	}
	if e == compose.Council {
		tables = append(slices.Clip(tables), compose.Officers(b.Book, b.Form, totals))
	}
	for _, t := range tables {
		w.Sheets = append(w.Sheets, xlsx.Sheet{Name: t.Caption, Title: t.Caption, Tables: []*doc.Table{t}, Landscape: true})
	}
	return w
}

// digest is 요약: the charts of the book over the cells of their tables.
func digest(charts []*doc.Chart) xlsx.Sheet {
	return xlsx.Sheet{Name: "요약", Title: "요약", Charts: charts, Landscape: true, Digest: true}
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
