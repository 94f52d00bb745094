package xlsx

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// plan knows where everything will stand before anything is written.
type plan struct {
	sheets  []*sheetPlan
	listed  []listed // every sheet that was added; those without rows have no plan
	figures map[*figure.Figure]*stand
	looks   []look // of the cells of all tables
	known   map[look]int32
	names   *names
	partial bool // Workbook.Partial

	spare []stand // taken one by one: a book has very many figures
	terms []term  // of the sum at hand
}

// listed is what the contents say of a sheet.
type listed struct {
	name, title string
	rows        int
}

// stand is where a figure stands.
type stand struct {
	cells          []spot // that print it, in order
	few            [2]spot
	factors        []spot // of the numbers of its 산식, by index
	exact, home    spot
	hasExact, sure bool // whether it has an exact, and whether home has been found
}

// spot is a place in little room: a large workbook has a million.
type spot struct {
	row, unit         int32
	sheet, table, col int16
}

func (p place) spot() spot {
	return spot{row: int32(p.row), unit: int32(p.unit), sheet: int16(p.sheet), table: int16(p.table), col: int16(p.col)}
}

func (s spot) place() place {
	return place{sheet: int(s.sheet), table: int(s.table), row: int(s.row), col: int(s.col), unit: money.Unit(s.unit)}
}

// stand is that of a figure, made where there is none yet.
func (p *plan) stand(f *figure.Figure) *stand {
	s, ok := p.figures[f]
	if !ok {
		if len(p.spare) == 0 {
			p.spare = make([]stand, 512)
		}
		s, p.spare = &p.spare[0], p.spare[1:]
		s.cells = s.few[:0]
		p.figures[f] = s
	}
	return s
}

// nowhere is the stand of a figure that the workbook does not have.
var nowhere = &stand{}

// at is the stand of a figure, to read.
func (p *plan) at(f *figure.Figure) *stand {
	if s, ok := p.figures[f]; ok {
		return s
	}
	return nowhere
}

// sheetPlan is a worksheet with the rows of its tables.
type sheetPlan struct {
	Sheet
	index  int    // among the sheets, without the contents
	name   string // unique and safe
	prefix string // of an address on it: '산출근거'!
	tables []*tablePlan
	width  int // columns
	height int // rows
}

// tablePlan is a table with its place in the worksheet. Rows count from 0.
type tablePlan struct {
	*doc.Table                   // without its rows where it can be composed again
	again      func() *doc.Table // nil: the rows stay
	count      int               // rows of the body
	grid       [][]*doc.Placed   // of a table with merged cells, else nil
	label      int               // row of caption and unit line, or -1
	top        int               // first row of the head

	looks []int32            // of the cells, row by row, in plan.looks
	plan  *plan              // that the looks are of
	texts []int32            // what the cells of the body without a number say, row by row, in words
	words []string           // each once
	wide  []measure          // by column
	units []money.Unit       // of the figures of a column, which is one
	rows  []map[string][]int // by column and text in small letters; made when asked for
}

// height is the number of rows, head and body.
func (t *tablePlan) height() int { return len(t.Head) + t.count }

// each are the rows of head and body, one after the other.
func (t *tablePlan) each() iter.Seq2[int, *doc.Row] {
	return func(yield func(int, *doc.Row) bool) {
		for r := range t.Head {
			if !yield(r, &t.Head[r]) {
				return
			}
		}
		table, r := t.Table, len(t.Head)
		if table.Body == nil && table.Rows == nil && t.again != nil {
			table = t.again()
		}
		for row := range table.Each() {
			if !yield(r, &row) {
				return
			}
			r++
		}
	}
}

// cell is the cell of a row and a column with its place: [doc.Table.Grid] without a grid where
// every cell stands by itself.
func (t *tablePlan) cell(row *doc.Row, r, c int) doc.Placed {
	if t.grid != nil {
		return *t.grid[r][c]
	}
	return doc.Placed{Cell: &row.Cells[c], Row: r, Col: c, Rows: 1, Cols: 1}
}

// number reports whether a cell holds a number.
func (t *tablePlan) number(r, c int) bool {
	if t.grid != nil && (t.grid[r][c].Row != r || t.grid[r][c].Col != c) {
		return false
	}
	return t.plan.looks[t.looks[r*len(t.Columns)+c]].format.kind > textFormat
}

// text is what a cell of the body without a number says.
func (t *tablePlan) text(r, c int) string { return t.words[t.texts[r*len(t.Columns)+c]] }

// merged reports whether any cell of a table spans. One whose rows are made when asked for has none.
func merged(t *doc.Table) bool {
	for _, rows := range [][]doc.Row{t.Head, t.Body} {
		for i := range rows {
			if len(rows[i].Cells) != len(t.Columns) {
				return true
			}
			for c := range rows[i].Cells {
				if cell := &rows[i].Cells[c]; cell.ColSpan > 1 || cell.RowSpan > 1 {
					return true
				}
			}
		}
	}
	return false
}

