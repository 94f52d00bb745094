// Package figure is one printed number: what it is called, its value, the
// expression that computed it, and where it was written.
//
// A figure is computed once (package calc) and then only shown. The page prints
// Won or Rate; a workbook prints the same figure's Expr as a live formula and
// takes Won or Rate as its cached value. Figures are immutable and are compared
// by pointer: two places that print one figure hold the same *Figure. A nil
// *Figure is a figure that was not given: it prints blank and is not 0.
package figure

import (
	"math/big"

	"budgetbook/generator/diag"
	"budgetbook/generator/formula"
	"budgetbook/generator/money"
)

// Figure is one number of the book.
type Figure struct {
	*Name
	Expr Expr       // how it came to be
	Won  money.Won  // 원; meaningless where IsRate
	Rate money.Rate // percent; only where IsRate
}

// Name is what a figure is called and where it stands in the sources. It lies apart since a large
// book has very many figures of which nobody asks that.
type Name struct {
	ID    string    // path inside its project: "line[308-01].basis[1].item[2]"; unique there
	Label string    // Korean name for messages and trace: "8년차 2개소(동작, 용산)"
	Span  diag.Span // the value it was read from; zero for a sum
}

// Nameless is the name of figures that have none.
var Nameless = &Name{}

// IsRate reports whether the figure is a percentage.
func (f *Figure) IsRate() bool { _, ok := f.Expr.(Ratio); return ok }

// Expr is how a figure came to be. It is one of [Input], [Formula], [Sum], [Ratio], [Rounded], [Elsewhere].
type Expr interface{ expr() }

// Input is a number that the user typed. Written is it as typed, 원; the figure's
// Won differs from it only where the table's unit is coarser than what was typed
// (결산 in 천원) and then is Written rounded by Mode to Unit.
type Input struct {
	Written money.Won
	Mode    money.Mode
	Unit    money.Unit
}

// Formula is a leaf line of 산출근거: the 산식 and its exact value in won, rounded
// once, by Mode to Unit, into the figure's Won.
type Formula struct {
	Formula *formula.Formula
	Exact   *big.Rat // 원
	Mode    money.Mode
	Unit    money.Unit
}

// Sum is Plus added up, less Minus: totals, 증감, 예산현액, 집행잔액. The order is that of print.
type Sum struct {
	Plus, Minus []*Figure
}

// Ratio is Num*100/Den in percent, rounded by Rounding.Rate.
type Ratio struct {
	Num, Den *Figure
	Rounding money.Rounding
}

// Rounded is a figure in a coarser unit, for a table that the book prints in 백만원: Of
// rounded by Mode to Unit. Sums of such a table add the rounded figures.
type Rounded struct {
	Of   *Figure
	Mode money.Mode
	Unit money.Unit
}

// Elsewhere is the expression of a figure that was computed in its sheet and whose parts are
// not at hand: a large book keeps the amounts of its 통계목 and not what they are made of.
type Elsewhere struct{}

func (Input) expr()     {}
func (Formula) expr()   {}
func (Sum) expr()       {}
func (Ratio) expr()     {}
func (Rounded) expr()   {}
func (Elsewhere) expr() {}

// Parts are the figures that f was computed from, in order; none for a leaf.
func (f *Figure) Parts() []*Figure {
	switch e := f.Expr.(type) {
	case Input, Formula, Elsewhere:
		return nil
	case Sum:
		return append(append([]*Figure(nil), e.Plus...), e.Minus...)
	case Ratio:
		return []*Figure{e.Num, e.Den}
	case Rounded:
		return []*Figure{e.Of}
	default:
		panic("figure: unknown expression")
	}
}
