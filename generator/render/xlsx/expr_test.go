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
	add(num(row3, money.Thousand), "SUM('가'!$A$3:$C$3)")
	add(num(total("gap", []*figure.Figure{a, c}), money.Thousand), "SUM('가'!$A$3,'가'!$C$3)")
	add(num(total("minus only", nil, a, b), money.Thousand), "-SUM('가'!$A$3:$B$3)")
	add(num(total("units", []*figure.Figure{a, b, d}), money.Thousand), "SUM('가'!$A$3:$B$3)+'가'!$A$4*1000")
	add(num(total("won", []*figure.Figure{a}, d), money.InWon), "A8-A9*100000000") // both stand in this table, in 원 and 억원
	add(num(a, money.InWon), "'가'!$A$3*1000")
	add(num(d, money.HundredMM), "'가'!$A$4/100")
	add(num(total("none", nil), money.Thousand), "0")
	add(num(total("apart", []*figure.Figure{d}, hidden), money.Thousand), "'가'!$A$4*1000-SUM('가'!$A$3,'가'!$C$3)+'가'!$B$3")
	add(num(rate(t, "rate", hidden, d, rule), 0), `IF((A9*100000)=0,IF((SUM('가'!$A$3,'가'!$C$3)-'가'!$B$3)=0,"-","순증"),ROUND((SUM('가'!$A$3,'가'!$C$3)-'가'!$B$3)*100/(A9*100000),0))`)
	add(num(total("leaf sum", []*figure.Figure{leafless, a}), money.Thousand), "SUM('가'!$B$4,'가'!$A$3)")
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
	between := num(typed("between", 7000), money.Thousand)
	for i := range 900 {
		f := typed(fmt.Sprint(i), money.Won(1000*i))
		all = append(all, f)
		table.Body = append(table.Body, row(doc.Plain, num(f, money.Thousand), nil), row(doc.Plain, between, "사이"))
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
		table.Body = append(table.Body, row(doc.Plain, num(f, money.Thousand), nil), row(doc.Plain, between, "사이"))
	}
	whole.Expr = figure.Sum{Plus: all}
	if _, err := Render(book); err == nil || !strings.Contains(err.Error(), "too many summands for a cell") {
		t.Errorf("got %v", err)
	}
	// What the many have in common in a column of texts stands for them.
	last := table.Body[1800]
	table.Body = append(append(table.Body[:1800:1800], table.Body[1801:]...), last)
	for i := 0; i < 3600; i += 2 {
		table.Body[i].Cells[1] = row(doc.Plain, "사업 계").Cells[0]
	}
	whole.Won = total("", all).Won
	rows = worksheet(t, parts(t, render(t, book)), 2).Rows
	if formula := deref(rows[len(rows)-1].Cells[0].Formula); formula != `SUMIFS($A$3:$A$3601,$B$3:$B$3601,"사업 계")` {
		t.Errorf("got %s", formula)
	}
}

// A sum by a code is a SUMIFS only where the rows with that code are just its parts.
func TestSumsByText(t *testing.T) {
	table := &doc.Table{ID: "budget", Columns: columns(doc.Left, doc.Left, doc.Right)}
	sums := &doc.Table{ID: "codes", ByText: true, Columns: columns(doc.Left, doc.Right)}
	of := map[string][]*figure.Figure{}
	for i, r := range [][2]string{{"사업 계", "과"}, {"통계목", "201-01"}, {"통계목", "202-01"}, {"사업 계", "과"}, {"통계목", "201-01"}, {"통계목", "과"}, {"통계목", "2*"}, {"통계목", "202-01"}, {"통계목", "a"}, {"통계목", "A"}} {
		f := typed(fmt.Sprint(i), money.Won(1000<<i))
		of[r[1]] = append(of[r[1]], f)
		table.Body = append(table.Body, row(doc.Plain, r[0], r[1], num(f, money.Thousand)))
	}
	sum := func(name string, parts []*figure.Figure) {
		sums.Body = append(sums.Body, row(doc.Plain, name, num(total(name, parts), money.Thousand)))
	}
	want := []string{
		"SUMIFS('나'!$C$3:$C$12,'나'!$B$3:$B$12,$A3)",
		"SUMIFS('나'!$C$3:$C$12,'나'!$B$3:$B$12,$A4,'나'!$A$3:$A$12,\"사업 계\")", // 과 is a 통계목 too
		"'나'!$C$9",           // a pattern
		"'나'!$C$5",           // not all that bear the code
		"'나'!$C$11",          // a capital letter is no other letter
		"SUM('나'!$C$4:$C$5)", // no text of theirs stands here
	}
	sum("201-01", of["201-01"])
	sum("과", of["과"][:2])
	sum("2*", of["2*"])
	sum("202-01", of["202-01"][:1])
	sum("a", of["a"])
	sum("그 밖", []*figure.Figure{of["201-01"][0], of["202-01"][0]})
	file := render(t, Workbook{Date: "2023-11-01", Sheets: []Sheet{{Name: "가", Tables: []*doc.Table{sums}}, {Name: "나", Tables: []*doc.Table{table}}}})
	for i, r := range worksheet(t, parts(t, file), 2).Rows[1:] {
		if got := deref(r.Cells[1].Formula); got != want[i] {
			t.Errorf("%s: got %s, want %s", r.Cells[1].Ref, got, want[i])
		}
	}
}

func TestJudgeFormulas(t *testing.T) {
	book, _ := shapes(t)
	file := render(t, book)
	sameValues(t, file, recalculated(t, false, file)[0])
}
