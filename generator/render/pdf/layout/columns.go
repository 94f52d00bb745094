package layout

import (
	"cmp"
	"slices"

	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/display"
)

// smallestCell is the least type size that a table is set in before it is given up, and
// sizeStep the step down to it, 1/100 pt.
const (
	smallestCell = 600
	sizeStep     = 50
)

// narrowest is the room for text in a column that holds none, 1/100 pt.
const narrowest = 700

// columns finds the widths of the columns and sets every cell. The form's widths are
// scaled to the type area; a column too narrow for its figures takes from text columns.
func (c *composer) columns(out *table, t *doc.Table) {
	base := scaled(t.Columns, c.frame.width)
	hard := out.arrange(base, c.style.Text.Cell.SizePt100)
	widths := fitColumns(base, hard, out.words(len(base)))
	out.easeColumns(widths, hard)
	out.edges = []display.Length{0}
	for _, w := range widths {
		out.edges = append(out.edges, out.edges[len(out.edges)-1]+w)
	}
	for _, cell := range out.cells {
		cell.left, cell.right = out.edges[cell.Col], out.edges[cell.Col+cell.Cols]
	}
	out.lend()
	for _, cell := range out.cells {
		for i := range cell.pieces {
			set := c.set(&cell.pieces[i], cell.right-cell.left-2*out.look.padX, "표 칸")
			cell.strips = append(c.stock.strips.room(cell.strips, len(set)), set...)
		}
		keepLines(cell.strips)
	}
}

// arrange settles how the table's figures are set, and returns the least width of each
// column. What does not fit is set with its (x…) figures on lines of their own, then
// smaller; and only if not even that helps, the text columns give up what makes them
// good to read. All figures of a table are set alike.
func (t *table) arrange(base []display.Length, size int) (hard []display.Length) {
	width := sum(base)
	form := t.look
	pieces := make([][]piece, len(t.cells))
	for i, c := range t.cells {
		pieces[i] = c.pieces
	}
	try := func(stacked bool, at int, text keep) bool {
		// The white beside the text shrinks twice as fast as the type, down to half of it,
		// so that the type can stay larger.
		t.look.padX = max(form.padX*display.Length(2*at-size)/display.Length(size), form.padX/2)
		t.look.padY = form.padY * display.Length(at) / display.Length(size)
		for i, ps := range pieces {
			c := t.cells[i]
			if c.pieces = ps; !stacked && at == size {
				continue
			}
			c.pieces = slices.Clone(ps)
			for i := range ps {
				c.pieces[i].stacked = stacked
				if at < ps[i].size.pt100 {
					c.pieces[i] = c.pieces[i].shrink(at)
				}
			}
		}
		hard = t.needs(base, text)
		return sum(hard) <= width
	}
	for _, text := range []keep{keepWords, keepNumbers, keepSyllables} {
		if try(false, size, text) {
			return hard
		}
		for at := size; at == size || at >= smallestCell; at -= sizeStep {
			if try(true, at, text) {
				return hard
			}
		}
	}
	return hard // the figures that do not fit are reported when they are set
}

// lend moves the boundary between two cells of a row that no rule parts, so that a long
// 산식 reaches into the room that a short 산출내역 leaves, and the other way round.
func (t *table) lend() {
	for r, row := range t.grid {
		for x := 1; x < len(row); x++ {
			a, b := row[x-1], row[x]
			if !t.shares(a, b, r) {
				continue
			}
			left, right := t.oneLine(a), t.oneLine(b)
			switch {
			case left+right > b.right-a.left:
				t.part(a, b, b.right-right)
			case right > b.right-b.left:
				a.right, b.left = b.right-right, b.right-right
			case left > a.right-a.left:
				a.right, b.left = a.left+left, a.left+left
			}
		}
	}
}

