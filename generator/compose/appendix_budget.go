package compose

import (
	"fmt"
	"slices"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
)

// budget is 예산총괄 with its rows.
func (a *Appendix) budget() *doc.Table {
	t := a.largeBudget()
	t.Body, t.Rows = slices.Collect(t.Rows), nil
	return t
}

// largeBudget is 예산총괄: 합계, 회계 and 실·국 계, 부서 계, 사업 계 and 통계목, each with base, current and
// change. 구분 says which of them a row is, so that a filter shows one level alone. The
// structure above the projects stands aside: 코드별 집계 adds up by it.
func (a *Appendix) largeBudget() *doc.Table {
	program := aside(a.programColumns())
	t := &doc.Table{ID: "budget", Caption: "예산총괄", Unit: unitLine(a.book.Units.BudgetUnit(), ", %")}
	t.Columns = append([]doc.Column{col("level", "구분", doc.Center)}, a.identityColumns()...)
	t.Columns = append(t.Columns, col("code", "통계목 코드", doc.Center), col("name", "통계목", doc.Left))
	t.Columns = append(append(t.Columns, a.rowColumns()...), program...)
	t.Rows = func(yield func(doc.Row) bool) {
		row := func(kind doc.RowKind, level string, who []doc.Cell, code, name doc.Cell, exact, printed calc.Row, p *budget.Project) bool {
			cells := append(append(make([]doc.Cell, 0, len(t.Columns)), a.says(level)), who...)
			cells = append(append(append(cells, code, name), a.row(exact, printed)...), a.programOf(p, len(program))...)
			return yield(doc.Row{Kind: kind, Cells: cells})
		}
		total := func(level string, seat map[string]string, of calc.Tally) bool {
			who := append(a.seatOf(seat), doc.Cell{}, doc.Cell{})
			return row(doc.TotalRow, level, who, doc.Cell{}, doc.Cell{}, of.Row, of.Printed, nil)
		}
		project := func(s *calc.Sheet) bool {
			p := s.Project
			if !row(doc.GroupRow, "사업 계", a.identityOf(p), doc.Cell{}, a.says("계"), s.Total, s.Printed.Total, p) {
				return false
			}
			for i, l := range s.Lines {
				if !row(doc.Plain, "통계목", a.identityOf(p), written(l.Source.Code), written(l.Source.Name), l.Row, s.Printed.Lines[i], p) {
					return false
				}
			}
			return true
		}
		var divisions func(seat map[string]string, ds []calc.Division) bool
		divisions = func(seat map[string]string, ds []calc.Division) bool {
			for _, d := range ds {
				seat[d.By] = d.Name
				if !total(d.By+" 계", seat, d.Tally) || !divisions(seat, d.Parts) {
					return false
				}
				delete(seat, d.By)
				if d.Group == nil {
					continue
				}
				for _, s := range d.Group.Sheets() {
					if !project(s) {
						return false
					}
				}
			}
			return true
		}
		if !total("합계", nil, a.totals.All) {
			return
		}
		if len(a.book.Internal) > 0 {
			for _, f := range []*figure.Figure{a.totals.Internal, a.totals.Net} {
				if !total(f.Label, nil, a.net(f)) {
					return
				}
			}
		}
		divisions(map[string]string{}, a.totals.Divisions)
	}
	return withHead(t)
}

// net is a tally of the budget's year alone, for 내부거래 and 순계. Nothing prints them in a coarser unit.
func (a *Appendix) net(f *figure.Figure) calc.Tally {
	row := calc.Row{Current: calc.Amount{Figure: f}}
	if a.coarse() {
		return calc.Tally{Row: row}
	}
	return calc.Tally{Row: row, Printed: row}
}

// seatOf are the cells of [Appendix.seat] in a row that sums over projects.
func (a *Appendix) seatOf(seat map[string]string) (cells []doc.Cell) {
	for _, c := range a.seat() {
		cells = append(cells, a.says(seat[c.Head]))
	}
	return cells
}

