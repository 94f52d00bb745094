package money_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"budgetbook/generator/money"
)

func TestPrint(t *testing.T) {
	tests := []struct {
		won             money.Won
		in              string // in 천원
		withUnit, exact string
	}{
		{566_600_000, "566,600", "566,600천원", "566,600천원"},
		{-84_400_000, "△84,400", "△84,400천원", "△84,400천원"},
		{0, "0", "0천원", "0천원"},
		{1_000, "1", "1천원", "1천원"},
		{-999_000, "△999", "△999천원", "△999천원"},
		{1_000_000, "1,000", "1,000천원", "1,000천원"},
		{money.Limit - 999, "999,999,999,999", "999,999,999,999천원", "999,999,999,999천원"},
	}
	for _, tt := range tests {
		if got := tt.won.In(money.Thousand); got != tt.in {
			t.Errorf("%d in 천원: %s, want %s", int64(tt.won), got, tt.in)
		}
		if got := tt.won.With(money.Thousand); got != tt.withUnit {
			t.Errorf("%d with 천원: %s, want %s", int64(tt.won), got, tt.withUnit)
		}
		if got := tt.won.Exact(); got != tt.exact {
			t.Errorf("%d exactly: %s, want %s", int64(tt.won), got, tt.exact)
		}
	}
}

func TestPrintUnits(t *testing.T) {
	tests := []struct {
		won  money.Won
		unit money.Unit
		want string
	}{
		{591_660, money.InWon, "591,660원"},
		{-591_660, money.InWon, "△591,660원"},
		{30_000_000, money.Million, "30백만원"},
		{-1_500_000_000_000, money.HundredMM, "△15,000억원"},
	}
	for _, tt := range tests {
		if got := tt.won.With(tt.unit); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
	if got := money.Won(-591_660).Exact(); got != "△591,660원" {
		t.Errorf("an amount that is not whole in 천원 prints as %s, want △591,660원", got)
	}
}

func TestDecimal(t *testing.T) {
	for _, tt := range []struct {
		won  money.Won
		unit money.Unit
		want string
	}{
		{566_600_000, money.Million, "566.6"},
		{566_000_000, money.Million, "566"},
		{-566_600_000, money.Million, "△566.6"},
		{-600_000, money.Million, "△0.6"},
		{600_000, money.Million, "0.6"},
		{1, money.Million, "0.000001"},
		{-1, money.Million, "△0.000001"},
		{999_999, money.Million, "0.999999"},
		{1_000_000, money.Million, "1"},
		{1_000_001, money.Million, "1.000001"},
		{60_000, money.Million, "0.06"},
		{0, money.Million, "0"},
		{-1_000, money.Thousand, "△1"},
		{1_234_567, money.Thousand, "1,234.567"},
		{1_234_567, money.InWon, "1,234,567"},
		{123_450_000_000, money.HundredMM, "1,234.5"},
		{money.Limit, money.Thousand, "999,999,999,999.999"},
		{-money.Limit, money.HundredMM, "△9,999,999.99999999"},
	} {
		if got := tt.won.Decimal(tt.unit); got != tt.want {
			t.Errorf("%d in %s: %s, want %s", int64(tt.won), tt.unit.Korean(), got, tt.want)
		}
	}
}

func TestUnitName(t *testing.T) {
	for unit, want := range map[money.Unit]string{
		money.InWon: "원", money.Thousand: "천원", money.Million: "백만원", money.HundredMM: "억원", 10_000: "×10000원",
	} {
		if got := unit.Korean(); got != want {
			t.Errorf("%d: %s, want %s", int64(unit), got, want)
		}
	}
}

func TestIsWhole(t *testing.T) {
	for _, tt := range []struct {
		won  money.Won
		unit money.Unit
		want bool
	}{
		{0, money.Thousand, true}, {1, money.InWon, true}, {999, money.Thousand, false}, {1_000, money.Thousand, true},
		{1_001, money.Thousand, false}, {-1_000, money.Thousand, true}, {-999, money.Thousand, false},
		{999_000, money.Million, false}, {1_000_000, money.Million, true}, {10_000_000, money.HundredMM, false},
	} {
		if got := tt.won.IsWhole(tt.unit); got != tt.want {
			t.Errorf("%d whole in %s: %v", int64(tt.won), tt.unit.Korean(), got)
		}
	}
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0", 9: "9", 99: "99", 999: "999", 1_000: "1,000", 99_999: "99,999", 999_999: "999,999", 1_000_000: "1,000,000",
		-1: "△1", -999: "△999", -1_000: "△1,000", math.MinInt64: "△9,223,372,036,854,775,808",
	} {
		if got := money.Grouped(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

// What 천원 cannot show must never be dropped without a word.
func TestPrintRefusesTheRest(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("591,660원 in 천원 did not panic")
		}
	}()
	_ = money.Won(591_660).In(money.Thousand)
}

func TestAddSub(t *testing.T) {
	const limit = money.Limit
	tests := []struct {
		name string
		a, b money.Won
		sum  string // as With(InWon), or "" for ErrLimit
		diff string
	}{
		{"표본의 증감", 566_600_000, 651_000_000, "1,217,600,000원", "△84,400,000원"},
		{"한도에 닿음", limit - 1, 1, "999,999,999,999,999원", "999,999,999,999,997원"},
		{"한도를 넘음", limit, 1, "", "999,999,999,999,998원"},
		{"음의 한도에 닿음", -limit + 1, 1, "△999,999,999,999,997원", "△999,999,999,999,999원"},
		{"음의 한도를 넘음", -limit, 1, "△999,999,999,999,998원", ""},
		{"한도 둘", limit, limit, "", "0원"},
		{"한도와 음의 한도", limit, -limit, "0원", ""},
		{"이미 넘은 왼쪽", limit + 1, -limit, "", ""},
		{"이미 넘은 오른쪽", 0, limit + 1, "", ""},
		{"가장 큰 정수", math.MaxInt64, math.MaxInt64, "", ""},
		{"가장 작은 정수", math.MinInt64, math.MinInt64, "", ""},
		{"0에서 가장 작은 정수를 뺌", 0, math.MinInt64, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			check := func(got money.Won, err error, want string) {
				t.Helper()
				switch {
				case want == "" && err != money.ErrLimit:
					t.Errorf("got %d, error %v; want ErrLimit", got, err)
				case want != "" && (err != nil || got.With(money.InWon) != want):
					t.Errorf("got %s, error %v; want %s", got.With(money.InWon), err, want)
				}
			}
			got, err := tt.a.Add(tt.b)
			check(got, err, tt.sum)
			got, err = tt.a.Sub(tt.b)
			check(got, err, tt.diff)
		})
	}
}

func TestSubUndoesAdd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := amount(t, "a"), amount(t, "b")
		sum, err := a.Add(b)
		if err != nil {
			if wide := int64(a) + int64(b); wide <= int64(money.Limit) && wide >= -int64(money.Limit) {
				t.Fatalf("%d + %d is within the limit, but: %v", a, b, err)
			}
			return
		}
		if back, err := sum.Sub(b); err != nil || back != a {
			t.Fatalf("%d + %d - %d = %d, %v", a, b, b, back, err)
		}
	})
}

// amount is a figure of any size that a book may hold.
func amount(t *rapid.T, label string) money.Won {
	return money.Won(rapid.Int64Range(-int64(money.Limit), int64(money.Limit)).Draw(t, label))
}
