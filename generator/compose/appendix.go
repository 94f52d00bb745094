package compose

import (
	"fmt"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/form"
	"budgetbook/generator/money"
	"budgetbook/generator/source"
)

// Appendix composes the workbook's tables over all projects of the book, in sheet
// order: 예산총괄, 산출근거, 재원, 추진일정, 결산. They print the very figures of the sheets.
func Appendix(book *budget.Book, f *form.Form, totals *calc.Totals) []*doc.Table {
	a := &appendix{book: book, form: f, unit: book.Units.BasisUnit(), words: doc.Words{Zero: f.Sheet.Words.Zero, New: f.Sheet.Words.RateNew, None: f.Sheet.Words.RateNone}, totals: totals}
	for _, g := range totals.Groups {
		a.sheets = append(a.sheets, g.Sheets...)
	}
	return []*doc.Table{a.budget(), a.basis(), a.funding(), a.schedule(), a.settlement()}
}

type appendix struct {
	book   *budget.Book
	form   *form.Form
	words  doc.Words
	unit   money.Unit // of every table but 결산
	totals *calc.Totals
	sheets []*calc.Sheet
}

// unitLine stands above every table of amounts.
func (a *appendix) unitLine(more string) string { return "(단위 : " + a.unit.Korean() + more + ")" }

// amount is a cell with an amount in the book's unit.
func (a *appendix) amount(f *figure.Figure) doc.Cell {
	return cell(&doc.Num{Figure: f, Unit: a.unit, Words: a.words})
}

func column(id, head string, width int, align doc.Align) doc.Column {
	return doc.Column{ID: id, Head: head, Width: width, Align: align}
}

// withHead makes the head row out of the columns' plain heads.
func withHead(t *doc.Table) *doc.Table {
	row := doc.Row{}
	for _, c := range t.Columns {
		row.Cells = append(row.Cells, columnHead(c.Head, 1, 1))
	}
	t.Head = []doc.Row{row}
	return t
}

// identity are the columns that say which project a row belongs to, so that every
// row can be filtered and pivoted by itself.
func (a *appendix) identity() []doc.Column {
	columns := []doc.Column{
		column("department", "부서", 300, doc.Left),
		column("project", "세부사업", 600, doc.Left),
	}
	if len(a.book.Bureaus) > 0 {
		columns = append([]doc.Column{column("bureau", "실·국", 350, doc.Left)}, columns...)
	}
	return columns
}

func (a *appendix) of(p *budget.Project) []doc.Cell {
	cells := []doc.Cell{written(p.Department), written(p.Title)}
	if len(a.book.Bureaus) > 0 {
		cells = append([]doc.Cell{written(p.Bureau)}, cells...)
	}
	return cells
}

// group are the identity cells of a row that sums over projects.
func (a *appendix) group(seat *budget.Seat, label string) []doc.Cell {
	cells := []doc.Cell{{}, cell(plain(label)...)}
	bureau := doc.Cell{}
	if seat != nil {
		cells[0], bureau = written(seat.Department), written(seat.Bureau)
	}
	if len(a.book.Bureaus) > 0 {
		cells = append([]doc.Cell{bureau}, cells...)
	}
	return cells
}

// budget is 예산총괄: 합계, 부서 계, 사업 계 and 통계목, each with base, current and change.
func (a *appendix) budget() *doc.Table {
	t := &doc.Table{ID: "budget", Caption: "예산총괄", Unit: a.unitLine(", %"), Columns: append(a.identity(),
		column("account", "회계", 300, doc.Left),
		column("code", "통계목 코드", 180, doc.Center),
		column("name", "통계목", 400, doc.Left),
		column("base", a.baseHead(), 300, doc.Right),
		column("current", a.book.YearText(0)+"예산액", 300, doc.Right),
		column("change", "증감", 300, doc.Right),
		column("rate", "증감률", 200, doc.Right),
	)}
	row := func(kind doc.RowKind, who []doc.Cell, account, code, name doc.Cell, r calc.Row) {
		t.Body = append(t.Body, doc.Row{Kind: kind, Cells: append(who, account, code, name,
			a.amount(r.Base.Figure), a.amount(r.Current.Figure), a.amount(r.Change.Figure), a.amount(r.Rate.Figure))})
	}
	row(doc.TotalRow, a.group(nil, "합계"), doc.Cell{}, doc.Cell{}, doc.Cell{}, a.totals.All.Row)
	for _, g := range a.totals.Groups {
		account := doc.Cell{}
		if g.Account != "" {
			account = cell(plain(g.Account)...)
		}
		row(doc.TotalRow, a.group(&g.Seat, "부서 계"), account, doc.Cell{}, doc.Cell{}, g.Row)
		for _, s := range g.Sheets {
			p := s.Project
			row(doc.GroupRow, a.of(p), written(p.Account), doc.Cell{}, cell(plain("계")...), s.Total)
			for _, l := range s.Lines {
				row(doc.Plain, a.of(p), written(p.Account), written(l.Source.Code), written(l.Source.Name), l.Row)
			}
		}
	}
	return withHead(t)
}

