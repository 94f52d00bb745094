package formula_test

import (
	"math/big"
	"testing"

	"budgetbook/generator/formula"
)

func TestDecimal(t *testing.T) {
	tests := []struct {
		num, den int64
		want     string
	}{
		{119000000, 1, "119000000"},
		{0, 7, "0"},
		{-2590000, 1, "-2590000"},
		{22216896, 5, "4443379.2"},
		{1, 1 << 10, "0.0009765625"}, // exact, longer than six
		{1, 3, "0.333333"},
		{2, 3, "0.666667"},
		{-2, 3, "-0.666667"},
		{1, 3_000_000_000, "0"},
		{-1, 3_000_000_000, "0"},
	}
	for _, tt := range tests {
		if got := formula.Decimal(big.NewRat(tt.num, tt.den)); got != tt.want {
			t.Errorf("Decimal(%d/%d) = %s, want %s", tt.num, tt.den, got, tt.want)
		}
	}
}
