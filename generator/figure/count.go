package figure

import "math/big"

// Count adds up the quantities with the counter (개소, 명) over all leaf lines of the
// figure: 59,500,000원*2개소 counts 2. ok is false where a line has none or several of
// them, or one that is not whole: then there is nothing to count.
func (f *Figure) Count(counter string) (sum int64, ok bool) {
	if e, leaf := f.Expr.(Formula); leaf {
		var found *big.Rat
		for _, n := range e.Formula.Counts() {
			if n.Unit != counter {
				continue
			}
			if found != nil {
				return 0, false
			}
			found = n.Value
		}
		if found == nil || !found.IsInt() || !found.Num().IsInt64() {
			return 0, false
		}
		return found.Num().Int64(), true
	}
	parts := f.Parts()
	for _, part := range parts {
		n, ok := part.Count(counter)
		if !ok || sum+n < sum {
			return 0, false
		}
		sum += n
	}
	return sum, len(parts) > 0
}
