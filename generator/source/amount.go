package source

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"budgetbook/generator/money"
)

var (
	amountShape = regexp.MustCompile(`^\s*([△▲-]?)\s*(\d[\d,]*)\s*(원|천원|만원|백만원|억원|)\s*$`)
	amountUnits = map[string]int64{"": 1, "원": 1, "천원": 1_000, "만원": 10_000, "백만원": 1_000_000, "억원": 100_000_000}
)

// amountIn reads an amount that was written for people and gives it as TOML:
// "63,000,000원" is 63_000_000.
func amountIn(s string) (string, bool) {
	m := amountShape.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	n, ok := new(big.Int).SetString(strings.ReplaceAll(m[2], ",", ""), 10)
	if !ok {
		return "", false
	}
	n.Mul(n, big.NewInt(amountUnits[m[3]]))
	if m[1] != "" {
		n.Neg(n)
	}
	if n.CmpAbs(big.NewInt(int64(money.Limit))) > 0 {
		return "", false
	}
	return underscored(n.Int64()), true
}

// thousands prints a count with commas.
func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// underscored is a whole number as TOML likes it: 63_000_000.
func underscored(n int64) string { return strings.ReplaceAll(thousands(n), ",", "_") }
