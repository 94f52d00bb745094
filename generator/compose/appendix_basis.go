package compose

import (
	"fmt"

	"budgetbook/generator/calc"
	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/source"
)

// basis is 산출근거: every leaf line with its 산식 taken apart into cells, under its 부기
// and 통계목. The last two columns are 원 exactly and the book's unit as printed.
func (a *Appendix) basis() *doc.Table {
	t := &doc.Table{ID: "basis", Caption: "산출근거", Unit: "(단가 : 원)", Columns: append(a.onPaper(),
		col("code", "통계목 코드", doc.Center),
		col("name", "통계목", doc.Left),
		col("basis", "부기", doc.Left),
		col("item", "산출내역", doc.Left),
		col("formula", "산식", doc.Left),
	)}
	for n := range a.numbers {
		t.Columns = append(t.Columns, col(fmt.Sprintf("number%d", n+1), numberHead(n), doc.Right))
	}
	t.Columns = append(t.Columns, a.leafColumns()...)
	for s := range a.totals.Sheets() {
		for i := range s.Lines {
			l := &s.Lines[i]
			code, name := written(l.Source.Code), written(l.Source.Name)
			who := func() []doc.Cell { return append(a.of(s.Project, len(t.Columns)), code, name) }
			sum := func(kind doc.RowKind, basis doc.Cell, f *figure.Figure) {
				cells := append(append(who(), basis), make([]doc.Cell, a.numbers+3)...) // 산출내역, 산식, numbers, 원
				t.Body = append(t.Body, doc.Row{Kind: kind, Cells: append(cells, a.amount(f))})
			}
			sum(doc.TotalRow, a.says("통계목 계"), l.Row.Current.Figure)
			for j := range l.Basis {
				b := &l.Basis[j]
				label := written(b.Source.Label)
				if len(b.Items) > 0 {
					sum(doc.GroupRow, label, b.Amount)
				}
				for _, leaf := range leavesOf(b) {
					cells := append(who(), label, written(leaf.item), written(leaf.formula))
					count := len(expression(leaf.figure).Formula.Numbers())
					for n := range a.numbers {
						if n < count {
							cells = append(cells, cell(doc.Factor{Figure: leaf.figure, Index: n}))
						} else {
							cells = append(cells, doc.Cell{})
						}
					}
					t.Body = append(t.Body, doc.Row{Cells: append(cells, cell(doc.Exact{Figure: leaf.figure}), a.amount(leaf.figure))})
				}
			}
		}
	}
	return withHead(t)
}

// data is 자료: one row for each leaf line with all that it can be grouped by, and no sums, so
// that it can be sorted and pivoted.
func (a *Appendix) data() *doc.Table {
	program := aside(a.programColumns())
	t := &doc.Table{ID: "leaves", Caption: "자료", Unit: "(산출내역마다 한 줄)", Columns: a.onPaper()}
	t.Columns = append(t.Columns, col("code", "통계목 코드", doc.Center), col("name", "통계목", doc.Left),
		col("basis", "부기", doc.Left), col("item", "산출내역", doc.Left), col("formula", "산식", doc.Left))
	t.Columns = append(append(t.Columns, a.leafColumns()...), program...)
	for s := range a.totals.Sheets() {
		program := a.programOf(s.Project, len(program))
		for _, l := range s.Lines {
			code, name := written(l.Source.Code), written(l.Source.Name)
			for i := range l.Basis {
				b := &l.Basis[i]
				label := written(b.Source.Label)
				for _, leaf := range leavesOf(b) {
					cells := append(a.of(s.Project, len(t.Columns)), code, name, label, written(leaf.item), written(leaf.formula),
						cell(doc.Exact{Figure: leaf.figure}), a.amount(leaf.figure))
					t.Body = append(t.Body, doc.Row{Cells: append(cells, program...)})
				}
			}
		}
	}
	return withHead(t)
}

// leafColumns are 금액 of a leaf line, exact and rounded.
func (a *Appendix) leafColumns() []doc.Column {
	return []doc.Column{col("won", "금액(원)", doc.Right), col("amount", "금액("+a.unit.Korean()+")", doc.Right)}
}

// leaf is a line of 산출근거 with a 산식.
type leaf struct {
	item, formula source.Text // item is not given for a 부기's own 산식
	figure        *figure.Figure
}

// leavesOf lists the leaf lines of 부기.
func leavesOf(b *calc.Basis) (out []leaf) {
	if b.Own != nil {
		out = append(out, leaf{formula: b.Source.Formula, figure: b.Own})
	}
	for i, f := range b.Items {
		item := &b.Source.Items[i]
		out = append(out, leaf{item.Label, item.Formula, f})
	}
	return out
}

func expression(f *figure.Figure) figure.Formula { return f.Expr.(figure.Formula) }

// numberHead names the columns of a formula's numbers: the office style writes the price first.
func numberHead(n int) string {
	if n == 0 {
		return "단가(원)"
	}
	return fmt.Sprintf("수량%d", n)
}
