package paint

import (
	"math"
	"strconv"

	"budgetbook/generator/font"
	"budgetbook/generator/render/pdf/display"
)

// pen writes the operators itself. A page says its font, colours and widths anew, since
// it does not know what was painted before it; within the page only changes are written.
type pen struct {
	fonts  *font.Set
	b      []byte
	starts []int // of each page in b
	state
}

// state is what the page has set so far.
type state struct {
	marked      bool
	inText      bool
	x, y        int64 // start of the last text, 1/100 pt
	face        font.Face
	size        int
	ink, stroke display.Color
	width       int64
}

// newPen makes a pen with room for the pages.
func newPen(fonts *font.Set, pages []display.Page) *pen {
	n := 0
	for _, page := range pages {
		n += len(page.Ops)
	}
	return &pen{fonts: fonts, b: make([]byte, 0, 80*n)}
}

// unset is no colour.
const unset = display.Color(math.MaxUint32)

func (p *pen) page() {
	p.endMark()
	p.starts = append(p.starts, len(p.b))
	p.state = state{size: -1, ink: unset, stroke: unset, width: -1}
}

func (p *pen) pages() ([][]byte, error) {
	p.endMark()
	out := make([][]byte, len(p.starts))
	end := len(p.b)
	for i := len(out) - 1; i >= 0; i-- {
		out[i] = p.b[p.starts[i]:end]
		end = p.starts[i]
	}
	return out, nil
}

func (p *pen) endText() {
	if p.inText {
		p.b = append(p.b, "ET\n"...)
		p.inText = false
	}
}

func (p *pen) endMark() {
	p.endText()
	if p.marked {
		p.b = append(p.b, "EMC\n"...)
	}
}

func (p *pen) mark(tag string, mcid int) {
	p.endMark()
	p.marked = true
	p.b = append(append(p.b, '/'), tag...)
	if mcid < 0 {
		p.b = append(p.b, " BMC\n"...)
		return
	}
	p.b = strconv.AppendInt(append(p.b, " <</MCID "...), int64(mcid), 10)
	p.b = append(p.b, ">> BDC\n"...)
}

func (p *pen) text(t display.Text) error {
	x, y := cents(t.X), lower(t.Y)
	if !p.inText {
		p.b = append(p.b, "BT\n"...)
		p.inText, p.x, p.y = true, 0, 0
	}
	if p.face != t.Face || p.size != t.Size {
		p.face, p.size = t.Face, t.Size
		p.b = append(p.b, "/F"...)
		p.b = strconv.AppendInt(p.b, int64(t.Face)+1, 10)
		p.b = append(p.b, ' ')
		p.b = appendCents(p.b, int64(t.Size))
		p.b = append(p.b, "Tf\n"...)
	}
	if p.ink != t.Color {
		p.ink = t.Color
		p.b = append(appendColor(p.b, t.Color), "rg\n"...)
	}
	p.b = appendCents(appendCents(p.b, x-p.x), y-p.y)
	p.x, p.y = x, y
	p.b = append(p.b, "Td <"...)
	for _, r := range t.S {
		glyph := p.fonts.Glyph(t.Face, r)
		if glyph == 0 {
			return missing(r)
		}
		p.b = append(p.b, hex[glyph>>12], hex[glyph>>8&15], hex[glyph>>4&15], hex[glyph&15])
	}
	p.b = append(p.b, "> Tj\n"...)
	return nil
}

const hex = "0123456789ABCDEF"

func (p *pen) rule(r display.Rule) {
	p.endText()
	if p.stroke != r.Color {
		p.stroke = r.Color
		p.b = append(appendColor(p.b, r.Color), "RG\n"...)
	}
	if w := cents(r.Width); p.width != w {
		p.width = w
		p.b = append(appendCents(p.b, w), "w\n"...)
	}
	if r.Dots > 0 {
		p.b = append(p.b, '[')
		p.b = appendCents(appendCents(p.b, cents(r.Width)), cents(r.Dots-r.Width))
		p.b = append(p.b, "] 0 d\n"...)
	}
	p.b = appendCents(appendCents(p.b, cents(r.X1)), lower(r.Y1))
	p.b = append(p.b, "m "...)
	p.b = appendCents(appendCents(p.b, cents(r.X2)), lower(r.Y2))
	p.b = append(p.b, "l S\n"...)
	if r.Dots > 0 {
		p.b = append(p.b, "[] 0 d\n"...)
	}
}

func (p *pen) fill(f display.Fill) {
	p.endText()
	if p.ink != f.Color {
		p.ink = f.Color
		p.b = append(appendColor(p.b, f.Color), "rg\n"...)
	}
	height := cents(f.H)
	p.b = appendCents(appendCents(p.b, cents(f.X)), lower(f.Y)-height)
	p.b = appendCents(appendCents(p.b, cents(f.W)), height)
	p.b = append(p.b, "re f\n"...)
}

// cents rounds to 1/100 pt, the unit in which pages are painted.
func cents(l display.Length) int64 { return int64(l+5) / 10 }

// lower is a height over the lower edge of the page.
func lower(y display.Length) int64 { return cents(display.PageHeight) - cents(y) }

// appendCents writes 1/100 pt as points, and a space.
func appendCents(b []byte, n int64) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/100, 10)
	switch f := n % 100; {
	case f == 0:
	case f%10 == 0:
		b = append(b, '.', byte('0'+f/10))
	default:
		b = append(b, '.', byte('0'+f/10), byte('0'+f%10))
	}
	return append(b, ' ')
}

// appendColor writes red, green and blue from 0 to 1 with three decimals, as gopdf does.
func appendColor(b []byte, c display.Color) []byte {
	for shift := 16; shift >= 0; shift -= 8 {
		part := (int64(c>>shift&0xFF)*2000/255 + 1) / 2 // 1/1000, rounded
		b = strconv.AppendInt(b, part/1000, 10)
		if f := part % 1000; f > 0 {
			b = append(b, '.', byte('0'+f/100), byte('0'+f/10%10), byte('0'+f%10))
		}
		b = append(b, ' ')
	}
	return b
}
