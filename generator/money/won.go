// Package money holds whole won in int64 with checked arithmetic, the rounding
// rules of budget books, rates as fractions, and how a figure looks in print
// (△, commas, 천원). There is no float in it and none may come near it.
package money

import (
	"errors"
	"math/big"
	"strconv"
	"strings"
)

// Won is an amount of 원. A figure that prints in 천원 is still kept in won, as a
// multiple of 1,000.
type Won int64

// Limit is the largest magnitude of a figure, 원: beyond it a spreadsheet, which
// keeps 15 digits, could no longer show the figure that the page shows. It is
// about twenty times the budget of the largest city.
const Limit Won = 999_999_999_999_999

// ErrLimit is returned when a result would pass [Limit].
var ErrLimit = errors.New("금액이 999조원을 넘습니다")

// Add returns w+x, or ErrLimit.
func (w Won) Add(x Won) (Won, error) {
	// Both operands are within ±Limit, so the sum cannot wrap an int64.
	if w.check() != nil || x.check() != nil {
		return 0, ErrLimit
	}
	sum := w + x
	return sum, sum.check()
}

// Sub returns w-x, or ErrLimit.
func (w Won) Sub(x Won) (Won, error) {
	// -x is beyond the limit where x is, the smallest int64 included, which is its own negative.
	return w.Add(-x)
}

func (w Won) check() error {
	if w > Limit || w < -Limit {
		return ErrLimit
	}
	return nil
}

// Rat is w as an exact rational, 원.
func (w Won) Rat() *big.Rat { return new(big.Rat).SetInt64(int64(w)) }

// Unit is how many won one printed unit holds.
type Unit int64

const (
	InWon     Unit = 1         // 원
	Thousand  Unit = 1_000     // 천원
	Million   Unit = 1_000_000 // 백만원
	HundredMM Unit = 100_000_000
)

// Korean is the printed name of the unit.
func (u Unit) Korean() string {
	switch u {
	case InWon:
		return "원"
	case Thousand:
		return "천원"
	case Million:
		return "백만원"
	case HundredMM:
		return "억원"
	}
	return "×" + strconv.FormatInt(int64(u), 10) + "원"
}

// IsWhole reports whether w is a whole number of units.
func (w Won) IsWhole(u Unit) bool { return int64(w)%int64(u) == 0 }

// Negative is the sign that Korean budget documents print before a decrease: U+25B3.
const Negative = "△"

// In prints w in the unit with commas and △, without the unit's name: 84,400 or △84,400.
// w must be whole in the unit (the caller rounds); the rest would be lost, so it panics.
func (w Won) In(u Unit) string {
	if !w.IsWhole(u) {
		panic("money: " + strconv.FormatInt(int64(w), 10) + "원 is not whole in " + u.Korean())
	}
	return commas(w < 0, abs(int64(w)/int64(u)))
}

// Decimal prints w in the unit exactly, with as many decimals as it takes: 566.6 in 백만원.
func (w Won) Decimal(u Unit) string {
	whole := Won(int64(w) / int64(u) * int64(u))
	rest := abs(int64(w - whole))
	text := commas(w < 0, abs(int64(whole)/int64(u)))
	if rest == 0 {
		return text
	}
	// Units are powers of ten, so the rest is the decimals, padded to the unit's zeros.
	digits := strconv.FormatUint(uint64(u)+rest, 10)[1:]
	return text + "." + strings.TrimRight(digits, "0")
}

// With prints w with the unit's name: 566,600천원.
func (w Won) With(u Unit) string { return w.In(u) + u.Korean() }

// Exact prints w in 천원 where it is whole, else in 원: for messages.
func (w Won) Exact() string {
	if w.IsWhole(Thousand) {
		return w.With(Thousand)
	}
	return w.With(InWon)
}

// Grouped prints a count with commas: 3,000.
func Grouped(n int64) string { return commas(n < 0, abs(n)) }

func abs(n int64) uint64 {
	if n < 0 {
		return uint64(-n)
	}
	return uint64(n)
}

// commas groups digits by three, behind △ if they are a decrease.
func commas(negative bool, n uint64) string {
	var room [20]byte
	digits := strconv.AppendUint(room[:0], n, 10)
	out := make([]byte, 0, 32)
	if negative {
		out = append(out, Negative...)
	}
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out = append(out, ',')
		}
		out = append(out, d)
	}
	return string(out)
}
