package book

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"budgetbook/generator/calc"
	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/render/csv"
	"budgetbook/generator/render/xlsx"
	"budgetbook/generator/workers"
)

// tableRoom is how many lines of 자료 a workbook has whose tables stay in memory while it is written.
// Of a larger one each is composed again where it is needed.
var tableRoom = 5_000

// workbookLines is how many lines of 자료 one workbook has before the book is divided: beyond it, with
// some 120,000 rows in all its sheets, a workbook opens, filters and recalculates with a wait.
const workbookLines = 15_000

// appendix makes 부속 자료 and the CSV files in every edition. The tables of a workbook stay in
// memory no longer than until it is written.
func (b *Built) appendix(editions []*edition) (ds []diag.Diagnostic) {
	if !b.opt.has(Excel) && !b.opt.has(CSV) {
		return nil
	}
	var open csv.Folder
	parts := b.parts()
	for n, p := range parts {
		if b.stopped() {
			break
		}
		b.opt.Progress(Progress{"부속 자료", n, len(parts)})
		all := b.compose(p, len(parts) == 1)
		tables := all.Tables()
		if p.summary() {
			tables = all.Summary()
		}
		if p.lines <= tableRoom {
			for i := range tables {
				tables[i] = sync.OnceValue(tables[i])
			}
		}
		if b.opt.has(CSV) {
			for _, compose := range tables {
				if t := compose(); slices.Contains(p.open, t.ID) {
					f, err := open.Add(t)
					ds = append(ds, internal(err)...)
					for _, e := range editions {
						e.hand(e.opt.Store.Append, "csv/"+f.Name, f.Data)
					}
				}
			}
		}
		if b.opt.has(Excel) {
			ds = append(ds, b.workbook(p, all, tables, editions)...)
		}
	}
	if b.opt.has(CSV) {
		f, err := open.Schema()
		ds = append(ds, internal(err)...)
		for _, e := range editions {
			ds = append(ds, e.put("csv/"+f.Name, f.Data, nil)...)
		}
	}
	return ds
}

// part is what one workbook holds.
type part struct {
	file, title string    // title is "" where there is only one
	sheets      []*packed // of the summary none
	open        []string  // ids of its tables that go out as CSV
	lines       int       // of 자료
}

// summary reports whether the part is 00-총괄 of a book that is divided.
func (p *part) summary() bool { return p.sheets == nil }

// compose is the part with all that its sheets say.
func (b *Built) compose(p *part, whole bool) *compose.Appendix {
	if p.summary() {
		return compose.NewAppendix(b.Book, b.Form, b.Totals, b.tally.Numbers)
	}
	sheets := make([]*calc.Sheet, len(p.sheets))
	workers.Each(b.opt.Jobs, len(sheets), func(i int) { sheets[i] = b.reader.sheet(p.sheets[i]) })
	book := *b.Book
	if !whole {
		book.Expect = nil // what was published is of the whole book
	}
	totals, _ := calc.Sum(&book, sheets) // added up without a problem before
	return compose.NewAppendix(&book, b.Form, totals, b.tally.Numbers)
}

// parts are the workbooks: appendix.xlsx, or in a large book one for each 실·국 (부서 where there are
// none) and before them 00-총괄 with what is the whole book's. A 실·국 that is too large by itself has
// one for each 부서.
func (b *Built) parts() []*part {
	room := int(cmp.Or(b.Book.Lines.Value, workbookLines))
	sums, projects := []string{"budget", "codes"}, []string{"basis", "leaves", "funding", "schedule", "settlement"}
	if b.tally.Lines <= room {
		return []*part{{"appendix.xlsx", "", b.packed, slices.Concat(sums, projects), b.tally.Lines}}
	}
	lines := map[string]int{} // of 실·국
	for _, g := range b.Totals.Groups {
		for _, e := range g.Entries {
			lines[g.Seat.Bureau.Value] += e.(*packed).lines
		}
	}
	parts := []*part{{"appendix/00-총괄.xlsx", "총괄", nil, sums, b.tally.Lines}}
	of := map[string]*part{}
	for _, g := range b.Totals.Groups { // 회계 may come between those of one name
		name := g.Seat.Bureau.Value
		if name == "" {
			name = g.Seat.Department.Value
		} else if lines[name] > room && g.Seat.Department.Value != name {
			name += " " + g.Seat.Department.Value
		}
		if of[name] == nil {
			of[name] = &part{fmt.Sprintf("appendix/%02d-%s.xlsx", len(parts), fileName(name)), name, nil, projects, 0}
			parts = append(parts, of[name])
		}
		for _, e := range g.Entries {
			s := e.(*packed) // of a build
			of[name].sheets, of[name].lines = append(of[name].sheets, s), of[name].lines+s.lines
		}
	}
	return parts
}

// workbook writes a part in every edition. Officers are in the council edition only; the public one
// comes first, so that it is searched while the other is written.
func (b *Built) workbook(p *part, a *compose.Appendix, tables []compose.Table, editions []*edition) (ds []diag.Diagnostic) {
	d, all := editions[0].book, &a.Totals().All
	w := xlsx.Workbook{
		Title: d.Title + " 부속 자료", Author: d.Author, Language: d.Language, Date: d.Date, Protect: b.Book.Protect.Value,
		Names:   []xlsx.Name{{Name: "총예산액", Figure: all.Current.Figure}, {Name: "비교기준액", Figure: all.Base.Figure}, {Name: "총증감액", Figure: all.Change.Figure}},
		Partial: p.summary(), ValuesOnly: b.opt.Values,
	}
	if guide := compose.GuideTable(d); guide != nil {
		w.Sheets = append(w.Sheets, xlsx.Sheet{Name: guide.Caption, Title: guide.Caption, Tables: []*doc.Table{guide}})
	}
	if p.title != "" {
		w.Title += ": " + p.title
	}
	if p.summary() || p.title == "" {
		if charts := compose.Charts(b.Book, b.Form, b.codes, a.Totals()); charts != nil {
			w.Sheets = append(w.Sheets, digest(charts))
		}
	}
	for _, t := range tables {
		w.Sheets = append(w.Sheets, sheetOf(t))
	}
	order := slices.Clone(editions)
	slices.Reverse(order)
	var variants []xlsx.Variant
	for _, e := range order {
		v := xlsx.Variant{Info: e.book.Info}
		if e.name == compose.Council {
			v.More = []xlsx.Sheet{sheetOf(a.Officers)}
		}
		variants = append(variants, v)
	}
	err := xlsx.RenderVariants(w, variants, func(i int, data []byte) { ds = append(ds, order[i].put(p.file, data, nil)...) })
	return append(ds, internal(err)...)
}

// sheetOf is a worksheet of one table.
func sheetOf(t compose.Table) xlsx.Sheet { return xlsx.Sheet{Compose: t, Landscape: true} }

// digest is 요약: the charts of the book over the cells of their tables.
func digest(charts []*doc.Chart) xlsx.Sheet {
	return xlsx.Sheet{Name: "요약", Title: "요약", Charts: charts, Landscape: true, Digest: true}
}
