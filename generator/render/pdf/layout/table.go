package layout

import (
	"fmt"

	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/display"
)

// table is a table ready to be set onto pages. Rows count over head and body.
type table struct {
	edges   []display.Length // left edge of each column, and the right edge of the last
	open    []bool           // no rule to the left of the column
	grid    [][]*cell
	cells   []*cell // each once, in reading order
	kinds   []doc.RowKind
	heads   int              // rows of the head
	heights []display.Length // least height of each row
	tail    display.Length   // room for the note right under the table, on the page of the last row
	look    tableLook

	// How far pages have been filled: the next row, and whether part of it stands already.
	next    int
	partial bool
}

// tableLook are the measures of the style that tables need.
type tableLook struct {
	padX, padY         display.Length
	outer, head, inner display.Length
	accent, rule       display.Color
	band, total        display.Color
}

// cell is a cell with its content set to the width of its columns.
type cell struct {
	*doc.Placed
	node   int // of the structure
	pieces []piece
	strips []strip
	done   int // strips that stand on earlier pages
	band   display.Color
	banded bool
	top    bool           // text at the top: the cell names a group of rows
	left   display.Length // edges of its text area with the padding: those of its columns,
	right  display.Length // or further out where an open neighbour has room
}

// table composes a table; its unit line first, unless it stands on the heading's line.
func (c *composer) table(t *doc.Table, unitDone bool, parent int) []item {
	var items []item
	if t.Unit != "" && !unitDone {
		items = c.stack(nil, []piece{c.unitLine(t.Unit, parent)}, "단위")
		items[len(items)-1].after = mm(c.style.Table.UnitMm100)
	}
	grid, err := t.Grid()
	if err != nil {
		panic("layout: " + err.Error()) // a bug of the composer, never of the data
	}
	if len(grid) == 0 {
		return items
	}
	out := &table{heads: len(t.Head), look: c.tableLook()}
	for _, col := range t.Columns {
		out.open = append(out.open, col.Open)
	}
	c.cells(out, t, grid, parent)
	c.columns(out, t)
	out.setHeights()
	return append(items, item{table: out, after: mm(c.style.Table.AfterMm100)})
}

func (c *composer) tableLook() tableLook {
	s, color := c.style.Table, c.style.Color
	return tableLook{
		padX: mm(s.PadXMm100), padY: mm(s.PadYMm100),
		outer: pt(s.OuterPt100), head: pt(s.HeadPt100), inner: pt(s.InnerPt100),
		accent: display.Color(color.Accent), rule: display.Color(color.Rule),
		band: display.Color(color.Band), total: display.Color(color.Total),
	}
}

// cells composes the content of every cell, in reading order.
func (c *composer) cells(out *table, t *doc.Table, grid [][]*doc.Placed, parent int) {
	node := c.node(display.Table, parent)
	c.tree[node].Title = t.Caption
	out.grid = make([][]*cell, len(grid))
	all := make([]*cell, len(grid)*len(t.Columns))
	for r, row := range grid {
		kind := doc.Plain
		if r >= len(t.Head) {
			kind = t.Body[r-len(t.Head)].Kind
		}
		out.kinds = append(out.kinds, kind)
		out.grid[r], all = all[:len(row):len(row)], all[len(row):]
		tr := c.node(display.TR, node)
		for x, p := range row {
			if p.Row != r || p.Col != x {
				out.grid[r][x] = out.grid[p.Row][p.Col]
				continue
			}
			cell := c.cell(p, t, kind, tr)
			out.grid[r][x] = cell
			out.cells = append(out.cells, cell)
		}
	}
	if !merged(grid) {
		return
	}
	for _, cell := range out.cells {
		if cell.Head == doc.NoHead {
			c.tree[cell.node].Heads = headsOf(cell.Placed, grid, func(h *doc.Placed) int { return out.grid[h.Row][h.Col].node })
		}
	}
}

