package compose

import (
	"strconv"
	"strings"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/form"
	"budgetbook/generator/source"
)

// budgetTable is □ 예산 총괄: 계 first, then each 통계목.
func (c *composer) budgetTable(b *form.Block) []doc.Block {
	t := c.table(b, b.Columns)
	row := func(kind doc.RowKind, label doc.Cell, r calc.Row) {
		out := newRow(kind, b.Columns)
		for _, col := range b.Columns {
			switch col.ID {
			case "label":
				out.Cells = append(out.Cells, rowHead(label))
			case "base":
				out.Cells = append(out.Cells, cell(c.amount(b, r.Base)))
			case "current":
				out.Cells = append(out.Cells, cell(c.amount(b, r.Current)))
			case "change":
				out.Cells = append(out.Cells, cell(c.amount(b, r.Change)))
			case "rate":
				out.Cells = append(out.Cells, cell(c.amount(b, r.Rate)))
			default:
				unknownColumn(b, col)
			}
		}
		t.Body = append(t.Body, out)
	}
	row(doc.TotalRow, cell(plain(c.form.Sheet.Words.Total)...), c.sheet.Printed.Total)
	for i := range c.sheet.Lines {
		if l := &c.sheet.Lines[i]; !c.elided(b, l) {
			row(doc.Plain, written(l.Source.Name), c.sheet.Printed.Lines[i])
		}
	}
	if b.Elide && c.sheet.Unchanged.Lines > 0 {
		row(doc.Plain, cell(plain(c.unchangedLabel())...), c.sheet.Printed.Unchanged)
	}
	return []doc.Block{t}
}

// elided reports whether the form leaves the line out because it does not change.
func (c *composer) elided(b *form.Block, l *calc.Line) bool { return b.Elide && l.Unchanged() }

// unchangedLabel names the row that stands for the lines left out.
func (c *composer) unchangedLabel() string {
	return strings.ReplaceAll(c.form.Sheet.Words.Unchanged, "{n}", strconv.Itoa(c.sheet.Unchanged.Lines))
}

// unknownColumn is a bug: form.Load lets no such column through.
func unknownColumn(b *form.Block, col form.Column) {
	panic("compose: form: block " + b.Kind + " has no column " + col.ID)
}

// basis is □ 산출근거: 과목, then each 부기 (○) with its lines (-), formula = amount.
func (c *composer) basis(b *form.Block) []doc.Block {
	t := c.table(b, b.Columns)
	marks := c.form.Sheet.Marks
	for i := range c.sheet.Lines {
		l := &c.sheet.Lines[i]
		if c.elided(b, l) {
			continue
		}
		first := len(t.Body)
		for _, basis := range l.Basis {
			label := bullet(0, marks[0], basis.Source.Label)
			if len(basis.Items) == 0 {
				t.Body = append(t.Body, c.basisRow(doc.Plain, label, basis.Source.Formula, basis.Amount))
				continue
			}
			t.Body = append(t.Body, c.basisRow(doc.GroupRow, label, source.Text{}, basis.Amount))
			if basis.Own != nil {
				t.Body = append(t.Body, c.basisRow(doc.Plain, bullet(1, marks[1], basis.Source.Label), basis.Source.Formula, basis.Own))
			}
			for i, f := range basis.Items {
				item := &basis.Source.Items[i]
				t.Body = append(t.Body, c.basisRow(doc.Plain, bullet(1, marks[1], item.Label), item.Formula, f))
			}
		}
		if rows := len(t.Body) - first; rows > 0 {
			head := span(rowHead(written(l.Source.Name)), 1, rows)
			t.Body[first].Cells = append([]doc.Cell{head}, t.Body[first].Cells...)
		}
	}
	if u := c.sheet.Unchanged; b.Elide && u.Lines > 0 {
		row := c.basisRow(doc.Plain, doc.Cell{}, source.Text{}, u.Row.Current.Figure)
		row.Cells = append([]doc.Cell{rowHead(cell(plain(c.unchangedLabel())...))}, row.Cells...)
		t.Body = append(t.Body, row)
	}
	if len(t.Body) == 0 { // every 통계목 has gone: a head is not left alone
		t.Body = []doc.Row{{Cells: make([]doc.Cell, len(t.Columns))}}
	}
	return []doc.Block{t}
}

// basisRow is one line of 산출근거, without the cell of its 과목.
func (c *composer) basisRow(kind doc.RowKind, label doc.Cell, formula source.Text, amount *figure.Figure) doc.Row {
	num := c.suffixed(amount)
	return doc.Row{Kind: kind, Cells: []doc.Cell{label, formulaCell(formula, amount), cell(plain("=")...), cell(num)}}
}

