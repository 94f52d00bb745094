package figure_test

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"testing"

	"budgetbook/generator/figure"
	"budgetbook/generator/formula"
	"budgetbook/generator/money"
)

// leaf is a line of 산출근거.
func leaf(t *testing.T, text string) *figure.Figure {
	t.Helper()
	f, err := formula.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return &figure.Figure{Name: &figure.Name{ID: text}, Expr: figure.Formula{Formula: f, Exact: f.Value(), Mode: money.Ceil, Unit: money.Thousand}}
}

func sum(plus ...*figure.Figure) *figure.Figure {
	return &figure.Figure{Name: figure.Nameless, Expr: figure.Sum{Plus: plus}}
}

func TestCount(t *testing.T) {
	sites := leaf(t, "59,500,000원*2개소")
	most := func() *figure.Figure { // the largest quantity that is counted, of a figure small enough
		return leaf(t, "0원*"+strconv.FormatInt(math.MaxInt64, 10)+"개소")
	}
	for _, c := range []struct {
		name    string
		of      *figure.Figure
		counter string
		want    int64
		ok      bool
	}{
		{"a leaf", sites, "개소", 2, true},
		{"a leaf with another counter", sites, "명", 0, false},
		{"the unit of money does not count", sites, "원", 0, false},
		{"a second counter beside it", leaf(t, "10,000원*3명*4일"), "일", 4, true},
		{"the counter twice", leaf(t, "10,000원*3명+5,000원*2명"), "명", 0, false},
		{"a count of 0", leaf(t, "10,000원*0명"), "명", 0, true},
		{"not whole", leaf(t, "10,000원*2.5명"), "명", 0, false},
		{"whole with decimals", leaf(t, "10,000원*2.0명"), "명", 2, true},
		{"as large as is counted", most(), "개소", math.MaxInt64, true},
		{"too large", leaf(t, "0원*9,223,372,036,854,775,808개소"), "개소", 0, false},
		{"a sum", sum(sites, leaf(t, "1,000원*3개소")), "개소", 5, true},
		{"a sum of sums", sum(sum(sites, sites), sum(leaf(t, "1,000원*3개소"))), "개소", 7, true},
		{"a part without the counter", sum(sites, leaf(t, "1,000원*3명")), "개소", 0, false},
		{"the first part without it", sum(leaf(t, "1,000원*3명"), sites), "개소", 0, false},
		{"a part of 0", sum(sites, leaf(t, "1,000원*0개소")), "개소", 2, true},
		{"a sum up to the largest", sum(leaf(t, "0원*9,223,372,036,854,775,805개소"), sites), "개소", math.MaxInt64, true},
		{"a sum beyond it", sum(most(), leaf(t, "1,000원*1개소")), "개소", 0, false},
		{"a sum of nothing", sum(), "개소", 0, false},
		{"a typed amount", &figure.Figure{Name: figure.Nameless, Expr: figure.Input{Written: 3_000}}, "개소", 0, false},
		{"a rounded figure counts what it rounds", &figure.Figure{Name: figure.Nameless, Expr: figure.Rounded{Of: sites}}, "개소", 2, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := c.of.Count(c.counter); got != c.want || ok != c.ok {
				t.Errorf("got %d, %v, want %d, %v", got, ok, c.want, c.ok)
			}
		})
	}
}

func TestParts(t *testing.T) {
	a, b, c := &figure.Figure{Name: &figure.Name{ID: "a"}}, &figure.Figure{Name: &figure.Name{ID: "b"}}, &figure.Figure{Name: &figure.Name{ID: "c"}}
	for _, tt := range []struct {
		name   string
		expr   figure.Expr
		want   []*figure.Figure
		isRate bool
	}{
		{"typed", figure.Input{}, nil, false},
		{"a formula", figure.Formula{Exact: new(big.Rat)}, nil, false},
		{"plus before minus", figure.Sum{Plus: []*figure.Figure{b, a}, Minus: []*figure.Figure{c}}, []*figure.Figure{b, a, c}, false},
		{"a sum of nothing", figure.Sum{}, nil, false},
		{"a rate", figure.Ratio{Num: b, Den: a}, []*figure.Figure{b, a}, true},
		{"rounded", figure.Rounded{Of: c}, []*figure.Figure{c}, false},
		{"computed elsewhere", figure.Elsewhere{}, nil, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := &figure.Figure{Name: figure.Nameless, Expr: tt.expr}
			if got := f.Parts(); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			if f.IsRate() != tt.isRate {
				t.Errorf("IsRate is %v", f.IsRate())
			}
		})
	}
}

// Parts is the caller's own: adding to it must not change the figure.
func TestPartsIsACopy(t *testing.T) {
	a, b := &figure.Figure{Name: &figure.Name{ID: "a"}}, &figure.Figure{Name: &figure.Name{ID: "b"}}
	plus := append(make([]*figure.Figure, 0, 4), a)
	f := &figure.Figure{Name: figure.Nameless, Expr: figure.Sum{Plus: plus, Minus: []*figure.Figure{b}}}
	f.Parts()[0] = nil
	if got := f.Parts(); got[0] != a || plus[:2][1] != nil {
		t.Error("the figure changed")
	}
}
