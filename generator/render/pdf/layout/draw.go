package layout

import (
	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/display"
)

// draw draws the head and the rows of one page from (0, at), and moves the cells' content on.
func (t *table) draw(ops []display.Op, rows []shown, at display.Length, first bool) []display.Op {
	all := make([]shown, 0, t.heads+len(rows))
	y := display.Length(0)
	for r := range t.heads {
		all = append(all, shown{row: r, y: y, h: t.heights[r], closes: true})
		y += t.heights[r]
	}
	all = append(all, rows...)
	if len(all) == 0 {
		return ops
	}
	for i := range all {
		all[i].y += at
	}
	for i, s := range all {
		for x, c := range t.grid[s.row] {
			if c.Col != x || i > 0 && t.grid[all[i-1].row][x] == c {
				continue // drawn already
			}
			ops = t.drawCell(ops, c, s, extent(c, all), first, ends(c, all))
		}
	}
	return t.drawRules(ops, all)
}

// ends reports whether the cell's last row ends on the page of the rows.
func ends(c *cell, rows []shown) bool {
	for _, s := range rows {
		if s.row == c.Row+c.Rows-1 {
			return s.closes
		}
	}
	return false
}

// drawCell draws the band and what is left of the cell's text; h is its height on this
// page. A cell that goes on on the next page has its text at the top.
func (t *table) drawCell(ops []display.Op, c *cell, s shown, h display.Length, first, ends bool) []display.Op {
	if c.banded {
		ops = append(ops, display.Fill{Rect: display.Rect{X: t.edges[c.Col], Y: s.y, W: t.edges[c.Col+c.Cols] - t.edges[c.Col], H: h}, Color: c.band})
	}
	inner := h - 2*t.look.padY
	strips, repeat := c.strips[c.done:], false
	switch n, split := s.taken[c]; {
	case c.Row < t.heads:
		repeat = !first
	case split:
		strips = strips[:n]
	case c.Rows > 1:
		strips = strips[:unparted(strips, fitting(strips, inner))]
	}
	whole := c.done == 0 && len(strips) == len(c.strips)
	if c.Row >= t.heads {
		c.done += len(strips)
		if len(strips) == 0 && c.done == len(c.strips) && (c.Rows > 1 || c.Head == doc.RowHead) {
			// The name of a group is said again where it goes on, for the eye only.
			strips, repeat = c.strips[:fitting(c.strips, inner)], true
		}
	}
	y := s.y + t.look.padY
	if whole && ends && !c.top {
		y += (inner - height(strips)) / 2
	}
	for i, st := range strips {
		if i > 0 {
			y += st.gap
		}
		from := len(ops)
		ops = st.paint(ops, c.left+t.look.padX, y)
		if repeat {
			unmark(ops[from:])
		}
		y += st.height
	}
	return ops
}

// unmark makes texts artifacts: they are said where they stand first.
func unmark(ops []display.Op) {
	for i, op := range ops {
		if text, ok := op.(display.Text); ok {
			text.Mark = display.Artifact
			ops[i] = text
		}
	}
}

// drawRules draws the rules between the cells. The left and right edges stay open.
func (t *table) drawRules(ops []display.Op, rows []shown) []display.Op {
	right := t.edges[len(t.edges)-1]
	for i, s := range rows {
		if i == 0 {
			ops = append(ops, display.Rule{X2: right, Y1: s.y, Y2: s.y, Width: t.look.outer, Color: t.look.accent})
			continue
		}
		above, below := t.grid[rows[i-1].row], t.grid[s.row]
		width, color := t.look.inner, t.look.rule
		if rows[i-1].row < t.heads && s.row >= t.heads {
			width, color = t.look.head, t.look.accent
		}
		for x := 0; x < len(below); {
			if above[x] == below[x] {
				x++
				continue
			}
			from := x
			for x < len(below) && above[x] != below[x] {
				x++
			}
			ops = append(ops, display.Rule{X1: t.edges[from], X2: t.edges[x], Y1: s.y, Y2: s.y, Width: width, Color: color})
		}
	}
	for x := 1; x < len(t.open); x++ {
		for i := 0; i < len(rows); {
			if !t.ruled(rows[i].row, x) {
				i++
				continue
			}
			from := rows[i].y
			for i < len(rows) && t.ruled(rows[i].row, x) {
				i++
			}
			to := rows[i-1].y + rows[i-1].h
			ops = append(ops, display.Rule{X1: t.edges[x], X2: t.edges[x], Y1: from, Y2: to, Width: t.look.inner, Color: t.look.rule})
		}
	}
	last := rows[len(rows)-1]
	bottom := display.Rule{X2: right, Y1: last.y + last.h, Y2: last.y + last.h, Width: t.look.outer, Color: t.look.accent}
	if !last.closes {
		bottom.Width, bottom.Color = t.look.inner, t.look.rule
	}
	return append(ops, bottom)
}

// ruled reports whether a rule stands at the left edge of column x in the row.
func (t *table) ruled(r, x int) bool {
	return t.grid[r][x-1] != t.grid[r][x] && !t.open[x]
}
