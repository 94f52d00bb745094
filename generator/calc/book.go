package calc

import (
	"iter"

	"budgetbook/generator/budget"
	"budgetbook/generator/diag"
	"budgetbook/generator/figure"
)

// Totals are the sums over the sheets of a book.
type Totals struct {
	All       Tally      // 합계
	Groups    []Group    // by 부서, in print order
	Divisions []Division // the same as a tree, in print order

	Internal  *figure.Figure // 내부거래: lines whose code the book names so
	Net       *figure.Figure // 순계 = 합계 − 내부거래
	Share     *figure.Figure // 구성비 of 합계: 100
	Groupings []Grouping     // 회계, 분야, …: the same sums cut another way
	Rankings  []Ranking      // 분야, and 실·국 or 부서, by size
	Settled   []Settled      // 결산 by year

	figures []*figure.Figure
}

// Tally is a sum over sheets or lines. Printed adds up what the sheets print where 예산 총괄 has
// a coarser unit, and else is the very Row.
type Tally struct {
	Row
	Printed  Row
	Projects int // how many sheets it adds up, or has lines of
}

// Group is a department with its sheets; in a book that is divided by 회계, what it has in
// one account.
type Group struct {
	Account string // "" where the book is not divided
	Seat    budget.Seat
	Tally
	Entries []Entry
}

// Entry is a sheet in its place in the book. A large book keeps the figures of a sheet that it adds
// up, and makes the rest again whenever it is asked for: the rows are others then, the figures
// the same.
type Entry interface{ Sheet() *Sheet }

// Sheet is the sheet itself: an [Entry] of a book that has all of its sheets in memory.
func (s *Sheet) Sheet() *Sheet { return s }

// each are the sheets of entries in their order.
func each(entries []Entry) iter.Seq2[int, *Sheet] {
	return func(yield func(int, *Sheet) bool) {
		for i, e := range entries {
			if !yield(i, e.Sheet()) {
				return
			}
		}
	}
}

// Sheets are those of the group in print order.
func (g *Group) Sheets() iter.Seq2[int, *Sheet] { return each(g.Entries) }

// Sheets are those of the book in print order.
func (t *Totals) Sheets() iter.Seq[*Sheet] {
	return func(yield func(*Sheet) bool) {
		for i := range t.Groups {
			for _, s := range t.Groups[i].Sheets() {
				if !yield(s) {
					return
				}
			}
		}
	}
}

// Division is a stretch of the book in print order: 회계 where the book is divided by it, 실·국
// where there are any, 부서.
type Division struct {
	By, Name string
	Tally
	Parts []Division // what it is divided into
	Group *Group     // of 부서: itself
}

// Sum adds the sheets up to departments and to the whole book. A sum is unknown
// (nil) where a part of it is.
func Sum[E Entry](book *budget.Book, sheets []E) (*Totals, []diag.Diagnostic) {
	entries := make([]Entry, len(sheets))
	for i, e := range sheets {
		entries[i] = e
	}
	return sum(book, entries)
}

func sum(book *budget.Book, sheets []Entry) (*Totals, []diag.Diagnostic) {
	c := &computer{rule: book.Rule(), book: book, sheet: &Sheet{}}
	var totals Totals
	totals.Groups = groupsOf(book, sheets)
	whole := make([]part, len(totals.Groups))
	for n := range totals.Groups {
		g := &totals.Groups[n]
		parts := make([]part, len(g.Entries))
		for i, s := range g.Sheets() {
			parts[i] = part{s.Total, s.Printed.Total, 1}
		}
		id := "department[" + g.Seat.Department.Value + "]"
		if g.Account != "" {
			id = "account[" + g.Account + "]." + id
		}
		g.Tally = c.tally(id, g.Seat.Department.Value, parts)
		whole[n] = g.part()
	}
	totals.All = c.tally("book", "합계", whole)
	totals.Divisions = c.divide("", totals.Groups, levels)
	c.net(&totals, sheets)
	c.groupings(&totals, sheets)
	c.rank(&totals)
	totals.Settled = c.settledYears(sheets)
	totals.figures = c.sheet.figures
	return &totals, c.problems
}

// groupsOf cuts the sheets, which come in print order, at every change of department, and
// of account where the book is divided by it.
func groupsOf(book *budget.Book, sheets []Entry) (groups []Group) {
	seats := map[string]budget.Seat{}
	for _, seat := range book.DepartmentOrder() {
		seats[seat.Department.Value] = seat
	}
	for i, s := range each(sheets) {
		g := Group{Seat: seats[s.Project.Department.Value]}
		if len(book.Accounts) > 0 {
			g.Account = s.Project.Account.Value
		}
		last := len(groups) - 1
		if last < 0 || groups[last].Account != g.Account || groups[last].Seat != g.Seat {
			groups = append(groups, g)
			last++
		}
		groups[last].Entries = append(groups[last].Entries, sheets[i])
	}
	return groups
}

