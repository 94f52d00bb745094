package money_test

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"budgetbook/generator/money"
)

func TestRatio(t *testing.T) {
	tests := []struct {
		name     string
		num, den money.Won
		mode     money.Mode
		decimals int
		want     string
	}{
		{"표본의 계", -84_400_000, 651_000_000, money.HalfUp, 0, "△13"}, // 12.9647…
		{"표본의 사무관리비", -400_000, 4_000_000, money.HalfUp, 0, "△10"},
		{"표본의 경상보조금", -84_000_000, 647_000_000, money.HalfUp, 0, "△13"}, // 12.983
		{"소수 한 자리", -84_400_000, 651_000_000, money.HalfUp, 1, "△13.0"},
		{"소수 두 자리", -84_400_000, 651_000_000, money.HalfUp, 2, "△12.96"},
		{"소수 세 자리", -84_400_000, 651_000_000, money.HalfUp, 3, "△12.965"},
		{"소수 네 자리", -84_400_000, 651_000_000, money.HalfUp, 4, "△12.9647"},
		{"앞의 0", 1, 1000, money.HalfUp, 1, "0.1"},
		{"소수 안의 0", 1_004, 100_000, money.HalfUp, 3, "1.004"},
		{"음수의 앞의 0", -4, 10_000, money.HalfUp, 4, "△0.0400"},
		{"0으로 반올림", 4, 3_750, money.HalfUp, 0, "0"},
		{"음수가 0으로", -4, 3_750, money.HalfUp, 0, "0"},
		{"음수의 절반", -5, 1_000, money.HalfUp, 0, "△1"},
		{"올림은 위로", -84_400_000, 651_000_000, money.Ceil, 0, "△12"},
		{"절사는 0 쪽으로", 12_999, 100_000, money.Floor, 0, "12"},
		{"모두 없어짐", -3_000, 3_000, money.HalfUp, 0, "△100"},
		{"그대로", 0, 3_000, money.HalfUp, 1, "0.0"},
		{"쉼표", 30_000_000, 2_000, money.HalfUp, 0, "1,500,000"},
		{"기준이 음수", 1_000, -4_000, money.HalfUp, 0, "△25"},
		{"가장 큼", money.Limit, 1, money.HalfUp, 0, "99,999,999,999,999,900"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := money.Ratio(tt.num, tt.den, money.Rounding{Rate: tt.mode, RateDecimals: tt.decimals})
			if err != nil {
				t.Fatal(err)
			}
			if got, ok := r.Number(); !ok || got != tt.want {
				t.Errorf("got %q, %v; want %q", got, ok, tt.want)
			}
		})
	}
}

func TestRatioWithoutBase(t *testing.T) {
	for _, num := range []money.Won{5_000, -5_000, 0} {
		r, err := money.Ratio(num, 0, money.Rounding{Rate: money.HalfUp})
		if err != nil || r.New != (num != 0) || r.None != (num == 0) {
			t.Errorf("%d of 0: %+v, %v", num, r, err)
		}
		if text, ok := r.Number(); ok || text != "" {
			t.Errorf("%d of 0 prints the number %q", num, text)
		}
	}
}

func TestRatioBeyondLimit(t *testing.T) {
	if r, err := money.Ratio(math.MaxInt64, 1, money.Rounding{Rate: money.HalfUp, RateDecimals: 4}); err != money.ErrLimit {
		t.Errorf("got %+v, %v; want ErrLimit", r, err)
	}
}

// A printed rate is within half a step of the fraction, whatever its size.
func TestRatioStaysNear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		decimals := rapid.IntRange(0, 4).Draw(t, "decimals")
		num, den := amount(t, "num"), amount(t, "den")
		if den == 0 {
			den = 1
		}
		r, err := money.Ratio(num, den, money.Rounding{Rate: money.HalfUp, RateDecimals: decimals})
		if err == money.ErrLimit {
			return // a huge amount over a tiny one
		}
		scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
		shown := new(big.Rat).SetFrac(big.NewInt(r.Steps), scale)
		exact := new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(int64(num)), big.NewInt(100)), big.NewInt(int64(den)))
		off := new(big.Rat).Sub(shown, exact)
		if off.Abs(off).Cmp(new(big.Rat).SetFrac(big.NewInt(1), scale.Lsh(scale, 1))) > 0 {
			t.Fatalf("%d of %d with %d decimals is %s", num, den, decimals, shown)
		}
	})
}
