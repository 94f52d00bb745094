package xlsx

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/formula"
	"budgetbook/generator/money"
)

// expression is the 산식 of a leaf figure. A factor of any other figure is a fault of the composer.
func expression(f *figure.Figure) figure.Formula { return f.Expr.(figure.Formula) }

func numberOf(n doc.Factor) formula.Number {
	return expression(n.Figure).Formula.Numbers()[n.Index]
}

// numFormula is the formula of a cell that prints a figure, or "" where the figure was
// typed and this is the cell to type it in.
func (p *plan) numFormula(n *doc.Num, at place) (string, error) {
	f := n.Figure
	home, _ := p.home(f)
	switch e := f.Expr.(type) {
	case figure.Input, figure.Elsewhere:
		if at == home {
			return "", nil
		}
	case figure.Formula:
		if at == home {
			s := p.at(f)
			if !s.hasExact {
				return rounded("("+p.exactFormula(f, at)+")", e, at.unit), nil
			}
			return rounded(p.ref(s.exact.place(), at), e, at.unit), nil
		}
	case figure.Sum:
		terms, local := p.localTerms(e, at)
		if !local && at == home && p.partial && !p.holdsPart(f) {
			return "", nil
		}
		if !local && at == home {
			if p.table(at).ByText && len(e.Minus) == 0 && len(e.Plus) > 0 {
				if text, ok := p.selected(e.Plus, at); ok {
					return text, nil
				}
			}
			var err error
			if terms, err = p.gather(nil, f, e, false); err != nil {
				return "", err
			}
			local = true
		}
		if local {
			text, err := p.sum(f, terms, at)
			if !errors.Is(err, errSummands) || at == home {
				return text, err
			} // too many cells here: the home adds them up
		}
	case figure.Rounded:
		if at == home {
			of, ok := p.home(e.Of)
			if !ok {
				return "", p.homeless(e.Of, f)
			}
			return scaled(roundedTo("ROUND("+scaled(p.ref(of, at), of.unit, e.Unit)+",6)", e.Mode), e.Unit, at.unit), nil
		}
	case figure.Ratio:
		if at == home || p.hasLocals(f.Parts(), at) {
			return p.ratio(f, e, n.Words, at)
		}
	default:
		panic(fmt.Sprintf("xlsx: unknown expression %T", f.Expr))
	}
	return scaled(p.ref(home, at), home.unit, at.unit), nil
}

// scaled brings a number from one unit to another; both are powers of ten.
func scaled(text string, from, to money.Unit) string {
	switch {
	case from > to && to > 0:
		return text + "*" + strconv.FormatInt(int64(from/to), 10)
	case to > from && from > 0:
		return text + "/" + strconv.FormatInt(int64(to/from), 10)
	}
	return text
}

// exactFormula is the 산식 of a leaf as seen from a cell, 원: over the cells of its
// factors, or with the numbers themselves where they have no cells.
func (p *plan) exactFormula(f *figure.Figure, from place) string {
	e, factors := expression(f).Formula, p.at(f).factors
	return e.Spreadsheet(func(i int) string {
		if i < len(factors) && factors[i] != (spot{}) {
			return p.ref(factors[i].place(), from)
		}
		return decimal(e.Numbers()[i].Value)
	})
}

// significant is how many digits of a number a spreadsheet keeps.
const significant = 15

// decimal is a rational as a plain decimal: exact for the numbers of a 산식, which are finite.
func decimal(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	digits, exact := r.FloatPrec()
	if !exact {
		digits = significant
	}
	return r.FloatString(digits)
}

// rounded is the book's rounding of a leaf, in spreadsheet functions. The inner ROUND
// takes away the noise of binary fractions, which would lift 119,000.00000000001 to
// 119,001. CEILING goes toward +∞ for △ too, ROUNDUP would go away from zero.
// LibreOffice 7.4 takes 9,999,999,999.999 for a whole number in ROUNDDOWN, not in TRUNC.
func rounded(exact string, e figure.Formula, shown money.Unit) string {
	x := scaled(exact, money.InWon, e.Unit)
	x = "ROUND(" + x + "," + strconv.Itoa(guard(e)) + ")"
	return scaled(roundedTo(x, e.Mode), e.Unit, shown)
}

// roundedTo rounds to whole units.
func roundedTo(x string, mode money.Mode) string {
	switch mode {
	case money.Ceil:
		return "CEILING(" + x + ",1)"
	case money.HalfUp:
		return "ROUND(" + x + ",0)"
	case money.Floor:
		return "TRUNC(" + x + ")"
	}
	panic("xlsx: unknown rounding mode " + string(mode))
}