// baseHead names what the budget is compared with.
func (a *appendix) baseHead() string {
	if a.book.Kind.Value == "추가경정예산" {
		return "기정액"
	}
	return a.book.YearText(-1) + "예산액"
}

// basis is 산출근거: every leaf line with its 산식 taken apart into cells, under its 부기
// and 통계목. The last two columns are 원 exactly and the book's unit as printed.
func (a *appendix) basis() *doc.Table {
	numbers := 1
	for _, s := range a.sheets {
		for _, f := range s.Figures() {
			if e, ok := f.Expr.(figure.Formula); ok {
				numbers = max(numbers, len(e.Formula.Numbers()))
			}
		}
	}
	t := &doc.Table{ID: "basis", Caption: "산출근거", Unit: "(단가 : 원)", Columns: append(a.identity(),
		column("code", "통계목 코드", 180, doc.Center),
		column("name", "통계목", 350, doc.Left),
		column("basis", "부기", 500, doc.Left),
		column("item", "산출내역", 500, doc.Left),
		column("formula", "산식", 450, doc.Left),
	)}
	for n := range numbers {
		t.Columns = append(t.Columns, column(fmt.Sprintf("number%d", n+1), numberHead(n), 260, doc.Right))
	}
	t.Columns = append(t.Columns, column("won", "금액(원)", 320, doc.Right), column("amount", "금액("+a.unit.Korean()+")", 280, doc.Right))

	for _, s := range a.sheets {
		for _, l := range s.Lines {
			who := func() []doc.Cell { return append(a.of(s.Project), written(l.Source.Code), written(l.Source.Name)) }
			sum := func(kind doc.RowKind, basis doc.Cell, f *figure.Figure) {
				row := doc.Row{Kind: kind, Cells: append(who(), basis)}
				for range numbers + 3 { // 산출내역, 산식, numbers, 원
					row.Cells = append(row.Cells, doc.Cell{})
				}
				row.Cells = append(row.Cells, a.amount(f))
				t.Body = append(t.Body, row)
			}
			leaf := func(basis, item, formula doc.Cell, f *figure.Figure) {
				row := doc.Row{Cells: append(who(), basis, item, formula)}
				count := len(f.Expr.(figure.Formula).Formula.Numbers())
				for n := range numbers {
					if n < count {
						row.Cells = append(row.Cells, cell(doc.Factor{Figure: f, Index: n}))
					} else {
						row.Cells = append(row.Cells, doc.Cell{})
					}
				}
				row.Cells = append(row.Cells, cell(doc.Exact{Figure: f}), a.amount(f))
				t.Body = append(t.Body, row)
			}
			sum(doc.TotalRow, cell(plain("통계목 계")...), l.Row.Current.Figure)
			for _, b := range l.Basis {
				if len(b.Items) > 0 {
					sum(doc.GroupRow, written(b.Source.Label), b.Amount)
				}
				if b.Own != nil {
					leaf(written(b.Source.Label), doc.Cell{}, written(b.Source.Formula), b.Own)
				}
				for i, f := range b.Items {
					item := &b.Source.Items[i]
					leaf(written(b.Source.Label), written(item.Label), written(item.Formula), f)
				}
			}
		}
	}
	return withHead(t)
}

