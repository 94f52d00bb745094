package doc

import "fmt"

// Placed is a cell with its place in the grid.
type Placed struct {
	*Cell
	Row, Col int // top left, from 0, counted over head and body rows
	Rows     int // rows it covers
	Cols     int // columns it covers
}

// Grid resolves the spans of head and body: one slot for each row and column, each
// pointing to the cell that covers it. A hole or an overlap is a bug of the composer.
func (t *Table) Grid() ([][]*Placed, error) {
	rows := append(append([]Row(nil), t.Head...), t.Body...)
	grid := make([][]*Placed, len(rows))
	for r := range grid {
		grid[r] = make([]*Placed, len(t.Columns))
	}
	for r := range rows {
		col := 0
		for c := range rows[r].Cells {
			cell := &rows[r].Cells[c]
			for col < len(t.Columns) && grid[r][col] != nil {
				col++
			}
			p := &Placed{Cell: cell, Row: r, Col: col, Rows: int(max(cell.RowSpan, 1)), Cols: int(max(cell.ColSpan, 1))}
			for y := r; y < r+p.Rows; y++ {
				for x := col; x < col+p.Cols; x++ {
					if y >= len(rows) || x >= len(t.Columns) || grid[y][x] != nil {
						return nil, fmt.Errorf("table %s: cell %d of row %d does not fit", t.ID, c, r)
					}
					grid[y][x] = p
				}
			}
			col += p.Cols
		}
	}
	for r := range grid {
		for c := range grid[r] {
			if grid[r][c] == nil {
				return nil, fmt.Errorf("table %s: row %d has no cell in column %d", t.ID, r, c)
			}
		}
	}
	return grid, nil
}