// part moves the boundary of two cells that do not stand in one line to where the right one does:
// a 산식 is read as one. It stays where the left one would take a line more or break a word.
func (t *table) part(a, b *cell, at display.Length) {
	lines := func(c *cell, width display.Length) (n int) {
		for i := range c.pieces {
			n += c.pieces[i].lines(width - 2*t.look.padX)
		}
		return n
	}
	room := at - a.left - 2*t.look.padX
	if room < pt(narrowest) {
		return
	}
	for i := range a.pieces {
		p := &a.pieces[i]
		word := p.widest(breakSoft)
		if room < p.least(keepNumbers) || room < word && word <= a.right-a.left-2*t.look.padX {
			return
		}
	}
	if lines(a, at-a.left) <= max(lines(a, a.right-a.left), lines(b, b.right-b.left)) {
		a.right, b.left = at, at
	}
}

// shares reports whether the boundary between two neighbours in a row may be moved: no rule stands
// there, and each is at most one piece in one row and one column, the right one at the right.
func (t *table) shares(a, b *cell, r int) bool {
	lone := func(c *cell) bool { return c.Row == r && c.Rows == 1 && c.Cols == 1 && len(c.pieces) <= 1 }
	return t.open[b.Col] && r >= t.heads && lone(a) && lone(b) && (len(b.pieces) == 0 || b.pieces[0].align == doc.Right)
}

// oneLine is the width that a cell needs to stand in one line; nothing if it is empty.
func (t *table) oneLine(c *cell) (w display.Length) {
	for i := range c.pieces {
		w = max(w, c.pieces[i].natural()+2*t.look.padX)
	}
	return w
}

// scaled spreads the form's column widths over the type area, without a rest.
func scaled(columns []doc.Column, width display.Length) []display.Length {
	total := 0
	for _, col := range columns {
		total += max(col.Width, 1)
	}
	out := make([]display.Length, len(columns))
	passed, x := 0, display.Length(0)
	for i, col := range columns {
		passed += max(col.Width, 1)
		next := width * display.Length(passed) / display.Length(total)
		out[i], x = next-x, next
	}
	return out
}

// keep is what text columns keep when figures need their room.
type keep int

const (
	keepWords     keep = iota // the words of the head, and half of what the form gives
	keepNumbers               // the numbers in their texts
	keepSyllables             // one syllable a line
)

// needs is the least width of each column.
func (t *table) needs(base []display.Length, text keep) []display.Length {
	out := make([]display.Length, len(base))
	for i := range out {
		out[i] = 2*t.look.padX + pt(narrowest)
	}
	for _, c := range t.cells {
		if c.Cols > 1 {
			continue
		}
		for i := range c.pieces {
			p := &c.pieces[i]
			need := p.least(text) + 2*t.look.padX
			switch {
			case text != keepWords || p.number:
			case c.Row < t.heads:
				need = max(need, p.widest(breakSoft)+2*t.look.padX)
			default:
				need = max(need, min(p.natural()+2*t.look.padX, base[c.Col]/2))
			}
			out[c.Col] = max(out[c.Col], need)
		}
	}
	return t.spanNeeds(out, base, text)
}

// least is the width below which a figure of the piece, or unless syllables are all that
// is kept a number of its text, would be broken.
func (p *piece) least(text keep) display.Length {
	switch {
	case p.number:
		return p.minNumber()
	case p.figures:
		return p.widest(breakSyllable)
	case text == keepSyllables:
		return 0
	}
	if n := widestNumber(p.text.glyphs, p.size.pt100); n > 0 {
		return p.textX + n
	}
	return 0
}

// widest is the width of the longest stretch without a break of at most the rank.
func (p *piece) widest(rank uint8) display.Length {
	return p.textX + widestWord(p.text.glyphs, p.size.pt100, rank)
}

