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
}

// Group is a department with its sheets.
type Group struct {
	Seat   budget.Seat
	Row    Row
	Sheets []*Sheet
}

// Sum adds the sheets up to departments and to the whole book. A sum is unknown
// (nil) where a part of it is.
func Sum(book *budget.Book, sheets []*Sheet) (*Totals, []diag.Diagnostic) {
	c := &computer{rule: book.Rounding.Rule(), book: book, sheet: &Sheet{}}
	var totals Totals
	for _, seat := range book.DepartmentOrder() {
		g := Group{Seat: seat}
		for _, s := range sheets {
			if s.Project.Department.Value == seat.Department.Value {
				g.Sheets = append(g.Sheets, s)
			}
		}
		if len(g.Sheets) == 0 {
			continue
		}
		rows := make([]Row, len(g.Sheets))
		for i, s := range g.Sheets {
			rows[i] = s.Total
		}
		g.Row = c.rows("department["+seat.Department.Value+"]", seat.Department.Value, rows)
		totals.Groups = append(totals.Groups, g)
	}
	rows := make([]Row, len(totals.Groups))
	for i, g := range totals.Groups {
		rows[i] = g.Row
	}
	totals.All = c.rows("book", "합계", rows)
	return &totals, c.problems
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
