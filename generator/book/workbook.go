package book

import (
	"cmp"
	"fmt"
	"iter"
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
func (b *Built) appendix(editions []*edition) []diag.Diagnostic {
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
	for p := range b.parts() {
		tables := p.tables()
		if b.opt.has(CSV) {
			for _, t := range tables {
				if slices.Contains(p.open, t.ID) {
					b.add(internal(open.Add(t)))
				}
			}
		}
		if b.opt.has(Excel) {
			each(func(e *edition) []diag.Diagnostic {
				data, err := xlsx.Render(e.workbook(p, tables))
				return e.put(p.file, data, internal(err))
			})
		}
	}
	if b.opt.has(CSV) {
		files, err := open.Files()
		b.add(internal(err))
		for _, f := range files {
			each(func(e *edition) []diag.Diagnostic { return e.put("csv/"+f.Name, f.Data, nil) })
		}
	}
	return slices.Concat(found...)
}

// part is what one workbook holds.
type part struct {
	file, title string // title is "" where there is only one
	*compose.Appendix
	whole bool     // it says what is said of the book once: the charts
	open  []string // ids of its tables that go out as CSV
}

// tables composes the tables.
func (p *part) tables() []*doc.Table {
	if p.whole && p.title != "" {
		return p.Summary()
	}
	return p.Tables()
}

// parts are the workbooks, each made when it is asked for: appendix.xlsx, or in a large book one for each 실·국
// (부서 where there are none) and before them 00-총괄 with what is the whole book's.
func (b *Built) parts() iter.Seq[*part] {
	all := compose.NewAppendix(b.Book, b.Form, b.Totals)
	single := []string{"basis", "leaves", "funding", "schedule", "settlement"} // of the projects
	return func(yield func(*part) bool) {
		if int64(all.Lines()) <= cmp.Or(b.Book.Lines.Value, workbookLines) {
			yield(&part{"appendix.xlsx", "", all, true, append([]string{"budget", "codes"}, single...)})
			return
		}
		if !yield(&part{"appendix/00-총괄.xlsx", "총괄", all, true, []string{"budget", "codes"}}) {
			return
		}
		var names []string
		sheets := map[string][]*calc.Sheet{}
		for _, g := range b.Totals.Groups { // 회계 may come between those of one name
			name := cmp.Or(g.Seat.Bureau.Value, g.Seat.Department.Value)
			if sheets[name] == nil {
				names = append(names, name)
			}
			sheets[name] = append(sheets[name], g.Sheets...)
		}
		for i, name := range names {
			if !yield(&part{fmt.Sprintf("appendix/%02d-%s.xlsx", i+1, fileName(name)), name, all.Part(sheets[name]), false, single}) {
				return
			}
		}
	}
}

// workbook maps tables of the appendix onto worksheets. Officers are in the council edition only.
func (e *edition) workbook(p *part, tables []*doc.Table) xlsx.Workbook {
	d, all := e.book, &p.Totals().All
	w := xlsx.Workbook{
		Title: d.Title + " 부속 자료", Author: d.Author, Language: d.Language, Date: d.Date, Info: d.Info, Protect: e.Book.Protect.Value,
		Names:   []xlsx.Name{{Name: "총예산액", Figure: all.Current.Figure}, {Name: "비교기준액", Figure: all.Base.Figure}, {Name: "총증감액", Figure: all.Change.Figure}},
		Partial: p.whole && p.title != "", ValuesOnly: e.opt.Values,
	}
	if guide := compose.GuideTable(d); guide != nil {
		w.Sheets = append(w.Sheets, xlsx.Sheet{Name: guide.Caption, Title: guide.Caption, Tables: []*doc.Table{guide}})
	}
	if p.title != "" {
		w.Title += ": " + p.title
	}
	if charts := chartsOf(d); p.whole && charts != nil {
		w.Sheets = append(w.Sheets, digest(charts))
	}
	if e.name == compose.Council {
		tables = append(slices.Clip(tables), p.Officers())
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
