package compose

import (
	"fmt"
	"slices"
	"sync"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
)

// codes is 코드별 집계: the budget cut by everything that has a code or a name. 상위 is what holds a
// name: 분야 of 부문, 편성목 of 통계목.
func (a *Appendix) codes() *doc.Table {
	t := &doc.Table{ID: "codes", Caption: "코드별 집계", ByText: true, Unit: unitLine(a.book.Units.BudgetUnit(), ", %")}
	t.Columns = append([]doc.Column{col("by", "구분", doc.Center), col("above", "상위", doc.Left), col("name", "코드·이름", doc.Left), col("title", "통계목", doc.Left)}, a.rowColumns()...)
	share := col("share", "구성비", doc.Right)
	t.Columns = slices.Insert(t.Columns, 8, share)
	for _, g := range a.totals.Groupings {
		for _, r := range g.Rows {
			if r.Current.Figure == nil {
				continue // unknown: 재원, where a project does not tell it
			}
			var cells []doc.Cell
			for _, text := range []string{g.By, r.Above, r.Name, r.Title} {
				cells = append(cells, a.says(text))
			}
			printed := r.Printed
			if g.By == "재원" && a.coarse() {
				printed = calc.Row{} // no sheet prints 재원 in the coarser unit
			}
			cells = append(cells, a.row(r.Row, printed)...)
			t.Body = append(t.Body, doc.Row{Cells: slices.Insert(cells, 8, a.amount(r.Share))})
		}
	}
	return withHead(t)
}

// proof is 검증: every identity of the book, both sides live, below the one line that sums up
// whether all of them hold. Their figures are computed once.
func (a *Appendix) proof(of func(*budget.Book, *calc.Totals) []calc.Identity) Table {
	identities := sync.OnceValue(func() []calc.Identity { return of(a.book, a.totals) })
	return func() *doc.Table { return a.identities(identities()) }
}

func (a *Appendix) identities(identities []calc.Identity) *doc.Table {
	t := &doc.Table{ID: "proof", Caption: "검증", Unit: unitLine(a.unit, ""), Columns: append(a.identityColumns(),
		col("subject", "대상", doc.Left),
		col("of", "왼쪽", doc.Left), col("left", "왼쪽 금액", doc.Right),
		col("is", "오른쪽", doc.Left), col("right", "오른쪽 금액", doc.Right),
		col("difference", "차이", doc.Right), col("holds", "결과", doc.Center),
	)}
	all := doc.Equal{Pairs: make([][2]*figure.Figure, 0, len(identities))}
	for _, i := range identities {
		who, unit := a.whole("책 전체"), a.unit
		if i.Sheet != nil {
			who = a.of(i.Sheet.Project, len(t.Columns))
		}
		if i.Settlement {
			unit = a.book.Units.SettlementUnit()
		}
		num := func(f *figure.Figure) doc.Cell { return cell(&doc.Num{Figure: f, Unit: unit, Words: a.words}) }
		all.Pairs = append(all.Pairs, [2]*figure.Figure{i.Left, i.Right})
		pair := all.Pairs[len(all.Pairs)-1:]
		t.Body = append(t.Body, doc.Row{Cells: append(who, a.says(i.Subject),
			a.says(i.Of), num(i.Left), a.says(i.Is), num(i.Right), num(i.Difference),
			cell(doc.Equal{Pairs: pair[:1:1]}))})
	}
	if len(all.Pairs) > 0 {
		cells := append(a.whole("전체"), cell(doc.Text{S: fmt.Sprintf("등식 %d개", len(all.Pairs))}))
		cells = append(append(cells, make([]doc.Cell, 5)...), cell(all))
		t.Body = append([]doc.Row{{Kind: doc.TotalRow, Cells: cells}}, t.Body...)
	}
	return withHead(t)
}
