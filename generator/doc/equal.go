package doc

import "budgetbook/generator/figure"

// Equal says whether pairs of figures agree, for workbooks: one pair where its row says so,
// all of them where it sums up the rows below it.
type Equal struct {
	Pairs [][2]*figure.Figure
}

// Holds reports whether the two of every pair are the same amount.
func (e Equal) Holds() bool {
	for _, p := range e.Pairs {
		if p[0].Won != p[1].Won {
			return false
		}
	}
	return true
}

// String is what a spreadsheet shows: TRUE or FALSE.
func (e Equal) String() string {
	if e.Holds() {
		return "TRUE"
	}
	return "FALSE"
}
