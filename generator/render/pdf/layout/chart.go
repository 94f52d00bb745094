package layout

import (
	"budgetbook/generator/diag"
	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/display"
)

// Measures of a chart, in percent of the size of its text.
const (
	barHeight   = 85  // of one bar
	barGap      = 30  // between the bars of two labels
	chartGap    = 110 // between label, bars, figure and rate
	swatchWidth = 160 // of a bar in the legend
)

// Parts of a chart's width, in percent.
const (
	mostLabel = 40 // what labels take at most: longer ones are broken
	leastBars = 20 // what is left for the bars at least
)

// mostPage is what a chart may take of the height of a page before it is set smaller, in
// percent: headings and its caption stay with it.
const mostPage = 80

// chart composes a chart: its caption with the unit, then the bars as one figure, which no
// page break cuts.
func (c *composer) chart(ch *doc.Chart, parent int) []item {
	size := sized(c.style.Text.Cell)
	caption := piece{text: c.plain(ch.Caption, c.node(display.P, parent), c.inkBold()), size: size, gap: mm(c.style.Heading.ItemAboveMm100), keep: true}
	items := c.stack(nil, []piece{caption}, "그림")
	items[len(items)-1].after = mm(c.style.Table.UnitMm100)
	if ch.Unit != "" {
		items = c.withUnit(items, caption, c.unitLine(ch.Unit, parent))
	}
	node := c.node(display.Figure, parent)
	c.tree[node].Alt = ch.Alt
	d := &drawing{composer: c, chart: ch, node: node, mark: c.mark(node), line: pt(c.style.Table.InnerPt100)}
	d.compose()
	return append(items, item{strip: d.fit(size), after: mm(c.style.Table.AfterMm100)})
}

// drawing is a chart on its way. Its columns stand from left to right: labels, bars,
// figures, rates. All that is drawn shares one mark, every text has its own behind it.
type drawing struct {
	*composer
	chart *doc.Chart
	node  int // the Figure
	mark  display.Mark
	head  chartRow
	rows  []chartRow

	size typeSize
	gap  display.Length // between columns
	line display.Length // width of thin rules, and of the shortest bar
	out  strip

	start, end          display.Length // edges of all columns
	label, number, rate display.Length // widths of the columns; rate is 0 where there are none
	left, width         display.Length // of the bars
	scale               barScale
}

// chartRow are the texts of one label, or of the head.
type chartRow struct {
	label piece
	nums  []piece
	rate  piece
}

// compose makes all texts, in reading order.
func (d *drawing) compose() {
	word := func(s string) piece {
		return piece{text: d.plain(s, d.node, d.dim()), align: doc.Right}
	}
	number := func(n *doc.Num) piece {
		p := piece{number: true, align: doc.Right}
		d.add(&p.text, n.String(), d.node, d.ink().with(n.Bold), spanOf(n), true)
		return p
	}
	d.head.label = word(d.chart.Head)
	for _, s := range d.chart.Series {
		d.head.nums = append(d.head.nums, word(s))
	}
	d.head.rate = word(d.chart.Rate)
	for _, b := range d.chart.Bars {
		r := chartRow{label: piece{text: d.inlines([]doc.Inline{b.Label}, d.node, d.ink()), align: doc.Right, balance: true}}
		for _, n := range b.Nums {
			r.nums = append(r.nums, number(n))
		}
		if b.Rate != nil {
			r.rate = number(b.Rate)
		}
		d.rows = append(d.rows, r)
	}
}

// fit draws the chart in the largest type in which it takes no more than most of a page.
func (d *drawing) fit(size typeSize) strip {
	room := (d.frame.bottom - d.frame.top) * mostPage / 100
	problems := len(d.diags)
	for at := size.pt100; ; at -= sizeStep {
		s := d.draw(size.at(at))
		if s.height <= room && len(d.diags) == problems || at-sizeStep < smallestCell {
			return s
		}
		d.diags = d.diags[:problems]
	}
}

// draw sets the chart across the type area.
func (d *drawing) draw(size typeSize) strip {
	d.size, d.gap, d.out = size, size.em(chartGap), strip{}
	d.head.resize(size)
	for i := range d.rows {
		d.rows[i].resize(size)
	}
	d.columns()
	d.scale = scaleOf(d.chart.Bars, d.width, d.line)

	y := d.putHead() + mm(d.style.Table.PadYMm100)/2
	top := y
	d.rule(0, y, d.frame.width, y)
	for i, r := range d.rows {
		y += size.em(barGap)
		y += d.putRow(r, d.chart.Bars[i], y)
	}
	y += size.em(barGap)
	d.rule(0, y, d.frame.width, y)
	zero := d.left + d.scale.zero
	d.rule(zero, top, zero, y)
	d.out.height = y
	return d.out
}

