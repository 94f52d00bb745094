package layout

import (
	"slices"

	"budgetbook/generator/doc"
)

// merged reports whether scope alone does not tell which heads a cell has: a head spans
// rows or columns, or two of the same scope stand in one line, as levels or as labels of
// several values.
func merged(grid [][]*doc.Placed) bool {
	for r, row := range grid {
		for x, p := range row {
			if p.Head == doc.NoHead || p.Row != r || p.Col != x {
				continue
			}
			above := func(y int) *doc.Placed { return grid[y][x] }
			left := func(y int) *doc.Placed { return row[y] }
			if p.Rows > 1 || p.Cols > 1 ||
				p.Head == doc.ColHead && len(nearest(above, r-1, doc.ColHead)) > 0 ||
				p.Head == doc.RowHead && len(nearest(left, x-1, doc.RowHead)) > 0 {
				return true
			}
		}
	}
	return false
}

// headsOf lists the nodes of the heads of a cell in reading order: above it in each of its
// columns and left of it in each of its rows.
func headsOf(p *doc.Placed, grid [][]*doc.Placed, node func(*doc.Placed) int) (out []int) {
	for x := p.Col; x < p.Col+p.Cols; x++ {
		for _, h := range nearest(func(y int) *doc.Placed { return grid[y][x] }, p.Row-1, doc.ColHead) {
			out = append(out, node(h))
		}
	}
	for r := p.Row; r < p.Row+p.Rows; r++ {
		for _, h := range nearest(func(x int) *doc.Placed { return grid[r][x] }, p.Col-1, doc.RowHead) {
			out = append(out, node(h))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// nearest is the nearest run of heads of a scope on the way from cell i of a line to its cell 0.
func nearest(line func(i int) *doc.Placed, i int, scope doc.Scope) (out []*doc.Placed) {
	for i >= 0 && line(i).Head != scope {
		i--
	}
	for ; i >= 0 && line(i).Head == scope; i-- {
		out = append(out, line(i))
	}
	return out
}
