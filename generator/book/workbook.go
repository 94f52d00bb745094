package book

import (
	"cmp"
	"fmt"
	"slices"

	"budgetbook/generator/calc"
	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/render/csv"
	"budgetbook/generator/render/xlsx"
	"budgetbook/generator/workers"
)

// workbookLines is how many lines of 자료 one workbook has before the book is divided: beyond it, with
// some 200,000 rows in all its sheets, a workbook opens, filters and recalculates with a wait.
const workbookLines = 25_000

// appendix makes 부속 자료 and the CSV files in every edition. The tables of a workbook are composed
// once, and stay in memory no longer than until it is written.
func (b *Built) appendix(editions []*edition) (ds []diag.Diagnostic) {
	if !b.opt.has(Excel) && !b.opt.has(CSV) {
		return nil
	}
	var open csv.Folder
	found := make([][]diag.Diagnostic, len(editions))
	each := func(do func(e *edition) []diag.Diagnostic) {
		workers.Each(b.opt.Jobs, len(editions), func(i int) {
			if !b.stopped() {
				found[i] = append(found[i], do(editions[i])...)
			}
		})
	}
	parts := b.parts()
	for n, p := range parts {
		if b.stopped() {
			break
		}
		b.opt.Progress(Progress{"부속 자료", n, len(parts)})
		all := p.compose()
		tables := all.Tables()
		if p.summary {
			tables = all.Summary()
		}
		if b.opt.has(CSV) {
			for _, t := range tables {
				if slices.Contains(p.open, t.ID) {
					ds = append(ds, internal(open.Add(t))...)
				}
			}
		}
		if b.opt.has(Excel) {
			each(func(e *edition) []diag.Diagnostic {
				data, err := xlsx.Render(e.workbook(p, all, tables))
				return e.put(p.file, data, internal(err))
			})
		}
	}
	if b.opt.has(CSV) {
		files, err := open.Files()
		ds = append(ds, internal(err)...)
		for _, f := range files {
			each(func(e *edition) []diag.Diagnostic { return e.put("csv/"+f.Name, f.Data, nil) })
		}
	}
	return append(ds, slices.Concat(found...)...)
}

// part is what one workbook holds.
type part struct {
	file, title string // title is "" where there is only one
	compose     func() *compose.Appendix
	summary     bool     // of a book that is divided
	open        []string // ids of its tables that go out as CSV
}

// parts are the workbooks: appendix.xlsx, or in a large book one for each 실·국 (부서 where there are
// none) and before them 00-총괄 with what is the whole book's.
func (b *Built) parts() []*part {
	all := compose.NewAppendix(b.Book, b.Form, b.Totals)
	whole := func() *compose.Appendix { return all }
	sums, projects := []string{"budget", "codes"}, []string{"basis", "leaves", "funding", "schedule", "settlement"}
	if int64(all.Lines()) <= cmp.Or(b.Book.Lines.Value, workbookLines) {
		return []*part{{"appendix.xlsx", "", whole, false, slices.Concat(sums, projects)}}
	}
	parts := []*part{{"appendix/00-총괄.xlsx", "총괄", whole, true, sums}}
	sheets := map[string][]*calc.Sheet{}
	for _, g := range b.Totals.Groups { // 회계 may come between those of one name
		name := cmp.Or(g.Seat.Bureau.Value, g.Seat.Department.Value)
		if sheets[name] == nil {
			parts = append(parts, &part{fmt.Sprintf("appendix/%02d-%s.xlsx", len(parts), fileName(name)), name,
				func() *compose.Appendix { return all.Part(sheets[name]) }, false, projects})
		}
		sheets[name] = append(sheets[name], g.Sheets...)
	}
	return parts
}

// workbook maps tables of the appendix onto worksheets. Officers are in the council edition only.
func (e *edition) workbook(p *part, a *compose.Appendix, tables []*doc.Table) xlsx.Workbook {
	d, all := e.book, &a.Totals().All
	w := xlsx.Workbook{
		Title: d.Title + " 부속 자료", Author: d.Author, Language: d.Language, Date: d.Date, Info: d.Info, Protect: e.Book.Protect.Value,
		Names:   []xlsx.Name{{Name: "총예산액", Figure: all.Current.Figure}, {Name: "비교기준액", Figure: all.Base.Figure}, {Name: "총증감액", Figure: all.Change.Figure}},
		Partial: p.summary, ValuesOnly: e.opt.Values,
	}
	if guide := compose.GuideTable(d); guide != nil {
		w.Sheets = append(w.Sheets, xlsx.Sheet{Name: guide.Caption, Title: guide.Caption, Tables: []*doc.Table{guide}})
	}
	if p.title != "" {
		w.Title += ": " + p.title
	}
	if charts := chartsOf(d); (p.summary || p.title == "") && charts != nil {
		w.Sheets = append(w.Sheets, digest(charts))
	}
	if e.name == compose.Council {
		tables = append(slices.Clip(tables), a.Officers())
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
