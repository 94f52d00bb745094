package xlsx

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// sheet sets up a worksheet and says how its rows will be written.
func (w *writer) sheet(s *sheetPlan) error {
	widths := columnWidths(s)
	if err := w.open(s.name, s.height, widths); err != nil {
		return err
	}
	if t := s.single(); t != nil && len(t.Head) > 0 {
		if err := w.file.SetPanes(s.name, below(t.top+len(t.Head))); err != nil {
			return err
		}
	}
	for _, t := range s.tables {
		if err := w.merge(s, t); err != nil {
			return err
		}
	}
	if err := w.charts(s); err != nil {
		return err
	}
	if err := w.page(s); err != nil {
		return err
	}
	if err := w.paper(s.name, s.Title, s.layout()); err != nil {
		return err
	}
	if w.book.Protect {
		if err := w.file.ProtectSheet(s.name, &openToReaders); err != nil {
			return err
		}
	}
	w.rows = append(w.rows, func(out *rows) error { return w.body(out, s, widths) })
	return nil
}

// body writes the rows of a worksheet from top to bottom.
func (w *writer) body(out *rows, s *sheetPlan, widths []float64) error {
	left, _ := s.paper()
	out.row(0, 26, append(make([]cell, left), w.text(s.Title, sheetTitle))...)
	var cells []cell
	for i, t := range s.tables {
		w.label(out, s, t)
		for r, row := range t.each() {
			var height float64
			var err error
			if cells, height, err = w.cells(cells[:0], t, row, r, place{sheet: s.index, table: i, row: t.top + r}, widths); err != nil {
				return fmt.Errorf("%s: table %s, row %d: %w", s.name, t.ID, r, err)
			}
			out.row(t.top+r, height, cells...)
		}
	}
	return nil
}

// openToReaders is what a protected sheet still lets a reader do.
var openToReaders = excelize.SheetProtectionOptions{
	SelectLockedCells: true, SelectUnlockedCells: true, AutoFilter: true, PivotTables: true, FormatColumns: true, FormatRows: true,
}

// single is the table of a sheet with one table.
func (s *sheetPlan) single() *tablePlan {
	if len(s.tables) == 1 {
		return s.tables[0]
	}
	return nil
}

// open begins a worksheet.
func (w *writer) open(name string, height int, widths []float64) error {
	no := false
	if err := w.file.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &no}); err != nil {
		return err
	}
	if err := w.file.SetSheetDimension(name, "A1:"+cellName(max(height, 1)-1, max(len(widths), 1)-1)); err != nil {
		return err
	}
	for i, width := range widths {
		if err := w.file.SetColWidth(name, columnName(i), columnName(i), width); err != nil {
			return err
		}
	}
	return nil
}

func below(row int) *excelize.Panes {
	corner := cellName(row, 0)
	return &excelize.Panes{Freeze: true, YSplit: row, TopLeftCell: corner, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: "bottomLeft"}}}
}

// What stands on worksheets outside their tables.
var (
	sheetTitle   = look{kind: titleCell, bold: true}
	tableCaption = look{kind: labelCell, bold: true}
	tableUnit    = look{kind: labelCell, align: "right"}
)

// label writes the caption at the left and the unit line at the right above a table.
func (w *writer) label(out *rows, s *sheetPlan, t *tablePlan) {
	if t.label < 0 {
		return
	}
	cells := make([]cell, len(t.Columns))
	if t.Unit != "" {
		_, last := s.paper()
		cells[min(last, len(cells)-1)] = w.text(t.Unit, tableUnit)
	}
	if t.Caption != s.Title && cells[0] == (cell{}) {
		cells[0] = w.text(t.Caption, tableCaption)
	}
	out.row(t.label, lineHeight+2, cells...)
}

// cells are the cells of one row of a table, added to out, and the row's height.
func (w *writer) cells(out []cell, t *tablePlan, row *doc.Row, r int, at place, widths []float64) ([]cell, float64, error) {
	lines := 1
	for c := range t.Columns {
		placed := t.cell(row, r, c)
		made := cell{style: w.ids[t.looks[r*len(t.Columns)+c]]}
		if placed.Row != r || placed.Col != c { // covered by a merged cell: only its frame shows
			out = append(out, made)
			continue
		}
		held, err := contentOf(placed.Cell)
		if err != nil {
			return nil, 0, err
		}
		at.col = c
		if err := w.value(&made, held, at); err != nil {
			return nil, 0, err
		}
		out = append(out, made)
		if placed.Rows == 1 && (held.number == nil || strings.Contains(held.before, "\n")) { // a figure has the width that it needs
			lines = max(lines, lineCount(held.shown(), sum(widths[c:c+placed.Cols])))
		}
	}
	return out, min(float64(lines)*lineHeight+rowGap, maxHeight), nil
}