// resize sets the row in another size.
func (r *chartRow) resize(size typeSize) {
	r.label.size, r.rate.size = size, size
	for i := range r.nums {
		r.nums[i].size = size
	}
}

// legend reports whether the series are named above the bars, with a bar each.
func (d *drawing) legend() bool { return len(d.head.nums) > 1 }

// columns gives figures and rates what they need, labels what they need up to a limit, and
// the bars the rest.
func (d *drawing) columns() {
	d.label, d.number, d.rate = 0, 0, 0
	for i, r := range append([]chartRow{d.head}, d.rows...) {
		d.label, d.rate = max(d.label, r.label.natural()), max(d.rate, r.rate.natural())
		if i == 0 && d.legend() {
			continue
		}
		for _, n := range r.nums {
			d.number = max(d.number, n.natural())
		}
	}
	d.start = mm(d.style.Table.PadXMm100)
	d.end = d.frame.width - d.start
	free := d.end - d.start - d.number - 2*d.gap
	if d.rate > 0 {
		free -= d.rate + d.gap
	}
	d.label = max(min(d.label, d.frame.width*mostLabel/100, free-d.frame.width*leastBars/100), 0)
	d.left = d.start + d.label + d.gap
	d.width = max(free-d.label, 0)
	if free < 0 {
		d.tooBig(d.chart.Caption, "그림", diag.Span{})
	}
}

// putHead sets the head: one series stands above its figures, several are a legend above
// the bars.
func (d *drawing) putHead() display.Length {
	head := d.head
	h := d.put(head.label, d.start, 0, d.label)
	if d.legend() {
		x := d.left
		for i, p := range head.nums {
			swatch := display.Rect{X: x, Y: (d.size.pitch - d.size.em(barHeight)) / 2, W: d.size.em(swatchWidth), H: d.size.em(barHeight)}
			d.bar(swatch, i == len(head.nums)-1)
			x += swatch.W + d.gap/2
			p.align = doc.Left
			h = max(h, d.put(p, x, 0, d.end-d.rate-d.gap-x))
			x += p.natural() + d.gap
		}
	} else {
		for _, p := range head.nums {
			h = max(h, d.put(p, d.left+d.width+d.gap, 0, d.number))
		}
	}
	return max(h, d.put(head.rate, d.end-d.rate, 0, d.rate))
}

// putRow sets the texts and the bars of one label and returns its height.
func (d *drawing) putRow(r chartRow, b doc.Bars, y display.Length) display.Length {
	bars := d.size.pitch * display.Length(len(r.nums))
	label := height(d.set(&r.label, d.label, "그림"))
	h := max(bars, label)
	d.put(r.label, d.start, y+(h-label)/2, d.label)
	for i, p := range r.nums {
		line := y + (h-bars)/2 + d.size.pitch*display.Length(i)
		d.put(p, d.left+d.width+d.gap, line, d.number)
		if f := b.Nums[i].Figure; f != nil && f.Won != 0 {
			x, w := d.scale.bar(int64(f.Won))
			d.bar(display.Rect{X: d.left + x, Y: line + (d.size.pitch-d.size.em(barHeight))/2, W: w, H: d.size.em(barHeight)},
				i == len(r.nums)-1 && !b.Rest)
		}
	}
	d.put(r.rate, d.end-d.rate, y+(h-d.size.pitch)/2, d.rate)
	return h
}

// put sets a piece at (x, y) and returns its height. A piece without text is nothing.
func (d *drawing) put(p piece, x, y, width display.Length) display.Length {
	if len(p.text.glyphs) == 0 {
		return 0
	}
	strips := d.set(&p, width, "그림")
	goOn(strips)
	for _, s := range strips {
		d.out.put(s, x, y)
		y += s.height
	}
	return height(strips)
}

// rule draws a thin line.
func (d *drawing) rule(x1, y1, x2, y2 display.Length) {
	d.out.ops = append(d.out.ops, display.Rule{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: d.line, Color: display.Color(d.style.Color.Ink), Mark: d.mark})
}
