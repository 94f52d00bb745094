package doc_test

import (
	"strings"
	"testing"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

func won(id string, n money.Won) *figure.Figure {
	return &figure.Figure{Name: &figure.Name{ID: id}, Won: n, Expr: figure.Input{Written: n}}
}

func rate(r money.Rate) *figure.Figure {
	return &figure.Figure{Name: &figure.Name{ID: "rate"}, Rate: r, Expr: figure.Ratio{}}
}

// TestNum: how a figure prints, in every output.
func TestNum(t *testing.T) {
	words := doc.Words{Zero: "0", New: "순증", None: "-"}
	part := func(f *figure.Figure) *doc.Part { return &doc.Part{Figure: f, Open: "(x", Close: ")", Nil: "-"} }
	for _, c := range []struct {
		name string
		num  doc.Num
		want string
	}{
		{"an amount", doc.Num{Figure: won("a", 566_600_000), Suffix: "천원"}, "566,600천원"},
		{"a decrease", doc.Num{Figure: won("a", -84_400_000)}, "△84,400"},
		{"zero", doc.Num{Figure: won("a", 0), Suffix: "천원"}, "0천원"},
		{"not given", doc.Num{Suffix: "천원"}, ""},
		{"with 국비", doc.Num{Figure: won("a", 2_000), Part: part(won("b", 1_000))}, "(x1) 2"},
		{"without 국비", doc.Num{Figure: won("a", 2_000), Part: part(won("b", 0))}, "(x-) 2"},
		{"국비 unknown", doc.Num{Figure: won("a", 2_000), Part: part(nil)}, "2"},
		{"only 국비 known", doc.Num{Part: part(won("b", 1_000))}, "(x1)"},
		{"a rate", doc.Num{Figure: rate(money.Rate{Steps: -13}), Suffix: "%"}, "△13%"},
		{"a rate with that of 국비", doc.Num{Figure: rate(money.Rate{Steps: 13}), Part: part(rate(money.Rate{Steps: 150}))}, "(x150) 13"},
		{"a rate from nothing", doc.Num{Figure: rate(money.Rate{New: true})}, "순증"},
		{"a rate of nothing", doc.Num{Figure: rate(money.Rate{None: true}), Part: part(rate(money.Rate{None: true}))}, "(x-) -"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.num.Unit, c.num.Words = money.Thousand, words
			if got := c.num.String(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func cell(text string, columns, rows int) doc.Cell {
	return doc.Cell{Blocks: []doc.Block{&doc.Paragraph{Text: []doc.Inline{doc.Text{S: text}}}}, ColSpan: int32(columns), RowSpan: int32(rows)}
}

// TestGrid: spans are resolved; a hole, an overlap and a cell that sticks out are bugs that are told.
func TestGrid(t *testing.T) {
	row := func(cells ...doc.Cell) doc.Row { return doc.Row{Cells: cells} }
	for _, c := range []struct {
		name string
		head []doc.Row
		body []doc.Row
		want string // the text at each place, or "error"
	}{
		{"plain", nil, []doc.Row{row(cell("a", 0, 0), cell("b", 1, 1)), row(cell("c", 0, 0), cell("d", 0, 0))}, "ab cd"},
		{"spans", nil, []doc.Row{row(cell("a", 1, 2), cell("b", 1, 1)), row(cell("c", 1, 1))}, "ab ac"},
		{"a wide head", []doc.Row{row(cell("h", 2, 1))}, []doc.Row{row(cell("a", 1, 1), cell("b", 1, 1))}, "hh ab"},
		{"a hole", nil, []doc.Row{row(cell("a", 1, 1))}, "error"},
		{"a hole below a span", nil, []doc.Row{row(cell("a", 1, 2), cell("b", 1, 1)), row()}, "error"},
		{"too wide", nil, []doc.Row{row(cell("a", 3, 1))}, "error"},
		{"too high", nil, []doc.Row{row(cell("a", 1, 2), cell("b", 1, 1))}, "error"},
		{"over another", nil, []doc.Row{row(cell("a", 1, 1), cell("b", 1, 2)), row(cell("c", 2, 1))}, "error"},
		{"one too many", nil, []doc.Row{row(cell("a", 1, 1), cell("b", 1, 1), cell("c", 1, 1))}, "error"},
	} {
		t.Run(c.name, func(t *testing.T) {
			table := &doc.Table{Columns: make([]doc.Column, 2), Head: c.head, Body: c.body}
			grid, err := table.Grid()
			var rows []string
			for _, r := range grid {
				text := ""
				for _, p := range r {
					text += doc.PlainText(p.Blocks[0].(*doc.Paragraph).Text)
				}
				rows = append(rows, text)
			}
			got := strings.Join(rows, " ")
			if err != nil {
				got = "error"
			}
			if got != c.want {
				t.Errorf("got %q (%v), want %q", got, err, c.want)
			}
		})
	}
}

// TestDump: every node and every figure can be seen in a dump.
func TestDump(t *testing.T) {
	total := won("total", 2_000)
	got := doc.Dump(
		&doc.Heading{Level: 3, Mark: "□", Text: []doc.Inline{doc.Text{S: "제목"}}},
		&doc.Paragraph{Role: doc.Note, Text: []doc.Inline{doc.Text{S: "굵게", Bold: true}, doc.Break{}, doc.Text{S: "흐리게", Dim: true}}},
		&doc.List{Indent: 1, Items: []doc.Item{{Mark: "○", Text: []doc.Inline{doc.Text{S: "하나"}}, Children: []doc.Item{{Text: []doc.Inline{doc.Check{Label: "신규", On: true}}}}}}},
		&doc.Table{ID: "budget", Caption: "예산", Unit: "(단위 : 천원)", Columns: []doc.Column{{ID: "a", Head: "가", Width: 10, Align: doc.Right, Open: true}, {ID: "b", Width: 20}},
			Head: []doc.Row{{Cells: []doc.Cell{{ColSpan: 2, Head: doc.ColHead, Align: doc.Center}}}},
			Body: []doc.Row{{Kind: doc.TotalRow, Cells: []doc.Cell{
				{Head: doc.RowHead, Blocks: []doc.Block{&doc.List{Items: []doc.Item{{Mark: "-", Text: []doc.Inline{doc.Text{S: "칸"}}}}}}},
				{Blocks: []doc.Block{&doc.Paragraph{Text: []doc.Inline{&doc.Num{Figure: total, Unit: money.Thousand, Part: &doc.Part{Figure: won("national", 0), Open: "(x", Nil: "-", Close: ")"}}}}}},
			}}}},
		&doc.Chart{ID: "share", Caption: "분야별 예산", Unit: "(단위 : 천원)", Alt: "교육이 2천원", Head: "분야", Series: []string{"예산액"}, Rate: "구성비", Bars: []doc.Bars{
			{Label: doc.Text{S: "교육"}, Nums: []*doc.Num{{Figure: total, Unit: money.Thousand}}, Rate: &doc.Num{Figure: rate(money.Rate{Steps: 100}), Suffix: "%"}},
			{Label: doc.Text{S: "그 밖의 2개"}, Nums: []*doc.Num{{}}, Rate: &doc.Num{}, Rest: true},
		}},
	)
	const want = `h3 □ 제목
note **굵게** ⏎ ~흐리게~
list in 1
  ○ 하나
    (no mark) ☑ 신규
table budget "예산" (단위 : 천원)
  column a 10 right open 가
  column b 20
  head
    | 2×1 th↓ center
  row 계
    | th→
      list
        - 칸
    | (x-) 2{national total}
chart share "분야별 예산" (단위 : 천원)
  alt "교육이 2천원"
  head 분야 | 예산액 | 구성비
  bars 교육 | 2{total} | 100%{rate}
  rest 그 밖의 2개 | {} | {}
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