// look of a cell by its row, its column and what it holds.
func (t *tablePlan) look(p *doc.Placed, kind doc.RowKind, r int, held content) look {
	align := p.Align
	if align == doc.Inherit {
		align = t.Columns[p.Col].Align
	}
	l := look{bold: held.bold, align: alignment(align)}
	switch {
	case r < len(t.Head):
		l.kind, l.align, l.bold = headCell, "center", true
	case kind == doc.TotalRow:
		l.kind, l.bold = totalCell, true
	case kind == doc.GroupRow:
		l.kind = groupCell
	}
	l.format = formatOf(held)
	if held.number == nil {
		l.wrap = true
		if align == doc.Inherit {
			l.align = alignment(doc.Left)
		}
		return l
	}
	if align == doc.Inherit {
		l.align = "right"
	}
	switch n := held.number.(type) {
	case doc.Factor:
		l.input = true
	case *doc.Num:
		_, l.input = n.Figure.Expr.(figure.Input)
	}
	return l
}

// value fills the worksheet's cell for what a table's cell holds: no formula goes without the
// value that its figure has.
func (w *writer) value(to *cell, c content, at place) (err error) {
	switch n := c.number.(type) {
	case nil:
		if c.before != "" {
			to.kind, to.value = textValue, c.before
		}
		return nil
	case *doc.Num:
		if !n.Figure.IsRate() {
			at.unit = n.Unit
		}
		to.kind, to.value = cached(n)
		to.formula, err = w.plan.numFormula(n, at)
	case doc.Factor:
		to.kind, to.value = numberValue, number(decimal(numberOf(n).Value))
		if home := w.plan.at(n.Figure).factors[n.Index].place(); home != at {
			to.formula = w.plan.ref(home, at)
		}
	case doc.Equal:
		to.kind, to.value = truthValue, "0"
		if n.Holds() {
			to.value = "1"
		}
		to.formula, err = w.plan.equalFormula(n, at)
	case doc.Exact:
		at.unit = money.InWon
		to.kind, to.value = numberValue, number(decimal(expression(n.Figure).Exact))
		if home := w.plan.at(n.Figure).exact.place(); home != at {
			to.formula = w.plan.ref(home, at)
		} else {
			to.formula = w.plan.exactFormula(n.Figure, at)
		}
	default:
		panic(fmt.Sprintf("xlsx: unknown number %T", c.number))
	}
	if w.book.ValuesOnly {
		to.formula = ""
	}
	return err
}

// cached is the value of a figure as its cell shows it: a number in the cell's unit, or
// the form's word for a rate that has no number.
func cached(n *doc.Num) (valueKind, string) {
	f := n.Figure
	if !f.IsRate() {
		return numberValue, strconv.FormatInt(int64(f.Won)/int64(n.Unit), 10)
	}
	if _, ok := f.Rate.Number(); !ok {
		return textValue, n.Value()
	}
	return numberValue, number(fmt.Sprintf("%de-%d", f.Rate.Steps, f.Rate.Decimals))
}

// number is a decimal as a worksheet keeps it, in at most 15 digits. This is the one place where
// a float stands for a number, since the programs that open the file know nothing else.
func number(decimal string) string {
	if len(decimal) <= significant && !strings.ContainsAny(decimal, ".e") {
		return decimal
	}
	if i, err := strconv.ParseInt(decimal, 10, 64); err == nil {
		return strconv.FormatInt(i, 10)
	}
	f, err := strconv.ParseFloat(decimal, 64)
	if err != nil {
		panic("xlsx: " + err.Error())
	}
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'g', significant, 64), 64)
	return strconv.FormatFloat(f, 'f', -1, 64)
}

func (w *writer) merge(s *sheetPlan, t *tablePlan) error {
	for r, row := range t.grid {
		for c, p := range row {
			if p.Row != r || p.Col != c || p.Rows*p.Cols == 1 {
				continue
			}
			if err := w.file.MergeCell(s.name, cellName(t.top+r, c), cellName(t.top+r+p.Rows-1, c+p.Cols-1)); err != nil {
				return err
			}
		}
	}
	return nil
}