// words is the width of the longest word (in heads) or unbreakable part of a word
// (elsewhere) of each column of texts.
func (t *table) words(n int) []display.Length {
	out := make([]display.Length, n)
	for _, c := range t.cells {
		for i := range c.pieces {
			p := &c.pieces[i]
			if c.Cols > 1 || p.number {
				continue
			}
			rank := uint8(breakSyllable)
			if c.banded {
				rank = breakSoft
			}
			out[c.Col] = max(out[c.Col], p.widest(rank)+2*t.look.padX)
		}
	}
	return out
}

// spanNeeds raises the needs of columns under a figure that spans several of them, each
// by its share.
func (t *table) spanNeeds(hard, base []display.Length, text keep) []display.Length {
	out := append([]display.Length(nil), hard...)
	for _, c := range t.cells {
		if c.Cols == 1 {
			continue
		}
		var need display.Length
		for i := range c.pieces {
			p := &c.pieces[i]
			need = max(need, p.least(text)+2*t.look.padX)
		}
		short := need - sum(out[c.Col:c.Col+c.Cols])
		if short <= 0 {
			continue
		}
		for x, s := range share(short, base[c.Col:c.Col+c.Cols]) {
			out[c.Col+x] += s
		}
	}
	return out
}

// fitColumns moves width from columns with room to columns that are too narrow. The sum
// stays what it is.
func fitColumns(base, hard, soft []display.Length) []display.Length {
	w := append([]display.Length(nil), base...)
	kind := make([]display.Length, len(w)) // what a column gives up only in need
	for i := range w {
		kind[i] = max(hard[i], soft[i])
	}
	for i := range w {
		take(w, i, hard[i], kind)
		take(w, i, hard[i], hard)
	}
	for i := range w {
		if w[i] < soft[i] && room(w, i, kind) >= soft[i]-w[i] {
			take(w, i, soft[i], kind)
		}
	}
	return w
}

// easeColumns gives a column what it needs to set every cell in one line, or at least in
// fewer lines, if the others can spare it: without breaking lines that they set in one,
// and without losing more than a fifth of what the form gives them.
func (t *table) easeColumns(w, hard []display.Length) {
	natural := append([]display.Length(nil), hard...)
	for _, c := range t.cells {
		if c.Cols > 1 {
			continue
		}
		for i := range c.pieces {
			p := &c.pieces[i]
			natural[c.Col] = max(natural[c.Col], p.natural()+2*t.look.padX)
		}
	}
	order, least := make([]int, len(w)), make([]display.Length, len(w))
	for i := range order {
		order[i] = i
		least[i] = max(natural[i], w[i]*8/10)
	}
	// The smallest wishes first: they help most rows for the least width.
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(natural[a]-w[a], natural[b]-w[b]) })
	for _, i := range order {
		spare := room(w, i, least)
		switch missing := natural[i] - w[i]; {
		case missing <= 0 || spare == 0:
		case missing <= spare:
			take(w, i, natural[i], least)
		default:
			fewest := t.lines(i, w[i]+spare)
			if fewest == t.lines(i, w[i]) {
				continue
			}
			for part := display.Length(1); part <= 4; part++ {
				if goal := w[i] + spare*part/4; t.lines(i, goal) == fewest {
					take(w, i, goal, least)
					break
				}
			}
		}
	}
	t.easeBesideOpen(w, hard, natural)
	t.easeParts(w, least)
}

// easeBesideOpen gives a column that still lacks room for its texts what two columns without a
// rule between them can spare: these share their room row by row ([table.lend]), so all
// they need is that each row of theirs stands in one line.
func (t *table) easeBesideOpen(w, hard, natural []display.Length) {
	for x := 1; x < len(w); x++ {
		need, ok := t.joint(x)
		if !ok {
			continue
		}
		least := slices.Clone(w)
		least[x-1], least[x] = hard[x-1], hard[x]
		for i := range w {
			if missing := natural[i] - w[i]; i != x-1 && i != x && missing > 0 && missing <= w[x-1]+w[x]-need {
				take(w, i, natural[i], least)
			}
		}
	}
}

