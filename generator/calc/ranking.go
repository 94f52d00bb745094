package calc

import (
	"cmp"
	"slices"

	"budgetbook/generator/money"
)

// Ranking is a grouping by size, for a chart: the largest first, and the smallest of many in one
// sum, so that everything adds up to the book.
type Ranking struct {
	By     string
	Rows   []Named
	Folded int     // how many more names Rest adds up
	Rest   []Named // these in one row; empty where every name has a row
	Bare   []Named // of projects without such a name; empty where there are none
	Uneven bool    // the rounded shares do not add up to 100 %
}

// All are the rows of the ranking from top to bottom.
func (r Ranking) All() []Named { return slices.Concat(r.Rows, r.Rest, r.Bare) }

// mostRanked is how many names have a row before the smallest are added up.
const mostRanked = 16

// ranked are the properties that are ranked.
var ranked = []string{"회계", "실·국", "부서", "분야"}

// Ranking is the ranking by the property, empty where the book has no such names.
func (t *Totals) Ranking(by string) Ranking {
	for _, r := range t.Rankings {
		if r.By == by {
			return r
		}
	}
	return Ranking{By: by}
}

func (c *computer) rank(t *Totals) {
	for _, by := range ranked {
		if g := t.By(by); len(g.Rows) > 0 {
			t.Rankings = append(t.Rankings, c.ranking(g, t.All))
		}
	}
}

func (c *computer) ranking(g Grouping, all Tally) Ranking {
	r := Ranking{By: g.By, Rows: slices.Clone(g.Rows), Bare: g.Rest}
	slices.SortStableFunc(r.Rows, func(a, b Named) int { return cmp.Compare(size(b), size(a)) })
	if len(r.Rows) > mostRanked {
		small := r.Rows[mostRanked-1:]
		r.Rows, r.Folded = r.Rows[:mostRanked-1], len(small)
		tallies := make([]part, len(small))
		for i := range small {
			tallies[i] = small[i].part()
		}
		rest := Named{Tally: c.tally(g.By+".rest", "그 밖의 "+g.By, tallies)}
		rest.Share = c.ratio(called(g.By+".rest.share", "그 밖의 "+g.By+" 구성비"), c.book.Title.Span, rest.Current.Figure, all.Current.Figure)
		r.Rest = []Named{rest}
	}
	r.Uneven = c.uneven(r.All())
	return r
}

// size is what a name is ordered by; what is unknown comes last.
func size(n Named) money.Won {
	if f := n.Current.Figure; f != nil {
		return f.Won
	}
	return -money.Limit - 1
}

// uneven reports whether the shares as printed add up to other than 100 %.
func (c *computer) uneven(rows []Named) bool {
	whole, err := money.Ratio(1, 1, c.rule)
	if err != nil {
		panic(err) // 100 % is within every limit
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
