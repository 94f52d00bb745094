package formula

import (
	"math/big"
	"strings"
)

// Decimal writes r without commas: exactly where its decimals end, else rounded to
// six of them, half away from zero. A negative number has a "-".
func Decimal(r *big.Rat) string {
	const most = 6
	places, exact := r.FloatPrec()
	if !exact {
		places = most
	}
	text := r.FloatString(places)
	if strings.Trim(text, "-0.") == "" {
		return "0"
	}
	return text
}

// grouped is Decimal with commas, for a value that is not negative.
func grouped(r *big.Rat) string {
	whole, decimals, dotted := strings.Cut(Decimal(r), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if dotted {
		return whole + "." + decimals
	}
	return whole
}
