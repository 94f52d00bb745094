package compose

import (
	"fmt"

	"budgetbook/generator/calc"
	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/form"
)

// plan is the table of a project of several years: 계 first, then each source, with 총사업비,
// what was invested before, last year, this year and what is still to come.
func (c *composer) plan(b *form.Block) []doc.Block {
	if len(c.sheet.Plan) == 0 {
		return nil
	}
	t := c.table(b, b.Columns)
	row := func(kind doc.RowKind, label doc.Cell, r *calc.Plan) {
		out := newRow(kind, b.Columns)
		for _, col := range b.Columns {
			switch col.ID {
			case "label":
				out.Cells = append(out.Cells, rowHead(label))
			case "note":
				note := doc.Cell{}
				if r.Source != nil {
					note = written(r.Source.Note)
				}
				out.Cells = append(out.Cells, note)
			default:
				f, ok := planColumn(r, col.ID)
				if !ok {
					unknownColumn(b, col)
				}
				out.Cells = append(out.Cells, cell(c.plainAmount(b, f)))
			}
		}
		t.Body = append(t.Body, out)
	}
	row(doc.TotalRow, cell(plain(c.form.Sheet.Words.Total)...), &c.sheet.PlanTotal)
	for i := range c.sheet.Plan {
		r := &c.sheet.Plan[i]
		row(doc.Plain, cell(doc.Text{S: r.Label, Span: r.Source.Source.Span}), r)
	}
	return []doc.Block{t}
}

// planColumn is the figure in a column of the table, by the form's column id.
func planColumn(r *calc.Plan, id string) (f *figure.Figure, ok bool) {
	switch id {
	case "total":
		return r.Total, true
	case "invested":
		return r.Invested, true
	case "prior":
		return r.Prior, true
	case "initial":
		return r.Initial, true
	case "supplement":
		return r.Supplement, true
	case "current":
		return r.Current, true
	case "change":
		return r.Change, true
	case "future":
		return r.Future, true
	}
	return nil, false
}

// continuing is 계속비: 총액 and the 연부액 of each year.
func (c *composer) continuing(b *form.Block) []doc.Block {
	in := c.sheet.Continuing
	if in == nil {
		return nil
	}
	t := c.table(b, b.Columns)
	total := cell(plain(c.form.Sheet.Words.Total)...)
	t.Body = append(t.Body, doc.Row{Kind: doc.TotalRow, Cells: []doc.Cell{rowHead(total), cell(c.plainAmount(b, in.YearsTotal))}})
	for i, f := range in.Years {
		year := c.sheet.Project.Continuing.Years[i].Year
		head := cell(doc.Text{S: fmt.Sprintf("%d년", year.Value), Span: year.Span})
		t.Body = append(t.Body, doc.Row{Cells: []doc.Cell{rowHead(head), cell(c.plainAmount(b, f))}})
	}
	return []doc.Block{t}
}

// carryover is 명시이월: the amount and why.
func (c *composer) carryover(b *form.Block) []doc.Block {
	in := c.sheet.Project.Carryover
	if in == nil {
		return nil
	}
	t := c.table(b, b.Columns)
	t.Body = []doc.Row{{Cells: []doc.Cell{cell(c.plainAmount(b, c.sheet.Carryover)), written(in.Reason)}}}
	return []doc.Block{t}
}
