package layout

import (
	"strings"
	"testing"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/font"
	"budgetbook/generator/form"
	"budgetbook/generator/money"
	"budgetbook/generator/render/pdf/display"
)

// TestSpoken: signs that a screen reader would skip or misread are said as words.
func TestSpoken(t *testing.T) {
	won := func(n money.Won) *figure.Figure {
		return &figure.Figure{Name: figure.Nameless, Won: n, Expr: figure.Input{Written: n}}
	}
	part := func(n money.Won) *doc.Part {
		return &doc.Part{Figure: won(n), Open: "(x", Close: ")", Nil: "-"}
	}
	none := &figure.Figure{Name: figure.Nameless, Rate: money.Rate{None: true}, Expr: figure.Ratio{}}
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
		{"with 국비", doc.Num{Figure: won(2_000), Part: part(1_000)}, "국비 1 2"},
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

// TestSpokenProse: a sign in running text is said as a word, and printed as it was.
func TestSpokenProse(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"84,400천원", "84,400천원"},
		{"감액(△84,400천원)", "감액(|[마이너스 84,400]△84,400|천원)"},
		{"△740천원×7명, △ 1.5%.", "[마이너스 740]△740|천원×7명, |[마이너스 1.5]△ 1.5|%."},
		{"△ 표시는 감소", "△ 표시는 감소"},
		{"2023△", "2023△"},
	} {
		fonts, err := font.Load()
		if err != nil {
			t.Fatal(err)
		}
		m := newComposer(form.Style{}, fonts)
		node := m.node(display.P, 0)
		set := m.inlines([]doc.Inline{doc.Text{S: c.text}}, node, look{})
		var got []string
		for _, op := range set.whole(1000, 0, 0).paint(nil, 0, 0) {
			op := op.(display.Text)
			n := m.tree[op.Mark.Node]
			say := ""
			if n.Say != "" {
				say = "[" + n.Say + "]"
			}
			got = append(got, say+op.S)
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("got %s, want %s", g, c.want)
		}
	}
}