// funding is 재원: what each source pays of each project, and what is outside the budget.
func (a *Appendix) funding() *doc.Table {
	t := &doc.Table{ID: "funding", Caption: "재원", Unit: unitLine(a.unit, ""), Columns: append(a.identityColumns(), col("total", "사업비", doc.Right))}
	all := doc.Row{Kind: doc.TotalRow, Cells: append(a.whole("합계"), a.amount(a.totals.All.Current.Figure))}
	place := map[string]int{} // of a source among the columns
	sums := map[string]*figure.Figure{}
	for _, r := range a.totals.By("재원").Rows {
		sums[r.Name] = r.Current.Figure
	}
	for _, outside := range []bool{false, true} {
		for _, s := range a.book.Sources {
			if s.Outside.Value == outside {
				head, sum := s.Label.Value, sums[s.Label.Value]
				if outside {
					head, sum = "예산 외 "+head, nil
				}
				place[s.Key.Value] = len(t.Columns)
				t.Columns = append(t.Columns, col(s.Key.Value, head, doc.Right))
				all.Cells = append(all.Cells, a.amount(sum))
			}
		}
		if !outside {
			t.Columns = append(t.Columns, col("funding", "재원 계", doc.Right))
			all.Cells = append(all.Cells, doc.Cell{})
		}
	}
	sum := len(a.identityColumns()) + 1
	for t.Columns[sum].ID != "funding" {
		sum++
	}
	for s := range a.totals.Sheets() {
		row := doc.Row{Cells: make([]doc.Cell, len(t.Columns))}
		copy(row.Cells, append(a.of(s.Project, len(t.Columns)), a.amount(s.Total.Current.Figure)))
		for _, shares := range [][]calc.Share{s.Funding, s.Outside} {
			for _, share := range shares {
				row.Cells[place[share.Source.Key.Value]] = a.amount(share.Figure)
			}
		}
		row.Cells[sum] = a.amount(s.FundingTotal)
		t.Body = append(t.Body, row)
	}
	if len(t.Body) > 0 {
		t.Body = append([]doc.Row{all}, t.Body...)
	}
	return withHead(t)
}

// schedule is 추진일정 of every project that has one.
func (a *Appendix) schedule() *doc.Table {
	t := &doc.Table{ID: "schedule", Caption: "추진일정", Unit: unitLine(a.book.Units.ScheduleUnit(), ""), Columns: append(a.onPaper(),
		col("step", "사업추진절차", doc.Left),
		col("from", "시작", doc.Center),
		col("to", "끝", doc.Center),
		col("amount", "예산집행금액", doc.Right),
		col("detail", "추진세부내용", doc.Left),
	)}
	coarse := a.book.Units.ScheduleUnit() != a.unit
	if coarse {
		t.Columns = append(t.Columns, aside([]doc.Column{col("amount_exact", "예산집행금액("+a.unit.Korean()+")", doc.Right)})...)
	}
	row := func(kind doc.RowKind, who []doc.Cell, step, from, to doc.Cell, exact, printed *figure.Figure, detail doc.Cell) {
		cells := append(who, step, from, to, cell(&doc.Num{Figure: printed, Unit: a.book.Units.ScheduleUnit(), Words: a.words}), detail)
		if coarse {
			cells = append(cells, a.amount(exact))
		}
		t.Body = append(t.Body, doc.Row{Kind: kind, Cells: cells})
	}
	for s := range a.totals.Sheets() {
		p := s.Project
		if len(p.Schedule) == 0 {
			continue
		}
		row(doc.GroupRow, a.of(p, len(t.Columns)), a.says("계"), doc.Cell{}, doc.Cell{}, s.ScheduleTotal, s.Printed.ScheduleTotal, doc.Cell{})
		for i, step := range p.Schedule {
			row(doc.Plain, a.of(p, len(t.Columns)), written(step.Name), written(step.From), written(step.To), s.Schedule[i], s.Printed.Schedule[i], a.running(s, step.Detail))
		}
	}
	return withHead(t)
}

