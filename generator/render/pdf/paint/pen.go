package paint

import (
	"math"
	"strconv"
	"sync"

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
	texts       bool // the marked content holds texts alone: it stands in a text object, not round one
	inText      bool
	x, y        int64 // start of the last text, 1/100 pt
	face        font.Face
	size        int
	ink, stroke display.Color
	width       int64
}

// pens are used again for the room that they have.
var pens = sync.Pool{New: func() any { return &pen{} }}

// begin begins other pages.
func (p *pen) begin(fonts *font.Set) { *p = pen{fonts: fonts, b: p.b[:0], starts: p.starts[:0]} }

// unset is no colour.
const unset = display.Color(math.MaxUint32)

func (p *pen) page() {
	p.endPage()
	p.starts = append(p.starts, len(p.b))
	p.state = state{size: -1, ink: unset, stroke: unset, width: -1}
}

func (p *pen) pages() ([][]byte, error) {
	p.endPage()
	out := make([][]byte, len(p.starts))
	end := len(p.b)
	for i := len(out) - 1; i >= 0; i-- {
		out[i] = p.b[p.starts[i]:end]
		end = p.starts[i]
	}
	return out, nil
}

func (p *pen) beginText() {
	if !p.inText {
		p.b = append(p.b, "BT\n"...)
		p.inText, p.x, p.y = true, 0, 0
	}
}

func (p *pen) endText() {
	if p.inText {
		p.b = append(p.b, "ET\n"...)
		p.inText = false
	}
}

func (p *pen) endMark() {
	if !p.texts {
		p.endText()
	}
	if p.marked {
		p.b = append(p.b, "EMC\n"...)
	}
}

func (p *pen) endPage() {
	p.endMark()
	p.endText()
}

// mark: contents of texts alone follow each other in one text object, where each text
// stands relative to the one before. In tables these steps are the same over and over.
func (p *pen) mark(tag string, mcid int, texts bool) {
	p.endMark()
	p.marked, p.texts = true, texts
	if texts {
		p.beginText()
	} else {
		p.endText()
	}
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
	p.beginText()
	if p.face != t.Face || p.size != t.Size {
		p.face, p.size = t.Face, t.Size
		p.b = append(p.b, "/F"...)
		p.b = strconv.AppendInt(p.b, int64(t.Face)+1, 10)
		p.b = append(p.b, ' ')
		p.b = appendInt(p.b, int64(t.Size))
		p.b = append(p.b, "Tf\n"...)
	}
	if p.ink != t.Color {
		p.ink = t.Color
		p.b = append(appendColor(p.b, t.Color), "rg\n"...)
	}
	p.b = appendInt(appendInt(p.b, x-p.x), y-p.y)
	p.x, p.y = x, y
	p.b = append(p.b, "Td("...)
	for _, r := range t.S {
		glyph := p.fonts.Glyph(t.Face, r)
		if glyph == 0 {
			return missing(r)
		}
		p.b = appendByte(appendByte(p.b, byte(glyph>>8)), byte(glyph))
	}
	p.b = append(p.b, ")Tj\n"...)
	return nil
}

// appendByte writes a byte of a string. Half as long as hexadecimal digits before it is
// deflated, and a little shorter after.
func appendByte(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r': // would be read as the end of a line, \n
		return append(b, '\\', 'r')
	}
	return append(b, c)
}

func (p *pen) rule(r display.Rule) {
	p.endText()
	if p.stroke != r.Color {
		p.stroke = r.Color
		p.b = append(appendColor(p.b, r.Color), "RG\n"...)
	}
	if w := cents(r.Width); p.width != w {
		p.width = w
		p.b = append(appendInt(p.b, w), "w\n"...)
	}
	if r.Dots > 0 {
		p.b = append(p.b, '[')
		p.b = appendInt(appendInt(p.b, cents(r.Width)), cents(r.Dots-r.Width))
		p.b = append(p.b, "] 0 d\n"...)
	}
	p.b = appendInt(appendInt(p.b, cents(r.X1)), lower(r.Y1))
	p.b = append(p.b, "m "...)
	p.b = appendInt(appendInt(p.b, cents(r.X2)), lower(r.Y2))
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
	p.b = appendInt(appendInt(p.b, cents(f.X)), lower(f.Y)-height)
	p.b = appendInt(appendInt(p.b, cents(f.W)), height)
	p.b = append(p.b, "re f\n"...)
}

// cents rounds to 1/100 pt, the unit in which pages are painted: in whole numbers steps add
// up exactly, whatever a reader computes with.
func cents(l display.Length) int64 { return int64(l+5) / 10 }

// lower is a height over the lower edge of the page.
func lower(y display.Length) int64 { return cents(display.PageHeight) - cents(y) }

// appendInt writes a number and a space.
func appendInt(b []byte, n int64) []byte { return append(strconv.AppendInt(b, n, 10), ' ') }

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
