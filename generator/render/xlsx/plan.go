package xlsx

import (
	"fmt"
	"slices"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
)

// plan knows where everything will stand before anything is written.
type plan struct {
	sheets  []*sheetPlan
	nums    map[*figure.Figure][]place // cells that print a figure, in order
	factors map[doc.Factor]place
	exacts  map[*figure.Figure]place
	homes   map[*figure.Figure]place
	partial bool // Workbook.Partial
}

// sheetPlan is a worksheet with the rows of its tables.
type sheetPlan struct {
	Sheet
	index  int    // among the sheets, without the contents
	name   string // unique and safe
	tables []*tablePlan
	width  int // columns
	height int // rows
}

// tablePlan is a table with its place in the worksheet. Rows count from 0.
type tablePlan struct {
	*doc.Table
	grid  [][]*doc.Placed
	label int // row of caption and unit line, or -1
	top   int // first row of the head

	held [][]content // what the cells hold, by row and column of the grid

	// What stands in the body, by row and column of the grid; nothing of the head.
	texts  [][]string // cells without a number
	number [][]bool
	units  []money.Unit       // of the figures of a column, which is one
	rows   []map[string][]int // by column and text in small letters; made when asked for
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
		nums:    map[*figure.Figure][]place{},
		factors: map[doc.Factor]place{},
		exacts:  map[*figure.Figure]place{},
		homes:   map[*figure.Figure]place{},
		partial: w.Partial,
	}
	names := newNames()
	for _, s := range w.Sheets {
		if s.empty() {
			continue
		}
		i := len(p.sheets)
		sp := &sheetPlan{Sheet: s, index: i, name: names.unique(s.Name), width: 1}
		row := firstTable
		tables := slices.Clone(s.Tables)
		for _, c := range s.Charts {
			tables = append(tables, c.Table())
		}
		for j, t := range tables {
			grid, err := t.Grid()
			if err != nil {
				return nil, fmt.Errorf("xlsx: %s: %w", s.Name, err)
			}
			tp := &tablePlan{Table: t, grid: grid, label: -1, top: row}
			if t.Unit != "" || t.Caption != s.Title {
				tp.label, tp.top = row, row+1
			}
			if err := p.find(tp, i, j); err != nil {
				return nil, fmt.Errorf("xlsx: %s: %w", s.Name, err)
			}
			sp.tables = append(sp.tables, tp)
			sp.width = max(sp.width, len(t.Columns))
			sp.height = tp.top + len(grid)
			row = sp.height + 1
			if j >= len(s.Tables) {
				row = max(row, tp.top+room(s.Charts[j-len(s.Tables)]))
				sp.height = row
			}
		}
		p.sheets = append(p.sheets, sp)
	}
	return p, nil
}

// find notes the cells of a table that hold numbers.
func (p *plan) find(t *tablePlan, sheet, table int) error {
	t.held = make([][]content, len(t.grid))
	t.texts, t.number, t.units = make([][]string, len(t.grid)), make([][]bool, len(t.grid)), make([]money.Unit, len(t.Columns))
	for r, row := range t.grid {
		t.held[r] = make([]content, len(row))
		t.texts[r], t.number[r] = make([]string, len(row)), make([]bool, len(row))
		for c, cell := range row {
			if cell.Row != r || cell.Col != c {
				continue
			}
			content, err := contentOf(cell.Cell)
			if err != nil {
				return fmt.Errorf("table %s: row %d, column %d: %w", t.ID, r, c, err)
			}
			t.held[r][c] = content
			at := place{sheet: sheet, table: table, row: t.top + r, col: c}
			t.number[r][c] = content.number != nil
			switch n := content.number.(type) {
			case nil:
				if r >= len(t.Head) {
					t.texts[r][c] = content.before
				}
				if len(content.before) > excelize.TotalCellChars && len(utf16.Encode([]rune(content.before))) > excelize.TotalCellChars {
					return fmt.Errorf("table %s: row %d, column %d: text too long for a cell", t.ID, r, c)
				}
			case *doc.Num:
				if !n.Figure.IsRate() {
					if at.unit = n.Unit; n.Unit <= 0 || !n.Figure.Won.IsWhole(n.Unit) {
						return fmt.Errorf("table %s: %s (%s): %d원 is not whole in %s",
							t.ID, n.Figure.ID, n.Figure.Label, n.Figure.Won, n.Unit.Korean())
					}
					t.units[c] = n.Unit
				}
				p.nums[n.Figure] = append(p.nums[n.Figure], at)
			case doc.Factor:
				if _, ok := p.factors[n]; !ok {
					p.factors[n] = at
				}
			case doc.Exact:
				at.unit = money.InWon
				if _, ok := p.exacts[n.Figure]; !ok {
					p.exacts[n.Figure] = at
				}
			case doc.Equal:
			default:
				panic(fmt.Sprintf("xlsx: unknown number %T", n))
			}
		}
	}
	return nil
}

// home is the cell where the expression of f stands; ok is false where no cell prints f.
func (p *plan) home(f *figure.Figure) (at place, ok bool) {
	if at, ok := p.homes[f]; ok {
		return at, true
	}
	places := p.nums[f]
	if len(places) == 0 {
		return place{}, false
	}
	at = first(places, places[0], func(q place) bool { return !p.sheets[q.sheet].Digest })
	switch f.Expr.(type) {
	case figure.Input:
	case figure.Formula:
		if exact, ok := p.exacts[f]; ok {
			at = first(places, at, func(q place) bool { return q.sheet == exact.sheet && q.row == exact.row })
		}
	case figure.Rounded:
	case figure.Sum, figure.Ratio:
		parts := f.Parts()
		at = first(places, at, func(q place) bool {
			for _, part := range parts {
				if home, ok := p.home(part); !ok || home.sheet != q.sheet {
					return false
				}
			}
			return true
		})
		at = first(places, at, func(q place) bool {
			_, ok := p.locals(parts, q)
			return ok
		})
	default:
		panic(fmt.Sprintf("xlsx: unknown expression %T", f.Expr))
	}
	p.homes[f] = at
	return at, true
}

func first(places []place, otherwise place, fits func(place) bool) place {
	for _, q := range places {
		if fits(q) {
			return q
		}
	}
	return otherwise
}

// locals finds the cells that print all the parts in the column or the row of a cell: where
// these hold the summands, the total adds them up, so that a reader can check it there.
func (p *plan) locals(parts []*figure.Figure, at place) ([]place, bool) {
	out := make([]place, 0, len(parts))
	for _, part := range parts {
		best, rank := place{}, 0
		for _, q := range p.nums[part] {
			if q.sheet != at.sheet || q.table != at.table {
				continue
			}
			fit := 0
			if q.col == at.col {
				fit = 2
			} else if q.row == at.row {
				fit = 1
			}
			if fit > rank {
				best, rank = q, fit
			}
		}
		if rank == 0 {
			return nil, false
		}
		out = append(out, best)
	}
	return out, true
}

// ref is the address of a cell as seen from another. On another sheet it does not move with
// the cell, so that a table of such cells can be sorted.
func (p *plan) ref(to, from place) string {
	if to.sheet == from.sheet {
		return to.name()
	}
	return quoted(p.sheets[to.sheet].name) + "!" + absolute(to.row, to.col)
}

func (p place) name() string { return cellName(p.row, p.col) }

// cellName is the address of a cell within its worksheet; row and column count from 0.
func cellName(row, col int) string {
	name, err := excelize.CoordinatesToCellName(col+1, row+1)
	if err != nil {
		panic("xlsx: " + err.Error()) // only for negative numbers and past 16,384 columns
	}
	return name
}