// joint is the room that the columns left and right of the boundary x need together so that each
// row stands in one line, if the boundary can be moved in all of them.
func (t *table) joint(x int) (need display.Length, ok bool) {
	if !t.open[x] {
		return 0, false
	}
	for r := t.heads; r < len(t.grid); r++ {
		a, b := t.grid[r][x-1], t.grid[r][x]
		switch {
		case a == b:
			if a.Cols == 2 {
				need = max(need, t.oneLine(a))
			}
		case t.shares(a, b, r):
			need = max(need, t.oneLine(a)+t.oneLine(b))
		default:
			return 0, false
		}
	}
	return need, true
}

// easeParts gives columns of (x…) figures more white between the two, where columns of
// texts alone can spare it.
func (t *table) easeParts(w, least []display.Length) {
	least = slices.Clone(least)
	wish := make([]display.Length, len(w))
	for _, c := range t.cells {
		for i := range c.pieces {
			p := &c.pieces[i]
			if !p.number {
				continue
			}
			for x := c.Col; x < c.Col+c.Cols; x++ {
				least[x] = max(least[x], w[x])
			}
			if c.Cols == 1 && len(p.part.glyphs) > 0 && !p.stacked {
				wish[c.Col] = max(wish[c.Col], p.minNumber()+p.size.em(partEase-partGap)+2*t.look.padX)
			}
		}
	}
	for i := range w {
		if missing := wish[i] - w[i]; missing > 0 && missing <= room(w, i, least) {
			take(w, i, wish[i], least)
			least[i] = w[i]
		}
	}
}

// lines is how many lines the cells of a column take at a width.
func (t *table) lines(column int, width display.Length) (n int) {
	for _, c := range t.cells {
		if c.Col != column || c.Cols > 1 {
			continue
		}
		for i := range c.pieces {
			p := &c.pieces[i]
			if !p.number {
				n += p.lines(width - 2*t.look.padX)
			}
		}
	}
	return n
}

// lines is how many lines the text of the piece takes in a column of the width.
func (p *piece) lines(width display.Length) int {
	var room [8]span
	return len(breakLines(room[:0], p.text.glyphs, p.size.pt100, width-p.textX))
}

// natural is the width of the piece without breaks of its own.
func (p *piece) natural() display.Length {
	if p.number {
		return p.minNumber()
	}
	var widest display.Length
	from := 0
	for i, g := range p.text.glyphs {
		if g.r == lineEnd {
			widest = max(widest, lineWidth(p.text.glyphs[from:i], p.size.pt100))
			from = i + 1
		}
	}
	return p.textX + max(widest, lineWidth(p.text.glyphs[from:], p.size.pt100))
}

// take widens column i to the goal as far as the others have more than their least.
func take(w []display.Length, i int, goal display.Length, least []display.Length) {
	missing := min(goal-w[i], room(w, i, least))
	if missing <= 0 {
		return
	}
	slack := make([]display.Length, len(w))
	for j := range w {
		if j != i {
			slack[j] = max(w[j]-least[j], 0)
		}
	}
	for j, s := range share(missing, slack) {
		w[j] -= s
	}
	w[i] += missing
}

// room is what the columns other than i have above their least.
func room(w []display.Length, i int, least []display.Length) (r display.Length) {
	for j := range w {
		if j != i {
			r += max(w[j]-least[j], 0)
		}
	}
	return r
}

// share divides amount in proportion to the weights, without a rest; no share of an
// amount up to the sum of the weights passes its weight.
func share(amount display.Length, weights []display.Length) []display.Length {
	out := make([]display.Length, len(weights))
	total, passed, given := sum(weights), display.Length(0), display.Length(0)
	for i, w := range weights {
		passed += w
		next := amount * passed / max(total, 1)
		out[i], given = next-given, next
	}
	return out
}

func sum(ls []display.Length) (s display.Length) {
	for _, l := range ls {
		s += l
	}
	return s
}