// guard is the number of decimals that the inner ROUND keeps: 6, or more where a smaller
// rest decides the figure.
func guard(e figure.Formula) int {
	const least, most = 6, 9
	if e.Exact.IsInt() {
		return least // no unit is coarser than 6 decimals of it are exact
	}
	unit := money.Won(e.Unit).Rat()
	amount := new(big.Rat).Quo(e.Exact, unit)
	want, err := money.Round(e.Exact, e.Unit, e.Mode)
	if err != nil {
		return least
	}
	for digits := least; digits < most; digits++ {
		cut, _ := new(big.Rat).SetString(amount.FloatString(digits))
		if got, err := money.Round(cut.Mul(cut, unit), e.Unit, e.Mode); err == nil && got == want {
			return digits
		}
	}
	return most
}

// holdsPart reports whether any part of a figure, however deep, has a cell.
func (p *plan) holdsPart(f *figure.Figure) bool {
	return slices.ContainsFunc(f.Parts(), func(part *figure.Figure) bool {
		_, ok := p.home(part)
		return ok || p.holdsPart(part)
	})
}

// term is a summand with its cell.
type term struct {
	at    place
	minus bool
}

// localTerms are the cells of [plan.local] of all summands; they last until the next sum.
func (p *plan) localTerms(e figure.Sum, at place) ([]term, bool) {
	p.terms = p.terms[:0]
	for i, parts := range [][]*figure.Figure{e.Plus, e.Minus} {
		for _, part := range parts {
			q, ok := p.local(part, at)
			if !ok {
				return nil, false
			}
			p.terms = append(p.terms, term{at: q, minus: i == 1})
		}
	}
	return p.terms, true
}

// gather are the homes of the summands of f. A sum that is printed nowhere is taken
// apart; a leaf that is printed nowhere could only be typed, which is an error.
func (p *plan) gather(out []term, f *figure.Figure, e figure.Sum, minus bool) ([]term, error) {
	add := func(parts []*figure.Figure, minus bool) (err error) {
		for _, part := range parts {
			if home, ok := p.home(part); ok {
				out = append(out, term{home, minus})
				continue
			}
			inner, ok := part.Expr.(figure.Sum)
			if !ok {
				return p.homeless(part, f)
			}
			if out, err = p.gather(out, f, inner, minus); err != nil {
				return err
			}
		}
		return nil
	}
	if err := add(e.Plus, minus); err != nil {
		return nil, err
	}
	if err := add(e.Minus, !minus); err != nil {
		return nil, err
	}
	return out, nil
}

func (p *plan) homeless(part, whole *figure.Figure) error {
	return fmt.Errorf("xlsx: %s (%s) stands in no cell, so %s (%s) cannot be computed in the workbook",
		part.ID, part.Label, whole.ID, whole.Label)
}

// errSummands is returned for a sum that no formula holds.
var errSummands = errors.New("xlsx: too many summands for a cell")

// Excel takes at most 255 arguments in a function and 8,192 characters in a formula.
const (
	maxArguments = 200
	maxFormula   = 8192
)

// sum adds up terms in the unit of a cell: ranges where cells follow each other.
func (p *plan) sum(f *figure.Figure, terms []term, at place) (string, error) {
	var b strings.Builder
	for rest := terms; len(rest) > 0; {
		// Terms of one sign and unit are taken together; the order of the others stays.
		same := func(t term) bool { return t.minus == rest[0].minus && t.at.unit == rest[0].at.unit }
		like, others := rest, rest[:0:0]
		if slices.ContainsFunc(rest, func(t term) bool { return !same(t) }) {
			like = rest[:0:0]
			for _, t := range rest {
				if same(t) {
					like = append(like, t)
				} else {
					others = append(others, t)
				}
			}
		}
		switch {
		case rest[0].minus:
			b.WriteByte('-')
		case b.Len() > 0:
			b.WriteByte('+')
		}
		call := ""
		if ranges := p.ranges(like, at); len(ranges) <= maxArguments {
			call = sumCall(ranges)
		} else if text, ok := p.gathered(like, at); ok {
			call = text
		} else {
			call = sumCall(ranges)
		}
		b.WriteString(scaled(call, rest[0].at.unit, at.unit))
		rest = others
	}
	if b.Len() == 0 {
		return "0", nil
	}
	if b.Len() > maxFormula {
		return "", fmt.Errorf("%w: %s (%s) has %d, print subtotals", errSummands, f.ID, f.Label, len(terms))
	}
	return b.String(), nil
}

