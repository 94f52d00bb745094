package money_test

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"budgetbook/generator/money"
)

// rat reads a decimal or fraction.
func rat(t *testing.T, text string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("no number: %q", text)
	}
	return r
}

func TestRoundToThousand(t *testing.T) {
	tests := []struct {
		name, won           string
		ceil, halfUp, floor string // 천원
	}{
		{"양수의 절반", "2677500", "2,678", "2,678", "2,677"},
		{"음수의 절반", "-2677500", "△2,677", "△2,678", "△2,677"},
		{"절반보다 조금 적음", "2677499.999", "2,678", "2,677", "2,677"},
		{"음수, 절반보다 조금 적음", "-2677499.999", "△2,677", "△2,677", "△2,677"},
		{"음수, 절반보다 조금 많음", "-8677500.001", "△8,677", "△8,678", "△8,677"},
		{"나누어떨어짐", "119000000", "119,000", "119,000", "119,000"},
		{"음수가 나누어떨어짐", "-119000000", "△119,000", "△119,000", "△119,000"},
		{"0", "0", "0", "0", "0"},
		{"한 단위보다 적음", "3190", "4", "3", "3"},
		{"아주 적음", "1/3", "1", "0", "0"},
		{"음수가 아주 적음", "-1/3", "0", "0", "0"},
		{"무주 보험료", "4443379.2", "4,444", "4,443", "4,443"},
		{"영암 봉급", "1065073200", "1,065,074", "1,065,073", "1,065,073"},
		{"전북교육청", "940623250", "940,624", "940,623", "940,623"},
		{"셋으로 나눔", "1000000/3", "334", "333", "333"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for mode, want := range map[money.Mode]string{money.Ceil: tt.ceil, money.HalfUp: tt.halfUp, money.Floor: tt.floor} {
				got, err := money.Round(rat(t, tt.won), money.Thousand, mode)
				if err != nil || got.In(money.Thousand) != want {
					t.Errorf("%s원 %s: %s천원, error %v; want %s", tt.won, mode.Korean(), got.In(money.Thousand), err, want)
				}
			}
		})
	}
}

func TestRoundAtTheLimit(t *testing.T) {
	tests := []struct {
		name, won string
		unit      money.Unit
		mode      money.Mode
		fits      bool
	}{
		{"한도", "999999999999999", money.InWon, money.Ceil, true},
		{"한도를 한 푼 넘음", "999999999999999.01", money.InWon, money.Ceil, false},
		{"한도를 한 푼 넘어도 절사", "999999999999999.01", money.InWon, money.Floor, true},
		{"천원으로 올리면 넘음", "999999999999001", money.Thousand, money.Ceil, false},
		{"천원으로 절사", "999999999999999", money.Thousand, money.Floor, true},
		{"음의 한도를 올림", "-999999999999999.9", money.InWon, money.Ceil, true},
		{"음의 한도를 반올림", "-999999999999999.5", money.InWon, money.HalfUp, false},
		{"int64를 넘음", "1e30", money.InWon, money.Floor, false},
		{"음으로 int64를 넘음", "-1e30", money.Thousand, money.Ceil, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := money.Round(rat(t, tt.won), tt.unit, tt.mode)
			if tt.fits != (err == nil) || err != nil && err != money.ErrLimit {
				t.Errorf("got %d, error %v; want it to fit: %v", got, err, tt.fits)
			}
		})
	}
}

func TestRoundUnknownMode(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an unknown mode rounded in silence")
		}
	}()
	_, _ = money.Round(big.NewRat(1, 2), money.InWon, "round")
}

func TestModeName(t *testing.T) {
	var got []string
	for _, m := range money.Modes {
		got = append(got, m.Korean())
	}
	if want := []string{"올림", "반올림", "절사"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// fraction is an exact amount in won such as a 산식 may give, positive or not, often
// on or beside a rounding boundary.
func fraction(t *rapid.T, label string) *big.Rat {
	const most = int64(money.Limit) / 2
	whole := rapid.Int64Range(-most/500, most/500).Draw(t, label+" halves of 천원")
	rest := big.NewRat(rapid.Int64Range(-3, 3).Draw(t, label+" over"), rapid.Int64Range(1, 9).Draw(t, label+" under"))
	return rest.Add(rest, new(big.Rat).SetInt64(whole*500))
}

var (
	modes = rapid.SampledFrom(money.Modes)
	units = rapid.SampledFrom([]money.Unit{money.InWon, money.Thousand, money.Million, money.HundredMM})
)

func TestRoundStaysNear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		exact, unit, mode := fraction(t, "exact"), units.Draw(t, "unit"), modes.Draw(t, "mode")
		got, err := money.Round(exact, unit, mode)
		if err != nil {
			t.Fatal(err)
		}
		if !got.IsWhole(unit) {
			t.Fatalf("%s to %s is %d", exact, unit.Korean(), got)
		}
		off := new(big.Rat).Sub(got.Rat(), exact)
		one := new(big.Rat).SetInt64(int64(unit))
		if new(big.Rat).Abs(off).Cmp(one) >= 0 {
			t.Fatalf("%s %s to %s is %d: off by a unit or more", exact, mode.Korean(), unit.Korean(), got)
		}
		wrong := false
		switch mode {
		case money.Ceil:
			wrong = off.Sign() < 0
		case money.Floor: // toward zero
			wrong = off.Sign()*exact.Sign() > 0
		case money.HalfUp:
			double := new(big.Rat).Abs(off)
			double.Add(double, double)
			wrong = double.Cmp(one) > 0 || double.Cmp(one) == 0 && off.Sign() != exact.Sign()
		}
		if wrong {
			t.Fatalf("%s %s to %s is %d: the wrong side", exact, mode.Korean(), unit.Korean(), got)
		}
	})
}

func TestRoundIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low, high := fraction(t, "a"), fraction(t, "b")
		if rapid.Bool().Draw(t, "near") {
			high = new(big.Rat).Add(low, big.NewRat(rapid.Int64Range(0, 3000).Draw(t, "step"), 3))
		}
		if low.Cmp(high) > 0 {
			low, high = high, low
		}
		unit, mode := units.Draw(t, "unit"), modes.Draw(t, "mode")
		a, errA := money.Round(low, unit, mode)
		b, errB := money.Round(high, unit, mode)
		if errA != nil || errB != nil || a > b {
			t.Fatalf("%s ≤ %s, but %s: %d (%v) and %d (%v)", low, high, mode.Korean(), a, errA, b, errB)
		}
	})
}

func TestRoundKeepsWholeUnits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		unit, mode := units.Draw(t, "unit"), modes.Draw(t, "mode")
		most := int64(money.Limit) / int64(unit)
		whole := money.Won(rapid.Int64Range(-most, most).Draw(t, "n") * int64(unit))
		if got, err := money.Round(whole.Rat(), unit, mode); err != nil || got != whole {
			t.Fatalf("%d %s to %s is %d, %v", whole, mode.Korean(), unit.Korean(), got, err)
		}
	})
}
