package formula_test

import (
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"budgetbook/generator/formula"
)

// drawn is a random part of a 산식 and its value, made together so that the value
// owes nothing to the parser.
type drawn struct {
	text  string
	value *big.Rat
}

var (
	units    = rapid.SampledFrom([]string{"", "", "명", "개소", "월", "kg", "㎡", "box", "개읍·면", " 회"})
	prices   = rapid.SampledFrom([]string{"원", "천원", " 원", "만원", "십만원", "백만원", "천만원", "억원", "천 원"})
	wonOf    = map[string]int64{"원": 1, "천원": 1e3, "만원": 1e4, "십만원": 1e5, "백만원": 1e6, "천만원": 1e7, "억원": 1e8}
	times    = rapid.SampledFrom([]string{"*", "×", "x", " X ", "＊", " * "})
	over     = rapid.SampledFrom([]string{"/", "÷", "／", " / "})
	plus     = rapid.SampledFrom([]string{"+", "＋", " + "})
	minus    = rapid.SampledFrom([]string{"-", "−", "－", " - "})
	triangle = rapid.SampledFrom([]string{"△", "▲", "∆", "△ "})
)

// digits is a positive number in one of the ways of writing it.
func digits(t *rapid.T) drawn {
	whole := rapid.Int64Range(1, 10*rapid.SampledFrom([]int64{1, 10, 1_000, 1_000_000}).Draw(t, "size")).Draw(t, "whole")
	plain := big.NewInt(whole).String()
	text := plain
	if rapid.Bool().Draw(t, "commas") {
		for i := len(text) - 3; i > 0; i -= 3 {
			text = text[:i] + "," + text[i:]
		}
	}
	if rapid.IntRange(0, 4).Draw(t, "decimals") == 0 {
		rest := "." + rapid.StringMatching(`[0-9]{1,3}`).Draw(t, "rest")
		text, plain = text+rest, plain+rest
	}
	if rapid.IntRange(0, 9).Draw(t, "wide") == 0 {
		text = strings.NewReplacer("0", "０", "1", "１", "5", "５", ",", "，", ".", "．").Replace(text)
	}
	value, _ := new(big.Rat).SetString(plain)
	return drawn{text, value}
}

// leaf is one number, money or not.
func leaf(t *rapid.T, isMoney bool) drawn {
	d := digits(t)
	switch {
	case isMoney:
		unit := prices.Draw(t, "money")
		d.value.Mul(d.value, big.NewRat(wonOf[strings.ReplaceAll(unit, " ", "")], 1))
		d.text += unit
	case rapid.IntRange(0, 4).Draw(t, "percent") == 0:
		d.value.Quo(d.value, big.NewRat(100, 1))
		d.text += "%"
	default:
		d.text += units.Draw(t, "unit")
	}
	return d
}

// product is a chain of factors of which one is money, if any.
func product(t *rapid.T, isMoney bool, depth int) drawn {
	n := rapid.IntRange(1, 3).Draw(t, "factors")
	price := rapid.IntRange(0, n-1).Draw(t, "price")
	var d drawn
	for i := range n {
		f := factor(t, isMoney && i == price, depth)
		divides := i > 0 && !(isMoney && i == price) && f.value.Sign() != 0 && rapid.IntRange(0, 2).Draw(t, "divides") == 0
		switch {
		case i == 0:
			d = f
		case divides:
			d = drawn{d.text + over.Draw(t, "over") + f.text, d.value.Quo(d.value, f.value)}
		default:
			d = drawn{d.text + times.Draw(t, "times") + f.text, d.value.Mul(d.value, f.value)}
		}
	}
	return d
}

func factor(t *rapid.T, isMoney bool, depth int) drawn {
	d := drawn{}
	if depth > 0 && rapid.IntRange(0, 2).Draw(t, "parenthesis") == 0 {
		d = sum(t, isMoney, depth-1)
		d.text = "(" + d.text + ")"
		if !isMoney {
			d.text += units.Draw(t, "unit")
		}
	} else {
		d = leaf(t, isMoney)
	}
	if rapid.IntRange(0, 5).Draw(t, "negative") == 0 {
		d = drawn{triangle.Draw(t, "triangle") + d.text, d.value.Neg(d.value)}
	}
	return d
}

func sum(t *rapid.T, isMoney bool, depth int) drawn {
	d := product(t, isMoney, depth)
	for range rapid.IntRange(0, 2).Draw(t, "terms") {
		p := product(t, isMoney, depth)
		if rapid.Bool().Draw(t, "minus") {
			d = drawn{d.text + minus.Draw(t, "-") + p.text, d.value.Sub(d.value, p.value)}
		} else {
			d = drawn{d.text + plus.Draw(t, "+") + p.text, d.value.Add(d.value, p.value)}
		}
	}
	return d
}

// Any formula that is written by the rules reads as what it means, and so does the
// spreadsheet text of it.
func TestRandomFormulas(t *testing.T) {
	limit := big.NewRat(999_999_999_999_999, 1)
	rapid.Check(t, func(t *rapid.T) {
		want := sum(t, true, 2)
		if len([]rune(want.text)) > 1000 {
			t.Skip("longer than a formula may be")
		}
		f, err := formula.Parse(want.text)
		if new(big.Rat).Abs(want.value).Cmp(limit) > 0 {
			if err == nil || err.Error() != "금액이 999조원을 넘습니다" {
				t.Fatalf("Parse(%q) = %v, want too large", want.text, err)
			}
			return
		}
		if err != nil {
			t.Fatalf("Parse(%q): %v", want.text, err)
		}
		if f.Value().Cmp(want.value) != 0 {
			t.Fatalf("Parse(%q) = %s, want %s", want.text, f.Value(), want.value)
		}
		if got := recalculate(t, f.Spreadsheet(cell), f.Numbers()); got.Cmp(want.value) != 0 {
			t.Fatalf("%q as %s = %s, want %s", want.text, f.Spreadsheet(cell), got, want.value)
		}
	})
}