// ranges joins neighbouring cells: D5, D6, D7, F9 become D5:D7, F9. Between cells of a column
// may lie what holds no number, which adds nothing.
func (p *plan) ranges(terms []term, from place) []string {
	var out []string
	for i := 0; i < len(terms); {
		start := terms[i].at
		end, next := start, i+1
		for ; next < len(terms); next++ {
			q := terms[next].at
			down := q.sheet == end.sheet && q.table == end.table && q.col == end.col && end.col == start.col && p.bare(end, q)
			right := q.row == end.row && q.col == end.col+1 && end.row == start.row
			if q.sheet != start.sheet || !(down || right) {
				break
			}
			end = q
		}
		text := p.ref(start, from)
		if end != start && start.sheet == from.sheet {
			text += ":" + end.name()
		} else if end != start {
			text += ":" + absolute(end.row, end.col)
		}
		out = append(out, text)
		i = next
	}
	return out
}

// bare reports whether a cell stands below another with no number between them.
func (p *plan) bare(above, below place) bool {
	t := p.table(above)
	for r := above.row + 1; r < below.row; r++ {
		if t.number(r-t.top, above.col) {
			return false
		}
	}
	return below.row > above.row
}

func sumCall(args []string) string {
	if len(args) == 1 && !strings.Contains(args[0], ":") {
		return args[0]
	}
	for len(args) > maxArguments {
		var nested []string
		for i := 0; i < len(args); i += maxArguments {
			nested = append(nested, "SUM("+strings.Join(args[i:min(i+maxArguments, len(args))], ",")+")")
		}
		args = nested
	}
	return "SUM(" + strings.Join(args, ",") + ")"
}

// ratio is num*100/den rounded to the book's decimals, or the form's word where there
// is nothing to divide by.
func (p *plan) ratio(f *figure.Figure, e figure.Ratio, words doc.Words, at place) (string, error) {
	num, numUnit, err := p.operand(e.Num, f, at)
	if err != nil {
		return "", err
	}
	den, denUnit, err := p.operand(e.Den, f, at)
	if err != nil {
		return "", err
	}
	if unit := min(numUnit, denUnit); numUnit > unit {
		num = "(" + scaled(num, numUnit, unit) + ")"
	} else if denUnit > unit {
		den = "(" + scaled(den, denUnit, unit) + ")"
	}
	x := num + "*100/" + den
	d := e.Rounding.RateDecimals
	clean := func(decimals int) string { return "ROUND(" + x + "," + strconv.Itoa(decimals) + ")" }
	switch e.Rounding.Rate {
	case money.HalfUp:
		x = clean(d)
	case money.Floor:
		x = "TRUNC(" + clean(d+6) + "," + strconv.Itoa(d) + ")"
	case money.Ceil:
		scale := "1" + strings.Repeat("0", d)
		x = "CEILING(" + clean(d+6) + "*" + scale + ",1)/" + scale
	default:
		panic("xlsx: unknown rounding mode " + string(e.Rounding.Rate))
	}
	return "IF(" + den + "=0,IF(" + num + "=0," + textLiteral(words.None) + "," + textLiteral(words.New) + ")," + x + ")", nil
}

// operand is a part of a ratio and the unit it counts in.
func (p *plan) operand(part, whole *figure.Figure, at place) (string, money.Unit, error) {
	if local, ok := p.local(part, at); ok {
		return p.ref(local, at), local.unit, nil
	}
	if home, ok := p.home(part); ok {
		return p.ref(home, at), home.unit, nil
	}
	e, ok := part.Expr.(figure.Sum)
	if !ok {
		return "", 0, p.homeless(part, whole)
	}
	terms, err := p.gather(nil, whole, e, false)
	if err != nil {
		return "", 0, err
	}
	unit := money.InWon
	if len(terms) > 0 {
		unit = terms[0].at.unit
	}
	text, err := p.sum(whole, terms, place{sheet: at.sheet, unit: unit})
	return "(" + text + ")", unit, err
}

func textLiteral(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// equalFormula compares the two sides of an identity where its own row prints them; of many
// pairs it says whether all of the column's rows below hold.
func (p *plan) equalFormula(e doc.Equal, at place) (string, error) {
	if len(e.Pairs) != 1 {
		t := p.table(at)
		return "AND(" + cellName(at.row+1, at.col) + ":" + cellName(t.top+t.height()-1, at.col) + ")", nil
	}
	left, leftOK := p.local(e.Pairs[0][0], at)
	right, rightOK := p.local(e.Pairs[0][1], at)
	if !leftOK || !rightOK {
		return "", fmt.Errorf("xlsx: a side of %s = %s stands in no cell of its table", e.Pairs[0][0].Label, e.Pairs[0][1].Label)
	}
	return p.ref(left, at) + "=" + p.ref(right, at), nil
}
