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

// cell is the only way into a worksheet: no formula goes without the value that its
// figure has. Excelize's stream writes such a value as a number; its cell API makes a
// text of it.
func (w *writer) cell(formula string, value any, style int) excelize.Cell {
	if w.book.ValuesOnly {
		formula = ""
	}
	return excelize.Cell{Formula: formula, Value: value, StyleID: style}
}

// rows writes a worksheet from top to bottom.
type rows struct {
	*excelize.StreamWriter
}

// row writes one row from column A; nil leaves a cell out. Row counts from 0, height is in points.
func (r rows) row(row int, height float64, cells ...any) error {
	return r.SetRow(cellName(row, 0), cells, excelize.RowOpts{Height: height})
}

func (w *writer) sheet(s *sheetPlan) error {
	widths := columnWidths(s)
	out, err := w.open(s.name, s.height, widths)
	if err != nil {
		return err
	}
	if t := s.single(); t != nil && len(t.Head) > 0 {
		if err := out.SetPanes(below(t.top + len(t.Head))); err != nil {
			return err
		}
	}
	title, err := w.style(look{kind: titleCell, bold: true})
	if err != nil {
		return err
	}
	left, _ := s.paper()
	if err := out.row(0, 26, append(make([]any, left), w.cell("", s.Title, title))...); err != nil {
		return err
	}
	for i, t := range s.tables {
		if err := w.label(out, s, t); err != nil {
			return err
		}
		for r := range t.grid {
			cells, height, err := w.cells(t, r, place{sheet: s.index, table: i, row: t.top + r}, widths)
			if err != nil {
				return fmt.Errorf("table %s, row %d: %w", t.ID, r, err)
			}
			if err := out.row(t.top+r, height, cells...); err != nil {
				return err
			}
		}
		if err := merge(out, t); err != nil {
			return err
		}
	}
	if err := w.charts(s); err != nil {
		return err
	}
	if err := w.page(s); err != nil {
		return err
	}
	if w.book.Protect {
		if err := w.file.ProtectSheet(s.name, &openToReaders); err != nil {
			return err
		}
	}
	return out.Flush()
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

// open begins a worksheet. Excelize wants what stands before the rows set before them.
func (w *writer) open(name string, height int, widths []float64) (rows, error) {
	yes, no := true, false
	if err := w.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return rows{}, err
	}
	if err := w.file.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &no}); err != nil {
		return rows{}, err
	}
	if err := w.file.SetSheetDimension(name, "A1:"+cellName(max(height, 1)-1, max(len(widths), 1)-1)); err != nil {
		return rows{}, err
	}
	stream, err := w.file.NewStreamWriter(name)
	if err != nil {
		return rows{}, err
	}
	for i, width := range widths {
		if err := stream.SetColWidth(i+1, i+1, width); err != nil {
			return rows{}, err
		}
	}
	return rows{stream}, nil
}

func below(row int) *excelize.Panes {
	corner := cellName(row, 0)
	return &excelize.Panes{Freeze: true, YSplit: row, TopLeftCell: corner, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: "bottomLeft"}}}
}

// label writes the caption at the left and the unit line at the right above a table.
func (w *writer) label(out rows, s *sheetPlan, t *tablePlan) error {
	if t.label < 0 {
		return nil
	}
	left, err := w.style(look{kind: labelCell, bold: true})
	if err != nil {
		return err
	}
	right, err := w.style(look{kind: labelCell, align: "right"})
	if err != nil {
		return err
	}
	cells := make([]any, len(t.Columns))
	if t.Unit != "" {
		_, last := s.paper()
		cells[min(last, len(cells)-1)] = w.cell("", t.Unit, right)
	}
	if t.Caption != s.Title && cells[0] == nil {
		cells[0] = w.cell("", t.Caption, left)
	}
	return out.row(t.label, lineHeight+2, cells...)
}

