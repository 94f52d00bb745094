package calc

import (
	"budgetbook/generator/budget"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
)

// Totals are the sums over the sheets of a book.
type Totals struct {
	All    Row     // 합계
	Groups []Group // by 부서, in print order

	Internal *figure.Figure // 내부거래: lines whose code the book names so
	Net      *figure.Figure // 순계 = 합계 − 내부거래
	By       []Grouping     // 회계, 분야, …: the same sums cut another way
}

// Grouping is the budget cut by one property of projects or lines, in the order in which
// its names first come.
type Grouping struct {
	By   string // 회계, 분야, 부문, 정책사업, 단위사업, 실·국, 부서, 통계목
	Rows []Named
}

// Named is one name of a grouping with its amount (예산액).
type Named struct {
	Name    string
	Current *figure.Figure
}

// Group is a department with its sheets; in a book that is divided by 회계, what it has in
// one account.
type Group struct {
	Account string // "" where the book is not divided
	Seat    budget.Seat
	Row     Row
	Sheets  []*Sheet
}

// Sum adds the sheets up to departments and to the whole book. A sum is unknown
// (nil) where a part of it is.
func Sum(book *budget.Book, sheets []*Sheet) (*Totals, []diag.Diagnostic) {
	c := &computer{rule: book.Rule(), book: book, sheet: &Sheet{}}
	var totals Totals
	for _, g := range groupsOf(book, sheets) {
		rows := make([]Row, len(g.Sheets))
		for i, s := range g.Sheets {
			rows[i] = s.Total
		}
		id := "department[" + g.Seat.Department.Value + "]"
		if g.Account != "" {
			id = "account[" + g.Account + "]." + id
		}
		g.Row = c.rows(id, g.Seat.Department.Value, rows)
		totals.Groups = append(totals.Groups, g)
	}
	rows := make([]Row, len(totals.Groups))
	for i, g := range totals.Groups {
		rows[i] = g.Row
	}
	totals.All = c.rows("book", "합계", rows)
	c.net(&totals, sheets)
	c.groupings(&totals, sheets)
	return &totals, c.problems
}

// groupsOf cuts the sheets, which come in print order, at every change of department, and
// of account where the book is divided by it.
func groupsOf(book *budget.Book, sheets []*Sheet) (groups []Group) {
	seats := map[string]budget.Seat{}
	for _, seat := range book.DepartmentOrder() {
		seats[seat.Department.Value] = seat
	}
	for _, s := range sheets {
		g := Group{Seat: seats[s.Project.Department.Value]}
		if len(book.Accounts) > 0 {
			g.Account = s.Project.Account.Value
		}
		last := len(groups) - 1
		if last < 0 || groups[last].Account != g.Account || groups[last].Seat != g.Seat {
			groups = append(groups, g)
			last++
		}
		groups[last].Sheets = append(groups[last].Sheets, s)
	}
	return groups
}

// net takes 내부거래 out of the total (I19).
func (c *computer) net(t *Totals, sheets []*Sheet) {
	internal := map[string]bool{}
	for _, code := range c.book.Internal {
		internal[code.Value] = true
	}
	var parts []*figure.Figure
	for _, s := range sheets {
		for _, l := range s.Lines {
			if internal[l.Source.Code.Value] {
				parts = append(parts, l.Row.Current.Figure)
			}
		}
	}
	t.Internal = c.sum("book.internal", "내부거래", c.book.Title.Span, parts, nil)
	t.Net = c.difference("book.net", "순계", c.book.Title.Span, t.All.Current.Figure, t.Internal)
}

// groupings cuts the budget by every property that projects have.
func (c *computer) groupings(t *Totals, sheets []*Sheet) {
	program := func(of func(*budget.Program) string) func(*budget.Project) string {
		return func(p *budget.Project) string {
			if p.Program == nil {
				return ""
			}
			return of(p.Program)
		}
	}
	for _, by := range []struct {
		name string
		of   func(*budget.Project) string
	}{
		{"실·국", func(p *budget.Project) string { return p.Bureau.Value }},
		{"부서", func(p *budget.Project) string { return p.Department.Value }},
		{"회계", func(p *budget.Project) string { return p.Account.Value }},
		{"분야", program(func(p *budget.Program) string { return p.Field.Value })},
		{"부문", program(func(p *budget.Program) string { return p.Section.Value })},
		{"정책사업", program(func(p *budget.Program) string { return p.Policy.Value })},
		{"단위사업", program(func(p *budget.Program) string { return p.Unit.Value })},
	} {
		g := newGrouping(by.name)
		for _, s := range sheets {
			g.put(by.of(s.Project), s.Total.Current.Figure)
		}
		t.By = append(t.By, g.sum(c))
	}
	g := newGrouping("통계목")
	for _, s := range sheets {
		for _, l := range s.Lines {
			g.put(l.Source.Code.Value, l.Row.Current.Figure)
		}
	}
	t.By = append(t.By, g.sum(c))
}

// grouping collects figures by name, in first-seen order.
type grouping struct {
	by    string
	order []string
	parts map[string][]*figure.Figure
}

func newGrouping(by string) *grouping {
	return &grouping{by: by, parts: map[string][]*figure.Figure{}}
}

// put adds a figure; what has no name belongs to no group.
func (g *grouping) put(name string, f *figure.Figure) {
	if name == "" {
		return
	}
	if g.parts[name] == nil {
		g.order = append(g.order, name)
	}
	g.parts[name] = append(g.parts[name], f)
}

func (g *grouping) sum(c *computer) Grouping {
	out := Grouping{By: g.by}
	for _, name := range g.order {
		f := c.sum(g.by+"["+name+"]", name, c.book.Title.Span, g.parts[name], nil)
		out.Rows = append(out.Rows, Named{name, f})
	}
	return out
}

// rows adds rows up, column by column, and fills 증감 and 증감률 of the sum.
func (c *computer) rows(id, label string, rows []Row) Row {
	column := func(key string, of func(Row) *figure.Figure) *figure.Figure {
		parts := make([]*figure.Figure, len(rows))
		for i, r := range rows {
			parts[i] = of(r)
		}
		return c.sum(id+key, label, c.book.Title.Span, parts, nil)
	}
	r := Row{
		Base: Amount{
			Figure:   column(".base", func(r Row) *figure.Figure { return r.Base.Figure }),
			National: column(".base.national", func(r Row) *figure.Figure { return r.Base.National }),
		},
		Current: Amount{
			Figure:   column("", func(r Row) *figure.Figure { return r.Current.Figure }),
			National: column(".national", func(r Row) *figure.Figure { return r.Current.National }),
		},
	}
	c.row(id, label, c.book.Title.Span, &r)
	return r
}
