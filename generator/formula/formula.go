// Package formula is the language of 산출근거: 59,500,000원*2개소, △740천원×7명×6/12월.
//
// Text goes in; an exact rational in won comes out, or an [Error] with the column
// of the fault. Units other than money (개소, 명, 월) are kept for print and for
// counting but do not scale. There is no float and no rounding in it.
//
// The grammar, spaces being free between its parts:
//
//	formula = sum [ "=" [ sign ] number ]          the written result is money
//	sum     = product { ( "+" | "-" ) product }
//	product = factor { ( "*" | "/" ) factor }      also × x X ÷
//	factor  = [ sign ] ( number | "(" sum ")" [ unit ] )
//	sign    = "△" | "-" | "+"                      - and + only where a sum begins
//	number  = digits [ "." digits ] [ unit | "%" ]
//
// Each product of the sum that is the formula holds money exactly once, above the line.
package formula

import "math/big"

// Formula is a parsed 산식. It is immutable.
type Formula struct {
	Text string // as written

	// Written is the result that stands after "=", 원, or nil where none is
	// written. It is not compared with the value here.
	Written   *big.Rat
	WrittenAt [2]int // bytes of Text that hold it, sign included

	root  node
	nums  []Number
	value *big.Rat
}

// Number is one number of a formula, in reading order.
type Number struct {
	Text  string   // as written, unit included: "59,500,000원", "2개소", "9%"
	Value *big.Rat // scaled by Kind: 원 for Money (천원, 만원, 억원 multiplied out), 9% = 9/100
	Unit  string   // "원", "개소", "%", or "" where none is written; money is always "원"
	Kind  Kind
}

// Kind tells what a number of a formula measures.
type Kind int

const (
	Count   Kind = iota // 수량: 2개소, 12월, 50
	Money               // 단가 or 금액, 원
	Percent             // 비율: 9%
)

// Value is the exact result in won, at most [money.Limit] in magnitude. The caller
// must not change it.
func (f *Formula) Value() *big.Rat { return f.value }

// Numbers are the numbers of the formula in reading order, without a written
// result. The caller must not change them.
func (f *Formula) Numbers() []Number { return f.nums }

// Counts are the 수량 that carry a unit (2개소, 12개월), in reading order: what the
// prose of a sheet may name too.
func (f *Formula) Counts() []Number {
	var counts []Number
	for _, n := range f.nums {
		if n.Kind == Count && n.Unit != "" {
			counts = append(counts, n)
		}
	}
	return counts
}
