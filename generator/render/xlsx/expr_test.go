package xlsx

import (
	"fmt"
	"strings"
	"testing"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// shapes is a workbook of two sheets for the formulas that the sample has none of:
// figures are typed on 가, and computed on 나.
func shapes(t testing.TB) (Workbook, []string) {
	a, b, c, d := typed("a", 1_000_000), typed("b", 2_000_000), typed("c", -3_000_000), typed("d", 4_500_000_000)
	leafless := leaf(t, "leaf", "△740,000원×7명×6/12월", money.Ceil)
	hidden := total("hidden", []*figure.Figure{a, c}, b)
	inputs := &doc.Table{ID: "inputs", Columns: columns(doc.Right, doc.Right, doc.Right), Body: []doc.Row{
		row(doc.Plain, num(a, money.Thousand), num(b, money.Thousand), num(c, money.Thousand)),
		row(doc.Plain, num(d, money.Million), num(leafless, money.Thousand), nil),
	}}
	var want []string
	derived := &doc.Table{ID: "derived", Columns: columns(doc.Right, doc.Left)}
	add := func(n *doc.Num, formula string) {
		derived.Body = append(derived.Body, row(doc.Plain, n, n.Figure.ID))
		want = append(want, formula)
	}
	row3 := total("row", []*figure.Figure{a, b, c})
	add(num(row3, money.Thousand), "SUM('가'!A3:C3)")
	add(num(total("gap", []*figure.Figure{a, c}), money.Thousand), "SUM('가'!A3,'가'!C3)")
	add(num(total("minus only", nil, a, b), money.Thousand), "-SUM('가'!A3:B3)")
	add(num(total("units", []*figure.Figure{a, b, d}), money.Thousand), "SUM('가'!A3:B3)+'가'!A4*1000")
	add(num(total("won", []*figure.Figure{a}, d), money.InWon), "A8-A9*100000000") // both stand in this table, in 원 and 억원
	add(num(a, money.InWon), "'가'!A3*1000")
	add(num(d, money.HundredMM), "'가'!A4/100")
	add(num(total("none", nil), money.Thousand), "0")
	add(num(total("apart", []*figure.Figure{d}, hidden), money.Thousand), "'가'!A4*1000-SUM('가'!A3,'가'!C3)+'가'!B3")
	add(num(rate(t, "rate", hidden, d, rule), 0), `IF((A9*100000)=0,IF((SUM('가'!A3,'가'!C3)-'가'!B3)=0,"-","순증"),ROUND((SUM('가'!A3,'가'!C3)-'가'!B3)*100/(A9*100000),0))`)
	add(num(total("leaf sum", []*figure.Figure{leafless, a}), money.Thousand), "SUM('가'!B4,'가'!A3)")
	add(num(total("again", []*figure.Figure{row3, row3}), money.Thousand), "SUM(A3,A3)")
	return Workbook{Date: "2023-11-01", Sheets: []Sheet{
		{Name: "가", Tables: []*doc.Table{inputs}}, {Name: "나", Tables: []*doc.Table{derived}}}}, want
}

func TestFormulas(t *testing.T) {
	book, want := shapes(t)
	files := parts(t, render(t, book))
	sheet := worksheet(t, files, 3)
	for i, w := range want {
		if c := sheet.Rows[i+1].Cells[0]; c.Formula == nil || *c.Formula != w {
			t.Errorf("%s: got %s, want %s", c.Ref, deref(c.Formula), w)
		}
	}
	// The factors of this leaf have no cells: its 산식 stands in its one cell.
	if got := deref(worksheet(t, files, 2).Rows[2].Cells[1].Formula); got != "CEILING(ROUND((-740000*7*6/12)/1000,6),1)" {
		t.Errorf("leaf: %s", got)
	}
}

func deref(s *string) string {
	if s == nil {
		return "no formula"
	}
	return *s
}

func TestManySummands(t *testing.T) {
	table := &doc.Table{ID: "t", Columns: columns(doc.Right, doc.Left)}
	var all []*figure.Figure
	for i := range 900 {
		f := typed(fmt.Sprint(i), money.Won(1000*i))
		all = append(all, f)
		table.Body = append(table.Body, row(doc.Plain, num(f, money.Thousand), nil), row(doc.Plain, nil, "사이"))
	}
	whole := total("all", all)
	table.Body = append(table.Body, row(doc.TotalRow, num(whole, money.Thousand), nil))
	book := Workbook{Date: "2023-11-01", Sheets: []Sheet{{Name: "표", Tables: []*doc.Table{table}}}}
	rows := worksheet(t, parts(t, render(t, book)), 2).Rows
	formula := deref(rows[len(rows)-1].Cells[0].Formula)
	if n := strings.Count(formula, "SUM("); n != 6 || !strings.HasPrefix(formula, "SUM(SUM(A3,A5,") {
		t.Errorf("%d calls in %.60s", n, formula)
	}
	for i := range 900 {
		f := typed(fmt.Sprint(i, "x"), 1000)
		all = append(all, f)
		table.Body = append(table.Body, row(doc.Plain, num(f, money.Thousand), nil), row(doc.Plain, nil, "사이"))
	}
	whole.Expr = figure.Sum{Plus: all}
	if _, err := Render(book); err == nil || !strings.Contains(err.Error(), "too many for a cell") {
		t.Errorf("got %v", err)
	}
}

func TestJudgeFormulas(t *testing.T) {
	book, _ := shapes(t)
	file := render(t, book)
	sameValues(t, file, recalculated(t, false, file)[0])
}