// place is a cell of the workbook that holds a number.
type place struct {
	sheet, table, row, col int // from 0
	unit                   money.Unit
}

// The title is in the first row, the first table below a gap.
const firstTable = 2

func newPlan(w Workbook) (*plan, error) {
	p := &plan{
		figures: map[*figure.Figure]*stand{},
		known:   map[look]int32{},
		names:   newNames(),
		partial: w.Partial,
	}
	for _, s := range w.Sheets {
		if err := p.add(s); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// with is a plan with more sheets, which have no figures: where those of the others stand does
// not change.
func (p *plan) with(more []Sheet) (*plan, error) {
	own := *p
	own.sheets, own.listed, own.looks = slices.Clip(p.sheets), slices.Clip(p.listed), slices.Clip(p.looks)
	own.known, own.names = maps.Clone(p.known), p.names.clone()
	figures := len(own.figures)
	for _, s := range more {
		if err := own.add(s); err != nil {
			return nil, err
		}
	}
	if len(own.figures) != figures {
		return nil, errors.New("xlsx: a figure in a sheet of one variant")
	}
	return &own, nil
}

// add plans a sheet; one without rows is left out.
func (p *plan) add(s Sheet) error {
	if s.Compose != nil {
		t := s.Compose()
		s.Name, s.Title, s.Tables = t.Caption, t.Caption, []*doc.Table{t}
	}
	entry := len(p.listed)
	if p.listed = append(p.listed, listed{name: s.Name, title: s.Title}); s.empty() {
		return nil
	}
	i := len(p.sheets)
	sp := &sheetPlan{Sheet: s, index: i, name: p.names.unique(s.Name), width: 1}
	sp.prefix = quoted(sp.name) + "!"
	row := firstTable
	tables := slices.Clone(s.Tables)
	for _, c := range s.Charts {
		tables = append(tables, c.Table())
	}
	for j, t := range tables {
		tp := &tablePlan{Table: t, again: s.Compose, plan: p, label: -1, top: row}
		if merged(t) {
			var err error
			if tp.grid, err = t.Grid(); err != nil {
				return fmt.Errorf("xlsx: %s: %w", s.Name, err)
			}
		}
		if t.Unit != "" || t.Caption != s.Title {
			tp.label, tp.top = row, row+1
		}
		if err := p.find(tp, i, j); err != nil {
			return fmt.Errorf("xlsx: %s: %w", s.Name, err)
		}
		if s.Compose != nil {
			bare := *t
			bare.Body, bare.Rows, tp.Table = nil, nil, &bare
		}
		sp.tables = append(sp.tables, tp)
		p.listed[entry].rows += tp.count
		sp.width = max(sp.width, len(t.Columns))
		sp.height = tp.top + tp.height()
		row = sp.height + 1
		if j >= len(s.Tables) {
			row = max(row, tp.top+room(s.Charts[j-len(s.Tables)]))
			sp.height = row
		}
	}
	if s.Compose != nil {
		sp.Tables = nil // the plan has it
	}
	p.sheets = append(p.sheets, sp)
	return nil
}

// empty reports whether a sheet has no row at all.
func (s *Sheet) empty() bool {
	for _, t := range s.Tables {
		for range t.Each() {
			return false
		}
	}
	return !slices.ContainsFunc(s.Charts, func(c *doc.Chart) bool { return len(c.Bars) > 0 })
}

// find notes the cells of a table that hold numbers, what the others say and how every cell looks.
func (p *plan) find(t *tablePlan, sheet, table int) error {
	width := len(t.Columns)
	t.wide, t.units = make([]measure, width), make([]money.Unit, width)
	t.looks, t.texts = make([]int32, 0, (len(t.Head)+len(t.Body))*width), make([]int32, 0, (len(t.Head)+len(t.Body))*width)
	t.words = []string{""}
	said := map[string]int32{"": 0}
	for r, row := range t.each() {
		t.count = r + 1 - len(t.Head)
		if t.grid == nil && len(row.Cells) != width {
			return fmt.Errorf("table %s: row %d has %d cells in %d columns", t.ID, r, len(row.Cells), width)
		}
		for c := range width {
			placed := t.cell(row, r, c)
			held, err := contentOf(placed.Cell)
			if t.grid == nil && (placed.ColSpan > 1 || placed.RowSpan > 1) {
				err = errors.New("a merged cell in a table whose rows are made when asked for")
			}
			text := ""
			if err == nil && placed.Row == r && placed.Col == c {
				if err = p.note(t, held, place{sheet: sheet, table: table, row: t.top + r, col: c}); err == nil && placed.Cols == 1 {
					t.wide[c].add(held, r < len(t.Head))
				}
				if held.number == nil && r >= len(t.Head) {
					text = held.before
				}
			}
			if err != nil {
				return fmt.Errorf("table %s: row %d, column %d: %w", t.ID, r, c, err)
			}
			w, ok := said[text]
			if !ok {
				w = int32(len(t.words))
				t.words, said[text] = append(t.words, text), w
			}
			t.texts = append(t.texts, w)
			l := t.look(&placed, row.Kind, r, held)
			i, ok := p.known[l]
			if !ok {
				i = int32(len(p.looks))
				p.looks, p.known[l] = append(p.looks, l), i
			}
			t.looks = append(t.looks, i)
		}
	}
	return nil
}

var errLong = errors.New("text too long for a cell")

// note keeps the place of a number.
func (p *plan) note(t *tablePlan, held content, at place) error {
	switch n := held.number.(type) {
	case nil:
		if len(held.before) > excelize.TotalCellChars && len(utf16.Encode([]rune(held.before))) > excelize.TotalCellChars {
			return errLong
		}
	case *doc.Num:
		if !n.Figure.IsRate() {
			if at.unit = n.Unit; n.Unit <= 0 || !n.Figure.Won.IsWhole(n.Unit) {
				return fmt.Errorf("%s (%s): %d원 is not whole in %s", n.Figure.ID, n.Figure.Label, n.Figure.Won, n.Unit.Korean())
			}
			t.units[at.col] = n.Unit
		}
		s := p.stand(n.Figure)
		s.cells = append(s.cells, at.spot())
	case doc.Factor:
		s := p.stand(n.Figure)
		if s.factors == nil {
			s.factors = make([]spot, len(expression(n.Figure).Formula.Numbers()))
		}
		if s.factors[n.Index] == (spot{}) { // no table stands at the first cell of a worksheet
			s.factors[n.Index] = at.spot()
		}
	case doc.Exact:
		at.unit = money.InWon
		if s := p.stand(n.Figure); !s.hasExact {
			s.exact, s.hasExact = at.spot(), true
		}
	case doc.Equal:
	default:
		panic(fmt.Sprintf("xlsx: unknown number %T", n))
	}
	return nil
}

// home is the cell where the expression of f stands; ok is false where no cell prints f.
func (p *plan) home(f *figure.Figure) (at place, ok bool) {
	s := p.at(f)
	if s.sure || len(s.cells) == 0 {
		return s.home.place(), s.sure
	}
	at = s.cells[0].place()
	if len(s.cells) > 1 {
		at = p.best(f, s)
	}
	s.home, s.sure = at.spot(), true
	return at, true
}

// best is the one of several cells that print a figure where its parts are nearest.
func (p *plan) best(f *figure.Figure, s *stand) place {
	at := first(s.cells, s.cells[0].place(), func(q place) bool { return !p.sheets[q.sheet].Digest })
	switch f.Expr.(type) {
	case figure.Input, figure.Elsewhere:
	case figure.Formula:
		if s.hasExact {
			at = first(s.cells, at, func(q place) bool { return q.sheet == int(s.exact.sheet) && q.row == int(s.exact.row) })
		}
	case figure.Rounded:
	case figure.Sum, figure.Ratio:
		parts := f.Parts()
		at = first(s.cells, at, func(q place) bool {
			for _, part := range parts {
				if home, ok := p.home(part); !ok || home.sheet != q.sheet {
					return false
				}
			}
			return true
		})
		at = first(s.cells, at, func(q place) bool { return p.hasLocals(parts, q) })
	default:
		panic(fmt.Sprintf("xlsx: unknown expression %T", f.Expr))
	}
	return at
}

func first(spots []spot, otherwise place, fits func(place) bool) place {
	for _, s := range spots {
		if q := s.place(); fits(q) {
			return q
		}
	}
	return otherwise
}

// local finds the cell that prints a part in the column or else the row of a cell: where
// these hold the summands, the total adds them up, so that a reader can check it there.
func (p *plan) local(part *figure.Figure, at place) (best place, ok bool) {
	for _, s := range p.at(part).cells {
		q := s.place()
		if q.sheet != at.sheet || q.table != at.table {
			continue
		}
		if q.col == at.col {
			return q, true
		}
		if q.row == at.row && !ok {
			best, ok = q, true
		}
	}
	return best, ok
}

// hasLocals reports whether all the parts have such a cell.
func (p *plan) hasLocals(parts []*figure.Figure, at place) bool {
	for _, part := range parts {
		if _, ok := p.local(part, at); !ok {
			return false
		}
	}
	return true
}

// ref is the address of a cell as seen from another. On another sheet it does not move with
// the cell, so that a table of such cells can be sorted.
func (p *plan) ref(to, from place) string {
	if to.sheet == from.sheet {
		return to.name()
	}
	return p.sheets[to.sheet].prefix + absolute(to.row, to.col)
}

func (p place) name() string { return cellName(p.row, p.col) }

// cellName is the address of a cell within its worksheet; row and column count from 0.
func cellName(row, col int) string { return columnName(col) + strconv.Itoa(row+1) }

// absolute is an address that does not move.
func absolute(row, col int) string { return "$" + columnName(col) + "$" + strconv.Itoa(row+1) }

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// columnName is A for 0, AA for 26.
func columnName(col int) string {
	if col < len(letters) {
		return letters[col : col+1]
	}
	return columnName(col/len(letters)-1) + columnName(col%len(letters))
}
