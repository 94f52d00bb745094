package compose

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"budgetbook/generator/calc"
	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/form"
)

// Tables of sums have the columns of 예산 총괄 and print figures of calc.Totals in its unit,
// 계 first. They add up what the sheets print.

// summary is a chapter of tables of sums, numbered.
func (b *binder) summary(c *form.Chapter) []doc.Block {
	blocks, number := b.title(c), 0
	section := func(title string, of ...doc.Block) {
		number++
		blocks = append(blocks, &doc.Heading{Level: 2, Mark: strconv.Itoa(number), Text: plain(title)})
		blocks = append(blocks, of...)
	}
	for i := range c.Tables {
		if t := b.tally(&c.Tables[i]); t != nil {
			section(c.Tables[i].Title, append(b.chart(&c.Tables[i]), t)...)
		}
	}
	if of := b.settled(c.Settled); of != nil {
		section(c.Settled.Title, of...)
	}
	if number == 0 {
		return nil
	}
	return b.noted(c, blocks)
}

// budgetBlock is 예산 총괄 of the sheets, nil where the form has none.
func (b *binder) budgetBlock() *form.Block {
	for i := range b.form.Sheet.Sections {
		for j := range b.form.Sheet.Sections[i].Blocks {
			if block := &b.form.Sheet.Sections[i].Blocks[j]; block.Kind == "budget" {
				return block
			}
		}
	}
	return nil
}

// sums is a table of sums in the making.
type sums struct {
	title           string
	head            string // of the first column
	projects, share string // heads of these columns; "" for none
	rows            []sum
}

// sum is a row: its name and what it prints.
type sum struct {
	kind     doc.RowKind
	label    doc.Cell
	row      calc.Row
	projects int
	share    *figure.Figure
}

// table makes the table, with those columns of 예산 총괄 that some row has a figure for, and with
// 국비 in those where every row has it: a part that does not add up tells nothing here.
func (s *sums) table(c *composer, block *form.Block) *doc.Table {
	amounts := map[string]func(calc.Row) calc.Amount{
		"base":    func(r calc.Row) calc.Amount { return r.Base },
		"current": func(r calc.Row) calc.Amount { return r.Current },
		"change":  func(r calc.Row) calc.Amount { return r.Change },
		"rate":    func(r calc.Row) calc.Amount { return r.Rate },
	}
	var columns []form.Column
	var fill []func(sum) doc.Cell
	text := func(head string, of func(sum) doc.Cell) {
		if head != "" {
			columns = append(columns, form.Column{ID: "more", Head: head, Width: 150, Align: "right"})
			fill = append(fill, of)
		}
	}
	for _, col := range block.Columns {
		of := amounts[col.ID]
		switch {
		case col.ID == "label":
			columns = append(columns, form.Column{ID: "label", Head: s.head, Width: col.Width, Align: col.Align})
			text(s.projects, func(r sum) doc.Cell {
				if r.projects == 0 { // 순계 is not made of projects
					return doc.Cell{}
				}
				return cell(plain(strconv.Itoa(r.projects))...)
			})
		case of == nil:
			unknownColumn(block, col)
		case slices.ContainsFunc(s.rows, func(r sum) bool { return of(r.row).Figure != nil }):
			parted := !slices.ContainsFunc(s.rows, func(r sum) bool { return of(r.row).Figure != nil && of(r.row).National == nil })
			columns = append(columns, col)
			fill = append(fill, func(r sum) doc.Cell {
				if !parted {
					return cell(c.plainAmount(block, of(r.row).Figure))
				}
				return cell(c.amount(block, of(r.row)))
			})
		}
	}
	text(s.share, func(r sum) doc.Cell { return cell(c.plainAmount(block, r.share)) })
	t := c.table(block, columns)
	t.ID, t.Caption = "summary", s.title
	if rated := func(col form.Column) bool { return col.ID == "rate" }; s.share == "" && !slices.ContainsFunc(columns, rated) {
		t.Unit = c.chartUnit(block.Kind)
	}
	for _, r := range s.rows {
		row := doc.Row{Kind: r.kind, Cells: []doc.Cell{rowHead(r.label)}}
		for _, of := range fill {
			row.Cells = append(row.Cells, of(r))
		}
		t.Body = append(t.Body, row)
	}
	return t
}

