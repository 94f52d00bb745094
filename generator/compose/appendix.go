package compose

import (
	"slices"

	"budgetbook/generator/budget"
	"budgetbook/generator/calc"
	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/form"
	"budgetbook/generator/money"
	"budgetbook/generator/source"
)

// Appendix composes the workbook's tables over all projects of a book or of a part of it, in sheet
// order. They print the very figures of the sheets, and no edition has others.
type Appendix struct {
	book    *budget.Book
	form    *form.Form
	words   doc.Words
	unit    money.Unit // of every table but 결산
	totals  *calc.Totals
	numbers int // columns for the numbers of a 산식

	// Cells that stand in many rows are made once: a large book has a million.
	project           *budget.Project // of the last row
	identity, program []doc.Cell      // its cells; nil: not made
	said              map[string]doc.Cell
}

// NewAppendix composes nothing yet. numbers is how many the longest 산식 of the book has: every
// workbook of a book has the same columns.
func NewAppendix(book *budget.Book, f *form.Form, totals *calc.Totals, numbers int) *Appendix {
	return &Appendix{book: book, form: f, unit: book.Units.BasisUnit(), words: doc.Words{Zero: f.Sheet.Words.Zero, New: f.Sheet.Words.RateNew, None: f.Sheet.Words.RateNone}, totals: totals,
		numbers: max(numbers, 1), said: map[string]doc.Cell{}}
}

// Leaves counts the leaf lines of a sheet, the rows of 자료 — all tables together have some eight
// times as many —, and the numbers in its longest 산식.
func Leaves(s *calc.Sheet) (lines, numbers int) {
	for i := range s.Lines {
		for j := range s.Lines[i].Basis {
			for _, leaf := range leavesOf(&s.Lines[i].Basis[j]) {
				lines++
				if leaf.figure != nil { // else it could not be computed
					numbers = max(numbers, len(expression(leaf.figure).Formula.Numbers()))
				}
			}
		}
	}
	return lines, numbers
}

// Totals are the sums that the tables show.
func (a *Appendix) Totals() *calc.Totals { return a.totals }

// Table is a table of the appendix. It is composed when it is asked for, every time alike and of
// the same figures: those of a large book would fill the memory together.
type Table func() *doc.Table

// Tables are all of them.
func (a *Appendix) Tables() []Table {
	return []Table{a.budget, a.codes, a.basis, a.data, a.funding, a.schedule, a.settlement, a.proof(calc.Proof)}
}

// Summary is what a large book has in the workbook of the whole, where each 실·국 has one of its
// own: the amounts of its 통계목 come from there.
func (a *Appendix) Summary() []Table {
	return []Table{a.largeBudget, a.codes, a.proof(calc.ProofOfWhole)}
}

// unitLine stands above every table of amounts.
func unitLine(u money.Unit, more string) string { return "(단위 : " + u.Korean() + more + ")" }

// amount is a cell with an amount in the book's unit.
func (a *Appendix) amount(f *figure.Figure) doc.Cell {
	return cell(&doc.Num{Figure: f, Unit: a.unit, Words: a.words})
}

// coarse reports whether 예산 총괄 is printed in a coarser unit than it is computed in.
func (a *Appendix) coarse() bool { return a.book.Units.BudgetUnit() != a.unit }

// row are the cells of 기준액, 예산액, 증감 and 증감률 as printed; where that is in a coarser unit,
// the exact ones stand beside them, since they are what is typed and compared.
func (a *Appendix) row(exact, printed calc.Row) (cells []doc.Cell) {
	for _, f := range []*figure.Figure{printed.Base.Figure, printed.Current.Figure, printed.Change.Figure, printed.Rate.Figure} {
		cells = append(cells, cell(&doc.Num{Figure: f, Unit: a.book.Units.BudgetUnit(), Words: a.words}))
	}
	if a.coarse() {
		cells = append(cells, a.amount(exact.Base.Figure), a.amount(exact.Current.Figure), a.amount(exact.Change.Figure))
	}
	return cells
}

// rowColumns are the columns of [Appendix.row]. A 추경 compares with 기정액.
func (a *Appendix) rowColumns() []doc.Column {
	current := a.book.YearText(0) + "예산액"
	if a.book.Round.Given() {
		current = "예산액"
	}
	columns := []doc.Column{
		col("base", a.book.BaseText(), doc.Right),
		col("current", current, doc.Right),
		col("change", "증감", doc.Right),
		col("rate", "증감률", doc.Right),
	}
	if a.coarse() {
		exact := slices.Clone(columns[:3])
		for i := range exact {
			exact[i].ID, exact[i].Head = exact[i].ID+"_exact", exact[i].Head+"("+a.unit.Korean()+")"
		}
		columns = append(columns, aside(exact)...)
	}
	return columns
}

