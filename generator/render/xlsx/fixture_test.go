package xlsx

import (
	"fmt"
	"testing"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/formula"
	"budgetbook/generator/money"
)

// The figures of the sample sheet (자치구 사회적경제 통합지원체계 구축), put together here
// by hand: no package of the core but the types has a part in them.

var rule = money.Rounding{Line: money.Ceil, Unit: money.Thousand, Rate: money.HalfUp, RateDecimals: 0}

func typed(id string, won money.Won) *figure.Figure {
	return &figure.Figure{Name: &figure.Name{ID: id, Label: id}, Won: won, Expr: figure.Input{Written: won, Mode: money.HalfUp, Unit: money.Thousand}}
}

func leaf(t testing.TB, id, text string, mode money.Mode) *figure.Figure {
	t.Helper()
	parsed, err := formula.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	won, err := money.Round(parsed.Value(), money.Thousand, mode)
	if err != nil {
		t.Fatal(err)
	}
	return &figure.Figure{Name: &figure.Name{ID: id, Label: id}, Won: won,
		Expr: figure.Formula{Formula: parsed, Exact: parsed.Value(), Mode: mode, Unit: money.Thousand}}
}

func total(id string, plus []*figure.Figure, minus ...*figure.Figure) *figure.Figure {
	var won money.Won
	for _, f := range plus {
		won += f.Won
	}
	for _, f := range minus {
		won -= f.Won
	}
	return &figure.Figure{Name: &figure.Name{ID: id, Label: id}, Won: won, Expr: figure.Sum{Plus: plus, Minus: minus}}
}

func rate(t testing.TB, id string, num, den *figure.Figure, r money.Rounding) *figure.Figure {
	t.Helper()
	value, err := money.Ratio(num.Won, den.Won, r)
	if err != nil {
		t.Fatal(err)
	}
	return &figure.Figure{Name: &figure.Name{ID: id, Label: id}, Rate: value, Expr: figure.Ratio{Num: num, Den: den, Rounding: r}}
}

var words = doc.Words{Zero: "-", New: "순증", None: "-"}

func num(f *figure.Figure, unit money.Unit) *doc.Num {
	return &doc.Num{Figure: f, Unit: unit, Words: words}
}

// row makes cells of strings, inlines and nil.
func row(kind doc.RowKind, values ...any) doc.Row {
	r := doc.Row{Kind: kind}
	for _, v := range values {
		var c doc.Cell
		switch v := v.(type) {
		case nil:
		case string:
			c.Blocks = []doc.Block{&doc.Paragraph{Text: []doc.Inline{doc.Text{S: v}}}}
		case doc.Cell:
			c = v
		case doc.Inline:
			c.Blocks = []doc.Block{&doc.Paragraph{Text: []doc.Inline{v}}}
		default:
			panic(fmt.Sprintf("%T", v))
		}
		r.Cells = append(r.Cells, c)
	}
	return r
}

func columns(aligns ...doc.Align) []doc.Column {
	out := make([]doc.Column, len(aligns))
	for i, a := range aligns {
		out[i] = doc.Column{Width: 100, Align: a}
	}
	return out
}

func wide(text string, cols, rows int) doc.Cell {
	return doc.Cell{ColSpan: int32(cols), RowSpan: int32(rows), Head: doc.ColHead,
		Blocks: []doc.Block{&doc.Paragraph{Text: []doc.Inline{doc.Text{S: text}}}}}
}

type item struct{ label, formula string }

var items = []item{
	{"8년차 2개소(동작, 용산)", "59,500,000원*2개소"},
	{"8년차(직영) 1개소(강서)", "50,000,000원*1개소"},
	{"8년차 2개소(서초,종로)", "63,000,000원*2개소"},
	{"7년차 1개소(중구)", "70,000,000원*1개소"},
	{"6년차 1개소(강남)", "98,000,000원*1개소"},
	{"5년차(직영) 1개소(서대문)", "50,000,000원*1개소"},
	{"4년차(직영) 1개소(중랑)", "50,000,000원*1개소"},
}

