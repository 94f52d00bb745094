package calc

import (
	"cmp"
	"slices"

	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// Ranking is a grouping by size, for a chart: the largest first, and all that has no row of its
// own in two sums, so that everything adds up to the book.
type Ranking struct {
	By     string
	Rows   []Named
	Folded int    // how many more names Rest adds up
	Rest   *Named // nil where every name has a row
	Bare   *Named // of projects without a name: the book less all groups; nil where there is none
	Uneven bool   // the rounded shares do not add up to 100 %
}

// mostRanked is how many names have a row before the smallest are added up.
const mostRanked = 16

// rank orders 분야, and 실·국 (부서 where there is none) by size.
func (c *computer) rank(t *Totals) {
	properties := []string{"분야", "실·국"}
	if len(t.By("실·국").Rows) == 0 {
		properties[1] = "부서"
	}
	for _, by := range properties {
		if g := t.By(by); len(g.Rows) > 0 {
			t.Rankings = append(t.Rankings, c.ranking(g, t.All))
		}
	}
}

func (c *computer) ranking(g Grouping, all Tally) Ranking {
	r := Ranking{By: g.By, Rows: slices.Clone(g.Rows)}
	slices.SortStableFunc(r.Rows, func(a, b Named) int { return cmp.Compare(size(b), size(a)) })
	projects := 0
	for _, n := range r.Rows {
		projects += n.Projects
	}
	if projects < all.Projects {
		bare := c.named(g.By+".bare", g.By+" 없음", []Named{{Tally: all}}, r.Rows, all)
		r.Bare = &bare
	}
	if len(r.Rows) > mostRanked {
		rest := c.named(g.By+".rest", "그 밖의 "+g.By, r.Rows[mostRanked-1:], nil, all)
		r.Folded, r.Rest, r.Rows = len(r.Rows)-mostRanked+1, &rest, r.Rows[:mostRanked-1]
	}
	r.Uneven = c.uneven(r)
	return r
}

// size is what a name is ordered by; what is unknown comes last.
func size(n Named) money.Won {
	if f := n.Current.Figure; f != nil {
		return f.Won
	}
	return -money.Limit - 1
}

// named is the amount and the share of plus together, less minus.
func (c *computer) named(id, label string, plus, minus []Named, all Tally) (out Named) {
	add := func(id, label string, of func(Named) *figure.Figure) *figure.Figure {
		figures := func(names []Named) (fs []*figure.Figure) {
			for _, n := range names {
				fs = append(fs, of(n))
			}
			return fs
		}
		return c.sum(id, label, c.book.Title.Span, figures(plus), figures(minus))
	}
	out.Name = label
	out.Current.Figure = add(id, label, func(n Named) *figure.Figure { return n.Current.Figure })
	out.Printed.Current = out.Current
	if unit := c.book.Units.BudgetUnit(); unit != c.rule.Unit {
		out.Printed.Current.Figure = add("printed."+id, coarseLabel(label, unit), func(n Named) *figure.Figure { return n.Printed.Current.Figure })
	}
	out.Share = c.ratio(id+".share", label+" 구성비", c.book.Title.Span, out.Current.Figure, all.Current.Figure)
	return out
}

// uneven reports whether the shares as printed add up to other than 100 %.
func (c *computer) uneven(r Ranking) bool {
	whole, err := money.Ratio(1, 1, c.rule)
	if err != nil {
		panic(err) // 100 % is within every limit
	}
	rows := r.Rows
	for _, n := range []*Named{r.Rest, r.Bare} {
		if n != nil {
			rows = append(rows[:len(rows):len(rows)], *n)
		}
	}
	var steps int64
	for _, n := range rows {
		if n.Share == nil || n.Share.Rate.None {
			return false // of a book of nothing there are no shares
		}
		steps += n.Share.Rate.Steps
	}
	return steps != whole.Steps
}