func column(id, head string, width int, align doc.Align) doc.Column {
	return doc.Column{ID: id, Head: head, Width: width, Align: align}
}

// col is a column of the workbook, which measures its own widths.
func col(id, head string, align doc.Align) doc.Column { return column(id, head, 300, align) }

// aside takes columns off the paper.
func aside(columns []doc.Column) []doc.Column {
	for i := range columns {
		columns[i].Aside = true
	}
	return columns
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

// seat are the columns of 회계 and 직제.
func (a *Appendix) seat() []doc.Column {
	columns := []doc.Column{col("account", "회계", doc.Left)}
	if len(a.book.Bureaus) > 0 {
		columns = append(columns, col("bureau", "실·국", doc.Left))
	}
	return append(columns, col("department", "부서", doc.Left))
}

// identityColumns are the columns that say which project a row belongs to, so that every row can
// be filtered and pivoted by itself. Two projects may have one title, never one ID.
func (a *Appendix) identityColumns() []doc.Column {
	return append(a.seat(), col("id", "사업 ID", doc.Left), col("project", "세부사업", doc.Left))
}

// onPaper is the identity where 회계 and 직제 are left out in print, for want of width.
func (a *Appendix) onPaper() []doc.Column {
	return append(aside(a.seat()), col("id", "사업 ID", doc.Left), col("project", "세부사업", doc.Left))
}

// of are the identity cells of a project, at the beginning of a row of so many columns.
func (a *Appendix) of(p *budget.Project, columns int) []doc.Cell {
	return append(make([]doc.Cell, 0, columns), a.identityOf(p)...)
}

func (a *Appendix) identityOf(p *budget.Project) []doc.Cell {
	a.about(p)
	if a.identity == nil {
		a.identity = []doc.Cell{written(p.Account)}
		if len(a.book.Bureaus) > 0 {
			a.identity = append(a.identity, written(p.Bureau))
		}
		a.identity = append(a.identity, written(p.Department), written(p.ID), written(p.Title))
	}
	return a.identity
}

// about begins the rows of a project. Those of one follow each other in every table.
func (a *Appendix) about(p *budget.Project) {
	if a.project != p {
		a.project, a.identity, a.program = p, nil, nil
	}
}

// says is a cell with a text of ours; blank where there is none.
func (a *Appendix) says(text string) doc.Cell {
	if text == "" {
		return doc.Cell{}
	}
	c, ok := a.said[text]
	if !ok {
		c = cell(plain(text)...)
		a.said[text] = c
	}
	return c
}

// whole are the identity cells of a row over the whole book.
func (a *Appendix) whole(label string) []doc.Cell {
	cells := make([]doc.Cell, len(a.identityColumns()))
	cells[len(cells)-1] = a.says(label)
	return cells
}

// programColumns are the columns of the budget's structure above a project, for books that have it.
func (a *Appendix) programColumns() []doc.Column {
	for s := range a.totals.Sheets() {
		if s.Project.Program != nil {
			return []doc.Column{col("field", "분야", doc.Left), col("section", "부문", doc.Left),
				col("policy", "정책사업", doc.Left), col("unit_project", "단위사업", doc.Left)}
		}
	}
	return nil
}

func (a *Appendix) programOf(p *budget.Project, columns int) []doc.Cell {
	if p == nil || p.Program == nil || columns == 0 {
		return make([]doc.Cell, columns)
	}
	a.about(p)
	if a.program == nil {
		a.program = []doc.Cell{written(p.Program.Field), written(p.Program.Section), written(p.Program.Policy), written(p.Program.Unit)}
	}
	return a.program
}

// running is a text with its references resolved, as one text: a worksheet's cell holds
// either a text or a number. What cannot be resolved the sheet itself has reported.
func (a *Appendix) running(s *calc.Sheet, t source.Text) doc.Cell {
	if !t.Given() {
		return doc.Cell{}
	}
	c := &composer{book: a.book, form: a.form, sheet: s}
	return cell(doc.Text{S: doc.PlainText(c.running(t)), Span: t.Span})
}
