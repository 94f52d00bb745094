package layout

import (
	"testing"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// TestSpoken: signs that a screen reader would skip or misread are said as words.
func TestSpoken(t *testing.T) {
	won := func(n money.Won) *figure.Figure { return &figure.Figure{Won: n, Expr: figure.Input{Written: n}} }
	part := func(n money.Won) *doc.Part {
		return &doc.Part{Figure: won(n), Open: "(x", Close: ")", Nil: "-"}
	}
	none := &figure.Figure{Rate: money.Rate{None: true}, Expr: figure.Ratio{}}
	for _, c := range []struct {
		name string
		num  doc.Num
		want string
	}{
		{"a plain amount", doc.Num{Figure: won(84_400_000)}, ""},
		{"a decrease", doc.Num{Figure: won(-84_400_000)}, "84,400 감소"},
		{"a decrease with its unit", doc.Num{Figure: won(-84_400_000), Suffix: "천원"}, "84,400천원 감소"},
		{"no rate", doc.Num{Figure: none}, "없음"},
		{"not given", doc.Num{}, ""},
		{"without 국비", doc.Num{Figure: won(2_000), Part: part(0)}, "국비 없음 2"},
		{"with 국비", doc.Num{Figure: won(2_000), Part: part(1_000)}, ""},
		{"less 국비", doc.Num{Figure: won(-2_000), Part: part(-1_000)}, "국비 1 감소 2 감소"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.num.Unit, c.num.Words = money.Thousand, doc.Words{Zero: "0", New: "순증", None: "-"}
			if got := spokenNum(&c.num); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