// numberHead names the columns of a formula's numbers: the office style writes the price first.
func numberHead(n int) string {
	if n == 0 {
		return "단가(원)"
	}
	return fmt.Sprintf("수량%d", n)
}

// funding is 재원: what each source pays of each project, and what is outside the budget.
func (a *appendix) funding() *doc.Table {
	t := &doc.Table{ID: "funding", Caption: "재원", Unit: a.unitLine(""), Columns: append(a.identity(), column("total", "사업비", 300, doc.Right))}
	for _, outside := range []bool{false, true} {
		for _, s := range a.book.Sources {
			if s.Outside.Value == outside {
				head := s.Label.Value
				if outside {
					head = "예산 외 " + head
				}
				t.Columns = append(t.Columns, column(s.Key.Value, head, 280, doc.Right))
			}
		}
	}
	for _, s := range a.sheets {
		row := doc.Row{Cells: append(a.of(s.Project), a.amount(s.Total.Current.Figure))}
		for _, share := range append(append([]calc.Share(nil), s.Funding...), s.Outside...) {
			row.Cells = append(row.Cells, a.amount(share.Figure))
		}
		t.Body = append(t.Body, row)
	}
	return withHead(t)
}

// schedule is 추진일정 of every project that has one.
func (a *appendix) schedule() *doc.Table {
	t := &doc.Table{ID: "schedule", Caption: "추진일정", Unit: a.unitLine(""), Columns: append(a.identity(),
		column("step", "사업추진절차", 450, doc.Left),
		column("from", "시작", 200, doc.Center),
		column("to", "끝", 200, doc.Center),
		column("amount", "예산집행금액", 300, doc.Right),
		column("detail", "추진세부내용", 900, doc.Left),
	)}
	for _, s := range a.sheets {
		p := s.Project
		if len(p.Schedule) == 0 {
			continue
		}
		t.Body = append(t.Body, doc.Row{Kind: doc.GroupRow, Cells: append(a.of(p), cell(plain("계")...), doc.Cell{}, doc.Cell{}, a.amount(s.ScheduleTotal), doc.Cell{})})
		for i, step := range p.Schedule {
			t.Body = append(t.Body, doc.Row{Cells: append(a.of(p), written(step.Name), written(step.From), written(step.To), a.amount(s.Schedule[i]), a.running(s, step.Detail))})
		}
	}
	return withHead(t)
}

// settlement is 결산 of every project that has it.
func (a *appendix) settlement() *doc.Table {
	unit := a.book.Units.SettlementUnit()
	columns := []struct{ id, head string }{
		{"final", "최종예산"}, {"carried_in", "전년이월"}, {"changed", "예산변경"}, {"available", "예산현액"},
		{"spent", "집행액"}, {"carried_out", "차년이월"}, {"unspent", "집행잔액"},
	}
	t := &doc.Table{ID: "settlement", Caption: "결산", Unit: "(단위 : " + unit.Korean() + ")", Columns: append(a.identity(), column("year", "연도", 150, doc.Center))}
	for _, c := range columns {
		t.Columns = append(t.Columns, column(c.id, c.head, 300, doc.Right))
	}
	for _, s := range a.sheets {
		for i := range s.Settlement {
			year := &s.Settlement[i]
			row := doc.Row{Cells: append(a.of(s.Project), yearCell(year.Source.Year))}
			for _, c := range columns {
				amount, _ := settlementColumn(year, c.id)
				row.Cells = append(row.Cells, cell(&doc.Num{Figure: amount.Figure, Unit: unit, Words: a.words}))
			}
			t.Body = append(t.Body, row)
		}
	}
	return withHead(t)
}

// running is a text with its references resolved, as one text: a worksheet's cell holds
// either a text or a number. What cannot be resolved the sheet itself has reported.
func (a *appendix) running(s *calc.Sheet, t source.Text) doc.Cell {
	if !t.Given() {
		return doc.Cell{}
	}
	c := &composer{book: a.book, form: a.form, sheet: s}
	return cell(doc.Text{S: doc.PlainText(c.running(t)), Span: t.Span})
}

func yearCell(y source.Int) doc.Cell {
	return cell(doc.Text{S: fmt.Sprint(y.Value), Span: y.Span})
}