// formulaCell is the 산식 as typed, without a result that was typed behind it: the row prints
// the computed one.
func formulaCell(t source.Text, f *figure.Figure) doc.Cell {
	if !t.Given() || f == nil {
		return written(t)
	}
	leaf, ok := f.Expr.(figure.Formula)
	if !ok || leaf.Formula.Written == nil {
		return written(t)
	}
	text := strings.TrimRight(t.Value[:leaf.Formula.WrittenAt[0]], " =＝")
	return cell(doc.Text{S: text, Span: t.Part(0, len(text))})
}

// schedule is □ 추진일정: 계 first, then each step.
func (c *composer) schedule(b *form.Block) []doc.Block {
	steps := c.sheet.Project.Schedule
	if len(steps) == 0 {
		return nil
	}
	t := c.table(b, b.Columns)
	total := newRow(doc.TotalRow, b.Columns)
	for _, col := range b.Columns {
		switch col.ID {
		case "step":
			total.Cells = append(total.Cells, rowHead(cell(plain(c.form.Sheet.Words.Total)...)))
		case "amount":
			total.Cells = append(total.Cells, cell(c.plainAmount(b, c.sheet.Printed.ScheduleTotal)))
		default:
			total.Cells = append(total.Cells, doc.Cell{})
		}
	}
	t.Body = append(t.Body, total)
	for i, s := range steps {
		row := newRow(doc.Plain, b.Columns)
		for _, col := range b.Columns {
			switch col.ID {
			case "step":
				row.Cells = append(row.Cells, rowHead(written(s.Name)))
			case "period":
				row.Cells = append(row.Cells, c.stepPeriod(s))
			case "amount":
				row.Cells = append(row.Cells, cell(c.plainAmount(b, c.sheet.Printed.Schedule[i])))
			case "detail":
				detail := doc.Cell{}
				if s.Detail.Given() {
					detail = cell(c.running(s.Detail)...)
				}
				row.Cells = append(row.Cells, detail)
			default:
				unknownColumn(b, col)
			}
		}
		t.Body = append(t.Body, row)
	}
	return []doc.Block{t}
}

// stepPeriod is 추진기간, blank where the step has no date.
func (c *composer) stepPeriod(s budget.Step) doc.Cell {
	dates := c.dates(s.From, s.To)
	if dates == "" {
		return doc.Cell{}
	}
	return cell(doc.Text{S: dates, Span: s.From.Span})
}

// performance is □ 최근 3년 추진실적: a row for each year.
func (c *composer) performance(b *form.Block) []doc.Block {
	given := c.sheet.Project.Performance
	if len(given) == 0 {
		return nil
	}
	years := make([]yearAt, len(given))
	for i, g := range given {
		years[i] = yearAt{g.Year.Value, g.Year.Span}
	}
	t := c.table(b, b.Columns)
	for _, year := range c.window(b, years, b.Title) {
		row := doc.Row{Cells: []doc.Cell{rowHead(cell(plain(form.Year(b.RowHead, year))...)), {}}}
		for _, g := range given {
			if g.Year.Value == year {
				row.Cells[1] = doc.Cell{Blocks: c.bullets(g.Text, 0)}
			}
		}
		t.Body = append(t.Body, row)
	}
	return []doc.Block{t}
}

// settlement is 최근 3년 결산 현황: a row for each year.
func (c *composer) settlement(b *form.Block) []doc.Block {
	given := c.sheet.Settlement
	if len(given) == 0 {
		return nil
	}
	years := make([]yearAt, len(given))
	for i, g := range given {
		years[i] = yearAt{g.Source.Year.Value, g.Source.Year.Span}
	}
	t := c.table(b, b.Columns)
	for _, year := range c.window(b, years, "결산") {
		var s calc.Settlement // a year that was not given has a row of blanks
		for _, g := range given {
			if g.Source.Year.Value == year {
				s = g
			}
		}
		row := newRow(doc.Plain, b.Columns)
		for _, col := range b.Columns {
			if col.ID == "year" {
				row.Cells = append(row.Cells, rowHead(cell(plain(form.Year(b.RowHead, year))...)))
				continue
			}
			a, ok := settlementColumn(&s, col.ID)
			if !ok {
				unknownColumn(b, col)
			}
			row.Cells = append(row.Cells, cell(c.amount(b, a)))
		}
		t.Body = append(t.Body, row)
	}
	return []doc.Block{t}
}

// settlementColumn is the amount in a column of 결산, by the form's column id.
func settlementColumn(s *calc.Settlement, id string) (a calc.Amount, ok bool) {
	switch id {
	case "final":
		return s.Final, true
	case "carried_in":
		return s.CarriedIn, true
	case "changed":
		return s.Changed, true
	case "available":
		return s.Available, true
	case "spent":
		return s.Spent, true
	case "carried_out":
		return s.CarriedOut, true
	case "unspent":
		return s.Unspent, true
	}
	return calc.Amount{}, false
}