// settlement is 결산 of every project that has it, below the sums of each year over the projects
// that tell all of it.
func (a *Appendix) settlement() *doc.Table {
	unit := a.book.Units.SettlementUnit()
	columns := []struct{ id, head string }{
		{"final", "최종예산"}, {"carried_in", "전년이월"}, {"changed", "예산변경"}, {"available", "예산현액"},
		{"spent", "집행액"}, {"carried_out", "차년이월"}, {"unspent", "집행잔액"}, {"executed", "집행률"},
	}
	t := &doc.Table{ID: "settlement", Caption: "결산", Unit: unitLine(unit, ", %"), Columns: append(a.identityColumns(), col("year", "연도", doc.Center))}
	for _, c := range columns {
		t.Columns = append(t.Columns, col(c.id, c.head, doc.Right))
	}
	words := a.words
	words.New = words.None // 집행률 of no 예산현액 is no 순증
	row := func(kind doc.RowKind, who []doc.Cell, year int64, of func(column string) *figure.Figure) {
		row := doc.Row{Kind: kind, Cells: append(who, a.says(fmt.Sprint(year)))}
		for _, c := range columns {
			row.Cells = append(row.Cells, cell(&doc.Num{Figure: of(c.id), Unit: unit, Words: words}))
		}
		t.Body = append(t.Body, row)
	}
	for _, y := range a.totals.Settled {
		sums := map[string]*figure.Figure{"available": y.Available, "spent": y.Spent, "carried_out": y.CarriedOut, "unspent": y.Unspent, "executed": y.Rate}
		row(doc.TotalRow, a.whole("합계"), y.Year, func(column string) *figure.Figure { return sums[column] })
	}
	for s := range a.totals.Sheets() {
		for i := range s.Settlement {
			year := &s.Settlement[i]
			row(doc.Plain, a.of(s.Project, len(t.Columns)), year.Source.Year.Value, func(column string) *figure.Figure {
				if amount, ok := settlementColumn(year, column); ok {
					return amount.Figure
				}
				return year.Rate.Figure
			})
		}
	}
	return withHead(t)
}

// Officers composes 담당자, by project, for the workbook of the council edition and for nothing else.
func (a *Appendix) Officers() *doc.Table {
	t := &doc.Table{ID: "officers", Caption: "담당자", Columns: append(a.identityColumns(),
		col("role", "직위", doc.Center), col("officer", "성명", doc.Center), col("phone", "전화", doc.Center))}
	for s := range a.totals.Sheets() {
		for _, o := range s.Project.Officers {
			t.Body = append(t.Body, doc.Row{Cells: append(a.of(s.Project, len(t.Columns)), written(o.Role), written(o.Name), written(o.Phone))})
		}
	}
	return withHead(t)
}

// GuideTable composes 일러두기 for the workbook: the lines of the book's own, and how to read a
// workbook. It is nil in a book without 일러두기.
func GuideTable(d *doc.Book) *doc.Table {
	guides := d.Of(doc.Guide)
	if len(guides) == 0 {
		return nil
	}
	t := &doc.Table{ID: "guide", Caption: guides[0].Title, Columns: []doc.Column{col("number", "번호", doc.Center), col("text", "내용", doc.Left)}}
	line := func(text string) {
		t.Body = append(t.Body, doc.Row{Cells: []doc.Cell{cell(doc.Text{S: fmt.Sprint(len(t.Body) + 1)}), cell(doc.Text{S: text})}})
	}
	for _, b := range guides[0].Blocks {
		if list, ok := b.(*doc.List); ok {
			for _, item := range list.Items {
				line(doc.PlainText(item.Text))
			}
		}
	}
	for _, text := range workbookGuide {
		line(text)
	}
	return withHead(t)
}

// workbookGuide says what only a workbook has.
var workbookGuide = []string{
	"파란 글씨는 입력한 값이고 검은 글씨의 금액은 수식입니다. 단가나 수량을 고치면 계까지 다시 계산됩니다.",
	"산식 칸의 글은 원본에 적힌 그대로여서 단가를 고쳐도 바뀌지 않습니다.",
	"검증 시트는 책의 모든 등식을 살아 있는 수식으로 보입니다. 한쪽만 고치면 그 줄이 FALSE가 됩니다.",
	"자료 시트에는 소계가 없어 그대로 정렬하거나 피벗 테이블에 쓸 수 있습니다.",
	"구분, 회계, 부서 칸의 거르기(필터)로 보고 싶은 줄만 볼 수 있습니다.",
}
