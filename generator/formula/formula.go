// Package formula is the language of 산출근거: 59,500,000원*2개소, △740천원×7명×6/12월.
//
// Text goes in; an exact rational in won comes out, or an [Error] with the column
// of the fault. Units other than money (개소, 명, 월) are kept for print and for
// counting but do not scale. There is no float and no rounding in it.
package formula

import "math/big"

// Formula is a parsed 산식. It is immutable.
type Formula struct {
	Text  string // as written
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

// Value is the exact result in won. The caller must not change it.
func (f *Formula) Value() *big.Rat { return f.value }

// Numbers are the numbers of the formula in reading order. The caller must not change them.
func (f *Formula) Numbers() []Number { return f.nums }

type node interface{}
