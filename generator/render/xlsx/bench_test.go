package xlsx

import (
	"fmt"
	"testing"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// large is a book of n projects: 5 lines of 산출근거 each, a total, a change and a rate.
func large(t testing.TB, n int) Workbook {
	basis := &doc.Table{ID: "basis", Caption: "산출근거", Columns: columns(doc.Left, doc.Left, doc.Right, doc.Right, doc.Right, doc.Right),
		Head: []doc.Row{row(doc.Plain, "사업", "산출내역", "단가", "수량", "금액(원)", "금액(천원)")}}
	budget := &doc.Table{ID: "budget", Caption: "예산총괄", Columns: columns(doc.Left, doc.Right, doc.Right, doc.Right, doc.Right),
		Head: []doc.Row{row(doc.Plain, "사업", "전년", "올해", "증감", "증감률")}}
	var bases, sums []*figure.Figure
	for i := range n {
		var leaves []*figure.Figure
		name := fmt.Sprint("사업 ", i)
		for j := range 5 {
			f := leaf(t, fmt.Sprintf("%d/%d", i, j), fmt.Sprintf("%d원*%d개소", 1_000_000+1000*i, j+1), money.Ceil)
			leaves = append(leaves, f)
			basis.Body = append(basis.Body, row(doc.Plain, name, fmt.Sprint("항목 ", j), doc.Factor{Figure: f, Index: 0},
				doc.Factor{Figure: f, Index: 1}, doc.Exact{Figure: f}, num(f, money.Thousand)))
		}
		base, sum := typed(fmt.Sprint(i, "base"), money.Won(1000*i)), total(fmt.Sprint(i), leaves)
		change := total(fmt.Sprint(i, "change"), []*figure.Figure{sum}, base)
		bases, sums = append(bases, base), append(sums, sum)
		budget.Body = append(budget.Body, row(doc.Plain, name, num(base, money.Thousand), num(sum, money.Thousand),
			num(change, money.Thousand), num(rate(t, fmt.Sprint(i, "rate"), change, base, rule), 0)))
	}
	all, all23 := total("all", sums), total("all.base", bases)
	budget.Body = append(budget.Body, row(doc.TotalRow, "계", num(all23, money.Thousand), num(all, money.Thousand), nil, nil))
	return Workbook{Title: "큰 책", Date: "2023-11-01", Sheets: []Sheet{
		{Name: "예산총괄", Title: "예산총괄", Tables: []*doc.Table{budget}},
		{Name: "산출근거", Title: "산출근거", Tables: []*doc.Table{basis}, Landscape: true}}}
}

func BenchmarkRender(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		b.Run(fmt.Sprint(n, "projects"), func(b *testing.B) {
			book := large(b, n)
			b.ReportAllocs()
			for b.Loop() {
				b.ReportMetric(float64(len(render(b, book))), "bytes/file")
			}
		})
	}
}