// cell composes one cell.
func (c *composer) cell(p *doc.Placed, t *doc.Table, kind doc.RowKind, tr int) *cell {
	element := display.TD
	if p.Head != doc.NoHead {
		element = display.TH
	}
	node := c.node(element, tr)
	out := c.stock.cells.one(cell{Placed: p, node: node})
	n := &c.tree[node]
	switch p.Head {
	case doc.ColHead:
		n.Scope = "Column"
	case doc.RowHead:
		n.Scope = "Row"
	}
	if p.Cols > 1 {
		n.ColSpan = p.Cols
	}
	if p.Rows > 1 {
		n.RowSpan = p.Rows
	}

	// Row heads are banded only in the first column of tables without a head: there they
	// are the form's labels.
	inHead := p.Row < len(t.Head)
	label := p.Head == doc.ColHead || inHead || (p.Head == doc.RowHead && len(t.Head) == 0 && p.Col == 0)
	l := c.ink()
	switch {
	case label:
		out.band, out.banded = display.Color(c.style.Color.Band), true
		l = c.inkBold()
	case kind != doc.Plain && p.Rows == 1:
		out.band, out.banded = display.Color(c.style.Color.Total), true
		l = c.inkBold()
	}
	out.top = p.Rows > 1 && len(t.Head) > 0 && !inHead

	align := p.Align
	if align == doc.Inherit && label {
		align = doc.Center
	}
	if align == doc.Inherit {
		align = t.Columns[p.Col].Align
	}
	out.pieces = c.cellPieces(p.Blocks, node, l, align)
	for i := range out.pieces {
		out.pieces[i].balance = label
	}
	return out
}

// cellPieces composes the blocks of a cell. A lone paragraph belongs to the cell itself.
func (c *composer) cellPieces(blocks []doc.Block, node int, l look, align doc.Align) []piece {
	size := sized(c.style.Text.Cell)
	var ps []piece
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Paragraph:
			own := node
			if len(blocks) > 1 {
				own = c.node(display.P, node)
			}
			ps = append(c.stock.pieces.room(ps, 1), c.cellParagraph(b, own, size, l, align))
		case *doc.List:
			from := len(ps)
			ps = c.list(ps, b.Items, b.Indent, node, size, l)
			for i := range ps[from:] {
				p := &ps[from+i]
				p.bulletX -= size.em(c.style.List.IndentPercent)
				p.textX -= size.em(c.style.List.IndentPercent)
				p.gap = 0
			}
		case *doc.Heading:
			ps = append(c.stock.pieces.room(ps, 1), piece{text: c.inlines(b.Text, c.node(display.P, node), l.with(true)), size: size, align: align, keep: true})
		default:
			panic(fmt.Sprintf("layout: %T in a cell", b))
		}
	}
	return ps
}

// cellParagraph is a paragraph of a cell; a lone figure is set as one.
func (c *composer) cellParagraph(p *doc.Paragraph, node int, size typeSize, l look, align doc.Align) piece {
	if len(p.Text) == 1 {
		if n, ok := p.Text[0].(*doc.Num); ok {
			if align == doc.Inherit {
				align = doc.Right
			}
			out := piece{size: size, number: true, parted: n.Part != nil, align: align}
			if s := n.PartText(); s != "" {
				out.part = c.plain(s, c.speaking(node, spokenPart(n)+" "), c.dim()) // the figure follows
			}
			c.add(&out.text, n.Value(), c.speaking(node, spoken(n.Value())), l.with(n.Bold), spanOf(n), true)
			c.rank(out.text.glyphs)
			return out
		}
	}
	if len(p.Text) == 1 { // a "-" written by hand
		if s, ok := p.Text[0].(doc.Text); ok {
			node = c.speaking(node, spoken(s.S))
		}
	}
	out := c.plainParagraph(p, node, size, l)
	out.align = align
	for _, in := range p.Text {
		if _, ok := in.(*doc.Num); ok {
			out.figures = true
		}
	}
	return out
}

// setHeights finds the least height of every row: its own cells, and its share of cells
// that span several rows, where that is short of half a page.
func (t *table) setHeights() {
	t.heights = make([]display.Length, len(t.grid))
	for _, c := range t.cells {
		if c.Rows == 1 {
			t.heights[c.Row] = max(t.heights[c.Row], height(c.strips)+2*t.look.padY)
		}
	}
	for _, c := range t.cells {
		short := height(c.strips) + 2*t.look.padY
		for r := c.Row; r < c.Row+c.Rows; r++ {
			short -= t.heights[r]
		}
		if c.Rows == 1 || short <= 0 || short > display.PageHeight/4 && c.Row >= t.heads {
			continue
		}
		for r := c.Row; r < c.Row+c.Rows; r++ {
			t.heights[r] += short / display.Length(c.Rows)
		}
		t.heights[c.Row] += short % display.Length(c.Rows)
	}
}

// tighten sets the table back to its beginning, with so many percent of the white above and
// below its texts.
func (t *table) tighten(white int) {
	t.look.padY = t.look.padY * display.Length(white) / 100
	t.setHeights()
	t.next, t.partial = 0, false
	for _, c := range t.cells {
		c.done = 0
	}
}
