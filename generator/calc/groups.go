package calc

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"budgetbook/generator/budget"
	"budgetbook/generator/figure"
)

// Grouping is the budget cut by one property of projects or lines, in the order in which
// its names first come; 편성목 and 통계목 in that of their codes.
type Grouping struct {
	By   string // 실·국, 부서, 회계, 분야, 부문, 정책사업, 단위사업, 편성목, 통계목, 재원
	Rows []Named
	Rest []Named // what has no such name, by the name above: Name is ""
}

// In lists the rows that the name above holds, what has no name last.
func (g Grouping) In(above string) (out []Named) {
	for _, r := range slices.Concat(g.Rows, g.Rest) {
		if r.Above == above {
			out = append(out, r)
		}
	}
	return out
}

// Named is one name of a grouping with what belongs to it. 재원 has no base.
type Named struct {
	Above string // the name that holds it: 실·국 of 부서, 분야 of 부문, 정책사업 of 단위사업, 편성목 of 통계목
	Name  string // of 편성목 and 통계목 the code
	Title string // of 통계목 its name as it is written first, else ""
	Tally
	Share *figure.Figure // 구성비: percent of the whole budget
}

// By is the grouping by the property, empty where the book has none.
func (t *Totals) By(property string) Grouping {
	for _, g := range t.Groupings {
		if g.By == property {
			return g
		}
	}
	return Grouping{By: property}
}

// piece is what one sheet gives to a group.
type piece struct {
	above, name, title string
	row, printed       Row
}

// properties are what the budget is cut by, and what each sheet gives to which group.
var properties = []struct {
	by     string
	pieces func(*Sheet) iter.Seq[piece]
}{
	{"실·국", whole(func(p *budget.Project) (above, name string) { return "", p.Bureau.Value })},
	{"부서", whole(func(p *budget.Project) (above, name string) { return p.Bureau.Value, p.Department.Value })},
	{"회계", whole(func(p *budget.Project) (above, name string) { return "", p.Account.Value })},
	{"분야", whole(program(func(p *budget.Program) (above, name string) { return "", p.Field.Value }))},
	{"부문", whole(program(func(p *budget.Program) (above, name string) { return p.Field.Value, p.Section.Value }))},
	{"정책사업", whole(program(func(p *budget.Program) (above, name string) { return "", p.Policy.Value }))},
	{"단위사업", whole(program(func(p *budget.Program) (above, name string) { return p.Policy.Value, p.Unit.Value }))},
	{"편성목", lines(func(code string) (above, name string) { return "", groupCode(code) })},
	{"통계목", lines(func(code string) (above, name string) { return groupCode(code), code })},
	{"재원", funded},
}

// groupCode is 편성목 of 통계목: 201 of 201-01.
func groupCode(code string) string {
	group, _, _ := strings.Cut(code, "-")
	return group
}

func whole(of func(*budget.Project) (above, name string)) func(*Sheet) iter.Seq[piece] {
	return func(s *Sheet) iter.Seq[piece] {
		return func(yield func(piece) bool) {
			above, name := of(s.Project)
			yield(piece{above, name, "", s.Total, s.Printed.Total})
		}
	}
}

func program(of func(*budget.Program) (above, name string)) func(*budget.Project) (above, name string) {
	return func(p *budget.Project) (above, name string) {
		if p.Program == nil {
			return "", ""
		}
		return of(p.Program)
	}
}

func lines(of func(code string) (above, name string)) func(*Sheet) iter.Seq[piece] {
	return func(s *Sheet) iter.Seq[piece] {
		return func(yield func(piece) bool) {
			for i := range s.Lines {
				l := &s.Lines[i]
				above, name := of(l.Source.Code.Value)
				title := ""
				if name == l.Source.Code.Value {
					title = l.Source.Name.Value
				}
				if !yield(piece{above, name, title, l.Row, s.Printed.Lines[i]}) {
					return
				}
			}
		}
	}
}

// funded is the project by 재원. Where it names its funding, a source that it leaves out pays
// nothing; where it does not, what each source pays is unknown.
func funded(s *Sheet) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		for _, share := range s.Funding {
			if share.Figure == nil && len(s.Project.Funding) > 0 {
				continue
			}
			row := Row{Current: Amount{Figure: share.Figure}}
			if !yield(piece{"", share.Source.Label.Value, "", row, row}) { // 재원 has one unit, that of 산출근거
				return
			}
		}
	}
}

// groupings cuts the budget by every property.
func (c *computer) groupings(t *Totals, sheets []Entry) {
	t.Share = c.ratio(called("book.share", "구성비"), c.book.Title.Span, t.All.Current.Figure, t.All.Current.Figure)
	type key struct{ above, name string }
	for _, property := range properties {
		g := Grouping{By: property.by}
		at := map[key]int{}
		var parts [][]part // of each row
		var counted []int  // the last sheet that each row has
		for n, s := range each(sheets) {
			for p := range property.pieces(s) {
				k := key{p.above, p.name}
				i, known := at[k]
				if !known {
					i = len(g.Rows)
					at[k] = i
					g.Rows = append(g.Rows, Named{Above: p.above, Name: p.name, Title: p.title})
					parts, counted = append(parts, nil), append(counted, -1)
				}
				projects := 1
				if counted[i] == n {
					projects = 0 // a project counts once
				}
				counted[i] = n
				parts[i] = append(parts[i], part{p.row, p.printed, projects})
			}
		}
		for i := range g.Rows {
			r := &g.Rows[i]
			id := property.by + "[" + r.Name + "]"
			if r.Above != "" {
				id = property.by + "[" + r.Above + "/" + r.Name + "]"
			}
			r.Tally = c.tally(id, r.Name, parts[i])
			r.Share = c.ratio(name{id: id, key: ".share", label: r.Name, word: " 구성비"}, c.book.Title.Span, r.Current.Figure, t.All.Current.Figure)
		}
		if property.by == "편성목" || property.by == "통계목" {
			slices.SortFunc(g.Rows, func(a, b Named) int { return cmp.Compare(a.Name, b.Name) })
		}
		all := g.Rows
		g.Rows = nil
		for _, r := range all {
			if r.Name == "" {
				g.Rest = append(g.Rest, r)
			} else {
				g.Rows = append(g.Rows, r)
			}
		}
		t.Groupings = append(t.Groupings, g)
	}
}