// sample is the whole fixture.
func sample(t testing.TB) Workbook {
	t.Helper()
	basis := &doc.Table{ID: "basis", Caption: "산출근거", Unit: "(단위 : 원, 천원)",
		Columns: columns(doc.Left, doc.Left, doc.Right, doc.Right, doc.Right, doc.Right),
		Head:    []doc.Row{row(doc.Plain, "과목", "산출내역", "단가", "수량", "금액(원)", "금액(천원)")}}
	line := func(label, text, id, source string) *figure.Figure {
		f := leaf(t, id, source, money.Ceil)
		cells := []any{label, text, doc.Factor{Figure: f, Index: 0}, nil, doc.Exact{Figure: f}, num(f, money.Thousand)}
		if len(f.Expr.(figure.Formula).Formula.Numbers()) > 1 {
			cells[3] = doc.Factor{Figure: f, Index: 1}
		}
		basis.Body = append(basis.Body, row(doc.Plain, cells...))
		return f
	}
	var leaves []*figure.Figure
	office := line("사무관리비", "공모심사 위원 수당 및 심사자료 제작 등", "office[1]", "3,600,000원")
	officeTotal := total("office", []*figure.Figure{office})
	basis.Body = append(basis.Body, row(doc.GroupRow, "사무관리비", "소계", nil, nil, nil, num(officeTotal, money.Thousand)))
	for i, it := range items {
		leaves = append(leaves, line("자치단체경상보조금", it.label, fmt.Sprintf("grant[%d]", i+1), it.formula))
	}
	grant := total("grant", leaves)
	basis.Body = append(basis.Body, row(doc.GroupRow, "자치단체경상보조금", "소계", nil, nil, nil, num(grant, money.Thousand)))
	all := total("total", []*figure.Figure{officeTotal, grant})

	office23, grant23 := typed("office.base", 4_000_000), typed("grant.base", 647_000_000)
	all23 := total("total.base", []*figure.Figure{office23, grant23})
	budget := &doc.Table{ID: "budget", Caption: "예산 총괄", Unit: "(단위 : 천원, %)",
		Columns: columns(doc.Left, doc.Right, doc.Right, doc.Right, doc.Right),
		Head: []doc.Row{
			row(doc.Plain, wide("구분", 1, 2), wide("2023예산액(A)", 1, 2), wide("2024예산액(B)", 1, 2), wide("증감", 2, 1)),
			row(doc.Plain, "(B-A)", "(B-A)*100/A"),
		}}
	compare := func(kind doc.RowKind, label string, a, b *figure.Figure) {
		change := total(b.ID+".change", []*figure.Figure{b}, a)
		budget.Body = append(budget.Body, row(kind, label, num(a, money.Thousand), num(b, money.Thousand),
			num(change, money.Thousand), num(rate(t, b.ID+".rate", change, a, rule), 0)))
	}
	compare(doc.TotalRow, "계", all23, all)
	compare(doc.Plain, "사무관리비", office23, officeTotal)
	compare(doc.Plain, "자치단체경상보조금", grant23, grant)
	compare(doc.Plain, "새로 생긴 과목", typed("new.base", 0), typed("new", 0))

	final, carried, changed := typed("2022.final", 780_000_000), typed("2022.carried", 0), typed("2022.changed", -1_500_000)
	available := total("2022.available", []*figure.Figure{final, carried, changed})
	executed, left := typed("2022.executed", 751_250_000), typed("2022.next", 0)
	unspent := total("2022.unspent", []*figure.Figure{available}, executed, left)
	tenth := rule
	tenth.RateDecimals = 1
	settlement := &doc.Table{ID: "settlement", Caption: "결산", Unit: "(단위 : 천원, %)",
		Columns: columns(doc.Center, doc.Right, doc.Right, doc.Right, doc.Right, doc.Right, doc.Right, doc.Right, doc.Right),
		Head:    []doc.Row{row(doc.Plain, "연도", "최종예산", "전년이월", "예산변경", "예산현액", "집행액", "차년이월", "집행잔액", "집행률")},
		Body: []doc.Row{row(doc.Plain, "2022", num(final, money.Thousand), num(carried, money.Thousand), num(changed, money.Thousand),
			num(available, money.Thousand), num(executed, money.Thousand), num(left, money.Thousand), num(unspent, money.Thousand),
			num(rate(t, "2022.rate", executed, available, tenth), 0))}}

	part := num(all, money.Thousand)
	part.Part = &doc.Part{Figure: &figure.Figure{Name: &figure.Name{ID: "part"}, Expr: figure.Sum{}}, Open: "(x", Close: ")", Nil: "-"}
	part.Suffix = "천원"
	summary := &doc.Table{ID: "summary", Caption: "적요", Columns: columns(doc.Left, doc.Left),
		Head: []doc.Row{row(doc.Plain, "항목", "내용")},
		Body: []doc.Row{
			row(doc.Plain, "사업비", part),
			row(doc.Plain, "사업비(원)", doc.Cell{Blocks: []doc.Block{&doc.Paragraph{Text: []doc.Inline{
				doc.Text{S: `시비 "전액" `}, num(all, money.InWon), doc.Text{S: "원"}}}}}),
			row(doc.Plain, "=SUM(A1:A3)", "-감 @다 +라"),
			row(doc.Plain, "사업유형", doc.Check{Label: "연례반복", On: true}),
			row(doc.Plain, "지원대상", doc.Cell{Blocks: []doc.Block{&doc.List{Items: []doc.Item{
				{Mark: "○", Text: []doc.Inline{doc.Text{S: "9개 자치구"}}, Children: []doc.Item{
					{Mark: "-", Text: []doc.Inline{doc.Text{S: "8년차(동작, 용산, 강서, 서초, 종로), 7년차(중구), 6년차(강남), 5년차(서대문), 4년차(중랑)"}}}}},
			}}}}),
		}}
	return Workbook{
		Title: "2024년도 세출예산안 사업별 설명서 부속 자료", Author: "서울특별시", Language: "ko-KR", Date: "2023-11-01",
		Info: []doc.Field{{Key: "year", Label: "회계연도", Value: "2024"}, {Key: "edition", Label: "판", Value: "의회제출용"}},
		Sheets: []Sheet{
			{Name: "예산총괄", Title: "예산 총괄", Tables: []*doc.Table{budget}},
			{Name: "산출근거", Title: "산출근거", Tables: []*doc.Table{basis}, Landscape: true},
			{Name: "결산/적요", Title: "결산", Tables: []*doc.Table{settlement, summary}, Landscape: true},
		},
	}
}