// cells are the cells of one row of a table and the row's height.
func (w *writer) cells(t *tablePlan, r int, at place, widths []float64) ([]any, float64, error) {
	out := make([]any, len(t.grid[r]))
	lines := 1
	for c, placed := range t.grid[r] {
		held := t.held[placed.Row][placed.Col]
		l := t.look(placed, r, held)
		own := placed.Row == r && placed.Col == c
		if !own { // covered by a merged cell: only its frame shows
			held = content{}
		}
		style, err := w.style(l)
		if err != nil {
			return nil, 0, err
		}
		at.col = c
		if out[c], err = w.value(held, at, style); err != nil {
			return nil, 0, err
		}
		if own && placed.Rows == 1 {
			lines = max(lines, lineCount(held.shown(), sum(widths[c:c+placed.Cols])))
		}
	}
	return out, min(float64(lines)*lineHeight+rowGap, maxHeight), nil
}

// look of a cell by its row, its column and what it holds.
func (t *tablePlan) look(p *doc.Placed, r int, held content) look {
	align := p.Align
	if align == doc.Inherit {
		align = t.Columns[p.Col].Align
	}
	l := look{bold: held.bold, align: alignment(align)}
	head := len(t.Head)
	switch {
	case r < head:
		l.kind, l.align, l.bold = headCell, "center", true
	case t.Body[r-head].Kind == doc.TotalRow:
		l.kind, l.bold = totalCell, true
	case t.Body[r-head].Kind == doc.GroupRow:
		l.kind = groupCell
	}
	if held.number == nil {
		l.wrap = true
		if align == doc.Inherit {
			l.align = alignment(doc.Left)
		}
		if held.before != "" && strings.ContainsRune("=+-@", rune(held.before[0])) {
			l.format = asText
		}
		return l
	}
	l.format = numberFormat(held)
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

// value is the worksheet's cell for what a table's cell holds.
func (w *writer) value(c content, at place, style int) (any, error) {
	switch n := c.number.(type) {
	case nil:
		if c.before == "" {
			return w.cell("", nil, style), nil
		}
		return w.cell("", c.before, style), nil
	case *doc.Num:
		if !n.Figure.IsRate() {
			at.unit = n.Unit
		}
		formula, err := w.plan.numFormula(n, at)
		if err != nil {
			return nil, err
		}
		return w.cell(formula, cached(n), style), nil
	case doc.Factor:
		if home := w.plan.factors[n]; home != at {
			return w.cell(w.plan.ref(home, at), number(decimal(numberOf(n).Value)), style), nil
		}
		return w.cell("", number(decimal(numberOf(n).Value)), style), nil
	case doc.Equal:
		formula, err := w.plan.equalFormula(n, at)
		if err != nil {
			return nil, err
		}
		return w.cell(formula, n.Holds(), style), nil
	case doc.Exact:
		at.unit = money.InWon
		formula := w.plan.exactFormula(n.Figure, at)
		if home := w.plan.exacts[n.Figure]; home != at {
			formula = w.plan.ref(home, at)
		}
		return w.cell(formula, number(decimal(expression(n.Figure).Exact)), style), nil
	}
	panic(fmt.Sprintf("xlsx: unknown number %T", c.number))
}

// cached is the value of a figure as its cell shows it: a number in the cell's unit, or
// the form's word for a rate that has no number.
func cached(n *doc.Num) any {
	f := n.Figure
	if !f.IsRate() {
		return int64(f.Won) / int64(n.Unit)
	}
	if _, ok := f.Rate.Number(); !ok {
		return n.Value()
	}
	return number(fmt.Sprintf("%de-%d", f.Rate.Steps, f.Rate.Decimals))
}

// number is a decimal as a worksheet keeps it. This is the one place where a float
// stands for a number, since excelize and the file format know nothing else. It is
// rounded to 15 digits here, where excelize (v2.11.1) would cut it off: 2/3 as 0.66.
func number(decimal string) any {
	if i, err := strconv.ParseInt(decimal, 10, 64); err == nil {
		return i
	}
	f, err := strconv.ParseFloat(decimal, 64)
	if err != nil {
		panic("xlsx: " + err.Error())
	}
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'g', significant, 64), 64)
	return f
}

func merge(out rows, t *tablePlan) error {
	for r, row := range t.grid {
		for c, p := range row {
			if p.Row != r || p.Col != c || p.Rows*p.Cols == 1 {
				continue
			}
			if err := out.MergeCell(cellName(t.top+r, c), cellName(t.top+r+p.Rows-1, c+p.Cols-1)); err != nil {
				return err
			}
		}
	}
	return nil
}
