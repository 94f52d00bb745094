package layout

import (
	"iter"

	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/display"
)

// splitLines is how many lines a cell must have before its row is split between pages
// instead of moving to the next page as a whole.
const splitLines = 6

// shown is a row on the page that is being filled.
type shown struct {
	row    int
	y, h   display.Length
	taken  map[*cell]int // strips of each of its cells, where the row is split here
	closes bool          // the row ends on this page
}

// place sets as many rows as fit into room, under the head, and draws them from (0, at).
// fresh says that the page is empty, so that waiting for another page gains nothing.
// used is 0 if nothing was placed; done says that the table ends.
func (t *table) place(ops []display.Op, at, room display.Length, fresh bool) (out []display.Op, used display.Length, done bool) {
	first := t.next == 0 && !t.partial
	if first {
		t.next = t.heads
	}
	y := t.headHeight()
	var rows []shown
	for t.next < len(t.grid) {
		r := t.next
		need := t.need(r, rows)
		if y+t.chain(r, need) <= room || (fresh && len(rows) == 0 && y+need <= room) {
			rows = append(rows, shown{row: r, y: y, h: need, closes: true})
			y += need
			t.next, t.partial = r+1, false
			continue
		}
		force := fresh && len(rows) == 0
		if s, ok := t.split(r, rows, room-y, force); ok {
			s.y = y
			rows = append(rows, s)
			y += s.h
			t.partial = true
		} else if force {
			// A single line higher than a page: it is set all the same; the check of
			// the page's bounds reports it.
			rows = append(rows, shown{row: r, y: y, h: need, closes: true})
			y += need
			t.next, t.partial = r+1, false
		}
		break
	}
	done = t.next == len(t.grid)
	if len(rows) == 0 && !(done && first) {
		if first {
			t.next = 0
		}
		return ops, 0, false
	}
	return t.draw(ops, rows, at, first), y, done
}

func (t *table) headHeight() display.Length { return sum(t.heights[:t.heads]) }

// start is the room that the head and the first rows need to begin on a page.
func (t *table) start() display.Length {
	h := t.headHeight()
	if t.heads < len(t.grid) {
		h += t.chain(t.heads, t.least(t.heads))
	}
	return h
}

// chain is the need of a row with the least that must follow it on the same page.
func (t *table) chain(r int, need display.Length) display.Length {
	for ; r+1 < len(t.grid) && t.keeps(r); r++ {
		need += t.least(r + 1)
	}
	if r+1 == len(t.grid) && t.longest(r) < splitLines {
		need += t.tail
	}
	return need
}

// keeps reports whether no page break may follow the row: behind the first row, before
// the last, behind 계 and one row, behind the head of a group, before the last row of one,
// inside the name of one.
func (t *table) keeps(r int) bool {
	if t.least(r) < t.heights[r] {
		return false // the row may be split anyway
	}
	for _, c := range t.grid[r] {
		short := c.Row+c.Rows-1 > r && c.done == 0 && len(c.strips) < splitLines
		if short && sum(t.heights[c.Row:r+1]) < height(c.strips)+2*t.look.padY {
			return true
		}
	}
	return r == t.heads || r == t.heads+1 && t.kinds[t.heads] == doc.TotalRow || t.kinds[r] == doc.GroupRow ||
		r == len(t.grid)-2 || t.ends(r+1) && !t.ends(r)
}

// ends reports whether a group of rows ends with the row: the table, what one cell names in the
// first column, or what stands below the head of a group.
func (t *table) ends(r int) bool {
	if r+1 >= len(t.grid) {
		return true
	}
	named := t.grid[r][0]
	return named.Rows > 1 && named != t.grid[r+1][0] || t.kinds[r+1] == doc.GroupRow
}

// least is the height that the row needs on a page: all of it, or two lines if it can be split.
func (t *table) least(r int) display.Length {
	if t.longest(r) < splitLines {
		return t.heights[r]
	}
	var h display.Length
	for c := range t.own(r) {
		n := min(len(c.strips), 2)
		for n > 0 && n < len(c.strips) && c.strips[n-1].keep {
			n++
		}
		h = max(h, height(c.strips[:n])+2*t.look.padY)
	}
	return min(h, t.heights[r])
}

// own lists the cells that lie in the row alone.
func (t *table) own(r int) iter.Seq[*cell] {
	return func(yield func(*cell) bool) {
		for x, c := range t.grid[r] {
			if c.Col == x && c.Rows == 1 && !yield(c) {
				return
			}
		}
	}
}

// ending lists the cells of several rows that end in the row.
func (t *table) ending(r int) iter.Seq[*cell] {
	return func(yield func(*cell) bool) {
		for x, c := range t.grid[r] {
			if c.Col == x && c.Rows > 1 && c.Row+c.Rows-1 == r && !yield(c) {
				return
			}
		}
	}
}

func (t *table) longest(r int) (n int) {
	for c := range t.own(r) {
		n = max(n, len(c.strips)-c.done)
	}
	return n
}

// need is the height of what is left of the row, with the rest of the cells that end in it.
func (t *table) need(r int, rows []shown) display.Length {
	h := t.heights[r]
	if t.partial {
		h = 2 * t.look.padY
	}
	for c := range t.own(r) {
		h = max(h, height(c.strips[c.done:])+2*t.look.padY)
	}
	for c := range t.ending(r) {
		h = max(h, height(c.strips[c.done:])+2*t.look.padY-extent(c, rows))
	}
	return h
}

// extent is the height that the cell has on the page so far.
func extent(c *cell, rows []shown) (h display.Length) {
	for _, s := range rows {
		if s.row >= c.Row && s.row < c.Row+c.Rows {
			h += s.h
		}
	}
	return h
}

// split takes as many lines of the row as fit into room. It refuses if the row is short
// or a line would be left alone, unless forced.
func (t *table) split(r int, rows []shown, room display.Length, force bool) (shown, bool) {
	over := false
	for c := range t.ending(r) {
		over = over || height(c.strips[c.done:])+2*t.look.padY > extent(c, rows)+room
	}
	if !force && !over && t.longest(r) < splitLines {
		return shown{}, false
	}
	s := shown{row: r, taken: map[*cell]int{}}
	for c := range t.own(r) {
		left := c.strips[c.done:]
		n := fitting(left, room-2*t.look.padY)
		if n < len(left) {
			kept := unparted(left, n)
			if kept == 0 && !force || n == 0 {
				return shown{}, false
			}
			if kept > 0 {
				n = kept
			}
		}
		s.taken[c] = n
		s.h = max(s.h, height(left[:n])+2*t.look.padY)
	}
	if over {
		s.h = room
	}
	return s, s.h > 2*t.look.padY
}

// fitting is how many strips fit into room.
func fitting(strips []strip, room display.Length) int {
	n := 0
	for n < len(strips) && height(strips[:n+1]) <= room {
		n++
	}
	return n
}

// unparted is how many of the first n strips are set, so that none is parted from one
// that it must stay with.
func unparted(strips []strip, n int) int {
	for n > 0 && n < len(strips) && strips[n-1].keep {
		n--
	}
	return n
}
