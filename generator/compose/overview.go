package compose

import (
	"slices"
	"strings"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/form"
	"budgetbook/generator/source"
)

// overview is □ 사업개요: 회계, 사업기간, 사업내용 and the 사업비 box.
func (c *composer) overview(b *form.Block) []doc.Block {
	p, h := c.sheet.Project, b.Heads
	t := c.table(b, b.Columns)
	wide := len(b.Columns) - 1
	line := func(head string, body doc.Cell) {
		t.Body = append(t.Body, doc.Row{Cells: []doc.Cell{rowHead(cell(plain(head)...)), leftWide(body, wide)}})
	}
	line(h.Account, written(p.Account))
	line(h.Period, c.period(b, p))
	if p.Overview.Summary.Given() {
		line(h.Summary, bulletOf(0, c.form.Sheet.Marks[0], c.running(p.Overview.Summary)))
	} else {
		line(h.Summary, doc.Cell{})
	}
	t.Body = append(t.Body, c.cost(h)...)
	return []doc.Block{t}
}

func leftWide(body doc.Cell, columns int) doc.Cell {
	body.Align = doc.Left
	return span(body, columns, 1)
}

// period is the row of check boxes, with the dates where the project has them.
func (c *composer) period(b *form.Block, p *budget.Project) doc.Cell {
	var in []doc.Inline
	ticked := map[string]bool{}
	for _, word := range p.Overview.Cycle {
		ticked[word.Value] = true
		if !slices.Contains(b.Choices, word.Value) {
			d := diag.Diagnostic{Code: "E009", Span: word.Span,
				Message: "서식의 사업기간 칸에 없는 말입니다: " + word.Value,
				Hints:   []string{"쓸 수 있는 말: " + strings.Join(b.Choices, ", ")}}
			if near, ok := source.Nearest(word.Value, b.Choices); ok {
				d.Hints = append([]string{"혹시 " + near + " 입니까?"}, d.Hints...)
			}
			c.report(d)
		}
	}
	for i, choice := range b.Choices {
		if i > 0 {
			in = append(in, doc.Text{S: "  "})
		}
		in = append(in, doc.Check{Label: choice, On: ticked[choice]})
	}
	if dates := c.dates(p.Overview.From, p.Overview.To); dates != "" {
		in = append(in, doc.Text{S: "  (" + dates + ")", Span: p.Overview.From.Span})
	}
	return cell(in...)
}

// dates prints a period: 2024.01~2024.02; one date alone where only one is given.
func (c *composer) dates(from, to source.Text) string {
	w := c.form.Sheet.Words
	one := func(t source.Text) string {
		date, ok := budget.Month(t)
		if !ok {
			return ""
		}
		layout := w.Month
		if strings.Count(t.Value, "-") == 2 {
			layout = w.Day
		}
		for _, part := range [][2]string{{"{yyyy}", "2006"}, {"{mm}", "01"}, {"{dd}", "02"}, {"{m}", "1"}, {"{d}", "2"}} {
			if strings.Contains(layout, part[0]) {
				layout = strings.ReplaceAll(layout, part[0], date.Format(part[1]))
			}
		}
		return layout
	}
	start, end := one(from), one(to)
	if start == end || end == "" {
		return start
	}
	return start + w.Range + end
}

// cost is the 사업비 box: the total, then the sources two to a row, those outside the
// budget last and under their own label.
func (c *composer) cost(h form.Heads) []doc.Row {
	var rows []doc.Row
	rows = append(rows, c.shares(c.sheet.Funding, "")...)
	rows = append(rows, c.shares(c.sheet.Outside, h.Outside+" ")...)
	if len(rows) == 0 {
		rows = []doc.Row{{Cells: make([]doc.Cell, 4)}} // a book without sources: reported
	}
	head := rowHead(cell(plain(h.Cost + "\n" + h.CostNote)...))
	bold := c.suffixed(c.sheet.Total.Current.Figure)
	bold.Bold = true
	total := cell(bold)
	rows[0].Cells = append([]doc.Cell{span(head, 1, len(rows)), span(total, 1, len(rows))}, rows[0].Cells...)
	return rows
}

func (c *composer) shares(shares []calc.Share, prefix string) (rows []doc.Row) {
	for i := 0; i < len(shares); i += 2 {
		r := doc.Row{Cells: make([]doc.Cell, 0, 4)}
		for j := i; j < i+2; j++ {
			if j >= len(shares) {
				r.Cells = append(r.Cells, doc.Cell{}, doc.Cell{})
				continue
			}
			label := "(" + shares[j].Source.Label.Value + ")"
			if j == 0 {
				label = prefix + label
			}
			num := c.suffixed(shares[j].Figure)
			r.Cells = append(r.Cells, rowHead(cell(doc.Text{S: label, Span: shares[j].Source.Label.Span})), cell(num))
		}
		rows = append(rows, r)
	}
	return rows
}
