package money

import (
	"math/big"
	"strconv"
	"strings"
)

// Rate is a 증감률 or 집행률 in percent, rounded to the book's decimals.
//
// Steps counts units of 10^-Decimals percent: 12.96 % with one decimal is 130.
// New is true where there is nothing to divide by (기정 or 전년도 0, now more): such a
// rate has no number and prints a word (순증). None is true where both are 0.
type Rate struct {
	Steps    int64
	Decimals int
	New      bool
	None     bool
}

// Ratio is num*100/den as a Rate. Both are rounded figures of the book, 원.
func Ratio(num, den Won, r Rounding) (Rate, error) {
	if den == 0 {
		return Rate{Decimals: r.RateDecimals, New: num != 0, None: num == 0}, nil
	}
	scale := 100 * pow10(r.RateDecimals)
	if most := (1<<63 - 1) / scale; int64(num) <= most && int64(num) >= -most { // as nearly always
		return Rate{Steps: roundQuotient(int64(num)*scale, int64(den), r.Rate), Decimals: r.RateDecimals}, nil
	}
	exact := new(big.Rat).SetFrac64(int64(num), 1)
	exact.Mul(exact, new(big.Rat).SetInt64(scale))
	exact.Quo(exact, new(big.Rat).SetInt64(int64(den)))
	n := roundInt(exact, r.Rate)
	if !n.IsInt64() {
		return Rate{}, ErrLimit
	}
	return Rate{Steps: n.Int64(), Decimals: r.RateDecimals}, nil
}

// Number prints the rate without a percent sign: △13, 0.1; ok is false where it has none.
func (r Rate) Number() (text string, ok bool) {
	if r.New || r.None {
		return "", false
	}
	scale := pow10(r.Decimals)
	n := abs(r.Steps)
	text = commas(r.Steps < 0, n/uint64(scale))
	if r.Decimals > 0 {
		rest := strconv.FormatUint(n%uint64(scale), 10)
		text += "." + strings.Repeat("0", r.Decimals-len(rest)) + rest
	}
	return text, true
}

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}
