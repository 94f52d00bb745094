package money

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// TestRoundTo: whole numbers round as exact fractions do, the limit included.
func TestRoundTo(t *testing.T) {
	unit := rapid.SampledFrom([]Unit{InWon, Thousand, Million, HundredMM, 3, 7})
	amount := rapid.OneOf(rapid.Int64Range(-5_000, 5_000), rapid.Int64Range(-int64(Limit), int64(Limit)), rapid.Int64(),
		rapid.Map(rapid.Int64Range(-2_000, 2_000), func(n int64) int64 { return int64(Limit) + n }),
		rapid.Map(rapid.Int64Range(-9_999, 9_999), func(n int64) int64 { return n * 500 }))
	rapid.Check(t, func(t *rapid.T) {
		w, u, m := Won(amount.Draw(t, "won")), unit.Draw(t, "unit"), rapid.SampledFrom(Modes).Draw(t, "mode")
		got, err := w.RoundTo(u, m)
		want, wantErr := Round(w.Rat(), u, m)
		if w > Limit || w < -Limit {
			wantErr = ErrLimit // an amount beyond it is none, whatever it would be rounded to
		}
		if err != wantErr || err == nil && got != want {
			t.Fatalf("%d to %d, %s: %d, %v, want %d, %v", w, u, m, got, err, want, wantErr)
		}
	})
}

// TestRoundQuotient: the same for any quotient, as rates are.
func TestRoundQuotient(t *testing.T) {
	number := rapid.OneOf(rapid.Int64Range(-30, 30), rapid.Int64Range(-int64(Limit), int64(Limit)))
	rapid.Check(t, func(t *rapid.T) {
		num, den := number.Draw(t, "num"), number.Draw(t, "den")
		if den == 0 {
			return
		}
		m := rapid.SampledFrom(Modes).Draw(t, "mode")
		if got, want := roundQuotient(num, den, m), roundInt(big.NewRat(num, den), m); !want.IsInt64() || got != want.Int64() {
			t.Fatalf("%d/%d, %s: %d, want %s", num, den, m, got, want)
		}
	})
}

// TestRatioOfLargeAmounts: what does not fit into 64 bits on the way is worked out exactly.
func TestRatioOfLargeAmounts(t *testing.T) {
	number := rapid.Int64Range(-int64(Limit), int64(Limit))
	rapid.Check(t, func(t *rapid.T) {
		num, den := number.Draw(t, "num"), number.Draw(t, "den")
		r := Rounding{Rate: rapid.SampledFrom(Modes).Draw(t, "mode"), RateDecimals: rapid.IntRange(0, 4).Draw(t, "decimals")}
		if den == 0 {
			return
		}
		exact := new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(num), big.NewInt(100*pow10(r.RateDecimals))), big.NewInt(den))
		want := roundInt(exact, r.Rate)
		rate, err := Ratio(Won(num), Won(den), r)
		if want.IsInt64() != (err == nil) || err == nil && rate.Steps != want.Int64() {
			t.Fatalf("%d of %d: %d, %v, want %s", num, den, rate.Steps, err, want)
		}
	})
}