// net takes 내부거래 out of the total (I19).
func (c *computer) net(t *Totals, sheets []Entry) {
	internal := map[string]bool{}
	for _, code := range c.book.Internal {
		internal[code.Value] = true
	}
	var parts []*figure.Figure
	for _, s := range each(sheets) {
		for _, l := range s.Lines {
			if internal[l.Source.Code.Value] {
				parts = append(parts, l.Row.Current.Figure)
			}
		}
	}
	t.Internal = c.sum(called("book.internal", "내부거래"), c.book.Title.Span, parts, nil)
	t.Net = c.difference(called("book.net", "순계"), c.book.Title.Span, t.All.Current.Figure, t.Internal)
}

// levels are those that a book is divided by, the outermost first.
var levels = []level{
	{"회계", "account", func(g *Group) string { return g.Account }},
	{"실·국", "bureau", func(g *Group) string { return g.Seat.Bureau.Value }},
	{"부서", "department", func(g *Group) string { return g.Seat.Department.Value }},
}

type level struct {
	by, key string
	of      func(*Group) string
}

// divide cuts the groups at every change of the first level, and the pieces by the others. A
// level that a piece does not have is left out.
func (c *computer) divide(prefix string, groups []Group, levels []level) (out []Division) {
	l := levels[0]
	for len(groups) > 0 {
		name, n := l.of(&groups[0]), 1
		for n < len(groups) && l.of(&groups[n]) == name {
			n++
		}
		piece := groups[:n]
		groups = groups[n:]
		if len(levels) == 1 {
			out = append(out, Division{By: l.by, Name: name, Tally: piece[0].Tally, Group: &piece[0]})
			continue
		}
		if name == "" {
			out = append(out, c.divide(prefix, piece, levels[1:])...)
			continue
		}
		id := prefix + l.key + "[" + name + "]"
		parts := c.divide(id+".", piece, levels[1:])
		tallies := make([]part, len(parts))
		for i := range parts {
			tallies[i] = parts[i].part()
		}
		out = append(out, Division{By: l.by, Name: name, Tally: c.tally(id, name, tallies), Parts: parts})
	}
	return out
}

// part is what a tally adds up: a tally, or what a sheet or a line gives to it.
type part struct {
	row, printed Row
	projects     int
}

func (t *Tally) part() part { return part{t.Row, t.Printed, t.Projects} }

// tally adds up parts; where 예산 총괄 has a coarser unit, what is printed adds up what the
// parts print. A rate is always that of the finer figures.
func (c *computer) tally(id, label string, parts []part) (out Tally) {
	rows := make([]*Row, len(parts))
	for i, p := range parts {
		rows[i] = &parts[i].row
		out.Projects += p.projects
	}
	out.Row = c.rows(id, label, rows)
	out.Printed = out.Row
	if unit := c.book.Units.BudgetUnit(); unit != c.rule.Unit {
		for i := range parts {
			rows[i] = &parts[i].printed
		}
		out.Printed = c.rows("printed."+id, coarseLabel(label, unit), rows)
		out.Printed.Rate = out.Rate
	}
	return out
}

// rows adds rows up, column by column, and fills 증감 and 증감률 of the sum.
func (c *computer) rows(id, label string, rows []*Row) Row {
	column := func(key, word string, of func(*Row) *figure.Figure) *figure.Figure {
		parts := make([]*figure.Figure, len(rows))
		for i, r := range rows {
			parts[i] = of(r)
		}
		return c.sum(name{id: id, key: key, label: label, word: word}, c.book.Title.Span, parts, nil)
	}
	r := Row{
		Base: Amount{
			Figure:   column(".base", " 비교 기준액", func(r *Row) *figure.Figure { return r.Base.Figure }),
			National: column(".base.national", " 비교 기준액 국비", func(r *Row) *figure.Figure { return r.Base.National }),
		},
		Current: Amount{
			Figure:   column("", "", func(r *Row) *figure.Figure { return r.Current.Figure }),
			National: column(".national", " 국비", func(r *Row) *figure.Figure { return r.Current.National }),
		},
	}
	c.row(id, label, c.book.Title.Span, &r)
	return r
}