// tally is one table of sums; nil where the book has nothing to cut by.
func (b *binder) tally(t *form.Tally) *doc.Table {
	by := t.By
	if len(by) == 2 && len(b.totals.By(by[0]).Rows) == 0 {
		by = by[1:] // 부서 of a government without 실·국
	}
	outer, block := b.groups(by[0], ""), b.budgetBlock()
	known := func(n calc.Named) bool { return n.Name != "" && n.Current.Figure != nil }
	if block == nil || !slices.ContainsFunc(outer, known) {
		return nil
	}
	whole := b.totals.All.Printed
	if by[0] == "재원" { // in its own unit, as on the sheets; nobody gives a base by it
		block = &form.Block{Kind: "funding", Unit: block.Unit, Columns: block.Columns}
		whole = calc.Row{Current: calc.Amount{Figure: b.totals.All.Current.Figure}}
	}
	s := &sums{title: t.Title, head: t.Head, projects: t.Projects, share: t.Share}
	add := func(kind doc.RowKind, n calc.Named, label doc.Cell) {
		s.rows = append(s.rows, sum{kind, label, n.Printed, n.Projects, n.Share})
	}
	s.rows = []sum{{doc.TotalRow, cell(plain(b.form.Sheet.Words.Total)...), whole, b.totals.All.Projects, b.totals.Share}}
	if by[0] == "회계" && len(b.book.Internal) > 0 && b.book.Units.BudgetUnit() == b.book.Units.BasisUnit() {
		for _, f := range []*figure.Figure{b.totals.Internal, b.totals.Net} {
			s.rows = append(s.rows, sum{kind: doc.TotalRow, label: cell(plain(f.Label)...), row: calc.Row{Current: calc.Amount{Figure: f}}})
		}
	}
	for _, o := range outer {
		name := b.name(by[0], o, t.Rest)
		if len(by) == 1 {
			add(doc.Plain, o, cell(plain(name)...))
			continue
		}
		add(doc.GroupRow, o, cell(plain(name)...))
		for _, i := range b.groups(by[1], o.Name) {
			if o.Name != "" { // what has no 분야 has no 부문 either
				add(doc.Plain, i, bulletOf(0, b.form.Sheet.Marks[1], plain(b.name(by[1], i, t.Rest))))
			}
		}
	}
	return s.table(&b.composer, block)
}

// groups are the groups in a group, in the order of print: 분야 and 부문 in that of their codes,
// those without a code and those without a name behind them.
func (b *binder) groups(by, above string) []calc.Named {
	code := func(n calc.Named) string {
		code, year := "", b.book.FiscalYear.Value
		switch {
		case n.Name == "":
			return "~~"
		case by == "분야":
			item, _ := b.codes.Field(year, n.Name)
			code = item.GroupCode
		case by == "부문":
			item, _ := b.codes.Section(year, n.Above, n.Name)
			code = item.Code
		default:
			return ""
		}
		return cmp.Or(code, "~")
	}
	rows := b.totals.By(by).In(above)
	slices.SortStableFunc(rows, func(a, b calc.Named) int { return cmp.Compare(code(a), code(b)) })
	return rows
}

// name is the printed name of a group: of 편성목 and 통계목 the code and the name in the list
// of the year, or as it was written.
func (b *binder) name(by string, n calc.Named, rest string) string {
	year := b.book.FiscalYear.Value
	switch {
	case n.Name == "":
		return rest
	case by == "편성목":
		return strings.TrimSpace(n.Name + " " + b.codes.Group(year, n.Name))
	case by == "통계목":
		item, _, _ := b.codes.Item(year, n.Name)
		return strings.TrimSpace(n.Name + " " + cmp.Or(item.Name, n.Title))
	}
	return n.Name
}

// divider is 간지: the name under the 회계 and 실·국 that it stands in, since a 부서 may have sheets
// in several, and what stands behind it: 부서 of 실·국, the projects of 부서.
func (b *binder) divider(v *form.Divider, d *calc.Division, above []string) []doc.Block {
	above = slices.DeleteFunc(slices.Clone(above), func(name string) bool { return name == d.Name })
	blocks := []doc.Block{&doc.Heading{Level: 1, Mark: running(above...), Text: plain(d.Name)}}
	block := b.budgetBlock()
	if block == nil {
		return blocks
	}
	s := &sums{title: v.Title, head: v.Head, projects: v.Projects}
	s.rows = []sum{{kind: doc.TotalRow, label: cell(plain(b.form.Sheet.Words.Total)...), row: d.Printed, projects: d.Projects}}
	for _, p := range d.Parts {
		s.rows = append(s.rows, sum{label: cell(plain(p.Name)...), row: p.Printed, projects: p.Projects})
	}
	if d.Group != nil {
		for _, sheet := range d.Group.Sheets() {
			s.rows = append(s.rows, sum{label: written(sheet.Project.Title), row: sheet.Printed.Total, projects: 1})
		}
	}
	return append(blocks, &doc.Heading{Level: 2, Text: plain(v.Title)}, s.table(&b.composer, block))
}
