package money

import "math/big"

// Mode is a direction of rounding, by the word of book.toml.
type Mode string

const (
	Ceil   Mode = "ceil"    // 올림, toward +∞: 2,677.5 → 2,678 and △2,677.5 → △2,677
	HalfUp Mode = "half_up" // 반올림, away from zero at one half
	Floor  Mode = "floor"   // 절사, toward zero
)

// Modes lists the modes in the order in which they are offered to the user.
var Modes = []Mode{Ceil, HalfUp, Floor}

// Korean is the mode's name in print.
func (m Mode) Korean() string {
	switch m {
	case Ceil:
		return "올림"
	case HalfUp:
		return "반올림"
	case Floor:
		return "절사"
	}
	panic("money: unknown rounding mode " + string(m))
}

// Rounding is the declared rule of a book (반올림 규칙).
type Rounding struct {
	Line         Mode // each leaf line of 산출근거, once
	Unit         Unit // to what a leaf line is rounded: 천원
	Rate         Mode // 증감률
	RateDecimals int  // decimals of 증감률, 0 to 4
}

// Round brings an exact amount in won to a whole number of units, as won.
// The error is ErrLimit.
func Round(exact *big.Rat, u Unit, m Mode) (Won, error) {
	q := new(big.Rat).Quo(exact, new(big.Rat).SetInt64(int64(u)))
	n := roundInt(q, m)
	n.Mul(n, big.NewInt(int64(u)))
	if !n.IsInt64() {
		return 0, ErrLimit
	}
	w := Won(n.Int64())
	return w, w.check()
}

// RoundTo brings a whole amount in won to a whole number of a coarser unit. The error is
// ErrLimit.
func (w Won) RoundTo(u Unit, m Mode) (Won, error) {
	if err := w.check(); err != nil {
		return 0, err
	}
	rounded := Won(roundQuotient(int64(w), int64(u), m) * int64(u)) // at most a unit above the limit
	return rounded, rounded.check()
}

// roundQuotient is num/den rounded to an integer; den is not 0.
func roundQuotient(num, den int64, m Mode) int64 {
	whole, rest := num/den, num%den // toward zero
	if rest == 0 {
		return whole
	}
	away := int64(1)
	if (num < 0) != (den < 0) {
		away = -1
	}
	switch m {
	case Ceil:
		if away > 0 {
			whole += away
		}
	case HalfUp:
		if 2*abs(rest) >= abs(den) {
			whole += away
		}
	case Floor:
	default:
		panic("money: unknown rounding mode " + string(m))
	}
	return whole
}

// roundInt rounds a rational to an integer.
func roundInt(q *big.Rat, m Mode) *big.Int {
	whole, rest := new(big.Int).QuoRem(q.Num(), q.Denom(), new(big.Int)) // toward zero
	if rest.Sign() == 0 {
		return whole
	}
	away := big.NewInt(int64(q.Sign()))
	switch m {
	case Ceil:
		if q.Sign() > 0 {
			whole.Add(whole, away)
		}
	case HalfUp:
		twice := new(big.Int).Abs(rest)
		if twice.Lsh(twice, 1).Cmp(q.Denom()) >= 0 {
			whole.Add(whole, away)
		}
	case Floor:
	default:
		panic("money: unknown rounding mode " + string(m))
	}
	return whole
}
