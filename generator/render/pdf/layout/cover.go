package layout

import (
	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/display"
)

// cover sets 표지 or 판권: its gaps share the height that the rest leaves. The first gap takes
// less than the others, so that the title stands above the middle.
func (c *composer) cover(blocks []doc.Block, root int) []display.Page {
	var issuer *doc.Paragraph // the last line is whose book it is
	if n := len(blocks); n > 0 {
		if p, ok := blocks[n-1].(*doc.Paragraph); ok && p.Role == doc.Imprint {
			blocks, issuer = blocks[:n-1], p
		}
	}
	items := c.blocks(blocks, root)
	if issuer != nil {
		size := sized(c.style.Text.Imprint)
		t := c.inlines(issuer.Text, c.node(display.P, root), c.inkBold())
		items = c.stack(items, []piece{{text: t, size: size.at(size.pt100 * 3 / 2), align: doc.Center, balance: true, gap: size.em(50)}}, "표지")
	}
	free, shares := c.frame.height(), display.Length(0)
	for i, it := range items {
		switch {
		case it.flex:
			shares += gapShare(shares)
		case i > 0:
			free -= max(items[i-1].after, it.strip.gap)
			fallthrough
		default:
			free -= it.height()
		}
	}
	given := display.Length(0)
	for i := range items {
		if items[i].flex {
			share := gapShare(given)
			items[i].strip.height = max(free*share/shares, 0)
			given += share
		}
	}
	pages, _ := c.paginate(items)
	return pages
}

// gapShare is the share of a gap when the gaps above it have taken before.
func gapShare(before display.Length) display.Length {
	if before == 0 {
		return 5
	}
	return 8
}

// lead sets the title of the cover between a thick and a thin rule.
func (c *composer) lead(p *doc.Paragraph, parent int) item {
	size, accent := sized(c.style.Text.Lead), display.Color(c.style.Color.Accent)
	t := c.inlines(p.Text, c.node(display.P, parent), look{bold: true, color: accent})
	pad := size.em(60)
	s := strip{height: pad, keep: true}
	for _, line := range c.set(&piece{text: t, size: size, align: doc.Center, balance: true}, c.frame.width, "표지") {
		s.put(line, 0, s.height)
		s.height += line.height
	}
	s.height += pad
	s.ops = append(s.ops,
		display.Rule{X2: c.frame.width, Width: 2 * pt(c.style.Heading.ThickPt100), Color: accent},
		display.Rule{X2: c.frame.width, Y1: s.height, Y2: s.height, Width: pt(c.style.Heading.ThinPt100), Color: accent},
	)
	return item{strip: s, after: size.em(60)}
}
