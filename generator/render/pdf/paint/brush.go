package paint

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"github.com/signintech/gopdf"

	"budgetbook/generator/font"
	"budgetbook/generator/render/pdf/display"
)

// brush paints with the calls of gopdf: the reference that [pen] is held against. It is
// also the only place where lengths become floating point, for gopdf's arguments alone.
type brush struct {
	pdf    *gopdf.GoPdf
	fonts  *font.Set
	count  int
	face   font.Face
	size   int
	fresh  bool // no font was chosen on this page yet
	marked bool
}

func newBrush(fonts *font.Set) (*brush, error) {
	pdf := &gopdf.GoPdf{}
	pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: units(display.PageWidth), H: units(display.PageHeight)}})
	for f := range font.Face(font.Faces) { // before the first page: gopdf v0.33.0 looks for a family from the first object on
		if err := add(pdf, fonts.Name(f), fonts.Data(f)); err != nil {
			return nil, err
		}
	}
	return &brush{pdf: pdf, fonts: fonts}, nil
}

func (b *brush) page() {
	b.endMark()
	b.pdf.AddPage()
	b.count++
	b.fresh = true
}

// mark has no call of its own in gopdf: a rectangle's paint style is the one place of its
// interface that reaches the content stream as it is. The rectangle is empty and is never
// painted ("n").
func (b *brush) mark(tag string, mcid int, _ bool) {
	if tag = "/" + tag + " BMC"; mcid >= 0 {
		tag = strings.TrimSuffix(tag, "BMC") + "<</MCID " + strconv.Itoa(mcid) + ">> BDC"
	}
	if b.marked {
		tag = "EMC " + tag
	}
	b.raw("n Q " + tag + " q")
	b.marked = true
}

func (b *brush) endMark() {
	if b.marked {
		b.raw("n Q EMC q")
		b.marked = false
	}
}

func (b *brush) raw(style string) {
	// Only a transparency could make this fail, and there is none.
	_ = b.pdf.RectFromUpperLeftWithOpts(gopdf.DrawableRectOptions{PaintStyle: gopdf.PaintStyle(style)})
}

func (b *brush) text(t display.Text) error {
	for _, r := range t.S { // gopdf would print a silent space
		if b.fonts.Glyph(t.Face, r) == 0 {
			return missing(r)
		}
	}
	if b.fresh || b.face != t.Face || b.size != t.Size {
		if err := b.pdf.SetFont(b.fonts.Name(t.Face), "", t.Size); err != nil {
			return err
		}
		b.face, b.size, b.fresh = t.Face, t.Size, false
	}
	b.pdf.SetTextColor(rgb(t.Color))
	b.pdf.SetXY(units(t.X), units(t.Y))
	return b.pdf.Text(t.S)
}

func (b *brush) rule(r display.Rule) {
	b.pdf.SetStrokeColor(rgb(r.Color))
	b.pdf.SetLineWidth(units(r.Width))
	if r.Dots > 0 {
		b.pdf.SetCustomLineType([]float64{units(r.Width), units(r.Dots - r.Width)}, 0)
	}
	b.pdf.Line(units(r.X1), units(r.Y1), units(r.X2), units(r.Y2))
	if r.Dots > 0 {
		b.pdf.SetCustomLineType(nil, 0)
	}
}

func (b *brush) fill(f display.Fill) {
	b.pdf.SetFillColor(rgb(f.Color))
	b.pdf.RectFromUpperLeftWithStyle(units(f.X), units(f.Y), units(f.W), units(f.H), "F")
}

// pages takes the content streams out of the file that gopdf writes.
func (b *brush) pages() ([][]byte, error) {
	b.endMark()
	b.pdf.SetNoCompression()
	objects, err := write(b.pdf)
	if err != nil {
		return nil, err
	}
	out := make([][]byte, 0, b.count)
	for _, o := range objects {
		if !bytes.Contains(o.dict, []byte("/Type /Page\n")) {
			continue
		}
		n, ok := o.reference("/Contents")
		if !ok { // an empty page
			out = append(out, nil)
			continue
		}
		out = append(out, objects[n].stream)
	}
	return out, nil
}

// units is for gopdf's arguments: what it takes for points are 1/100 pt.
func units(l display.Length) float64 { return float64(cents(l)) }

func rgb(c display.Color) (r, g, b uint8) { return uint8(c >> 16), uint8(c >> 8), uint8(c) }

// parsed are fonts that gopdf has read, by family: it takes longer than all else that it does
// with a font. The fonts are embedded, so a name always means the same one.
var parsed gopdf.FontContainer

func add(pdf *gopdf.GoPdf, family string, data []byte) error {
	err := pdf.AddTTFFontFromFontContainer(family, &parsed)
	if !errors.Is(err, gopdf.ErrFontNotFound) {
		return err
	}
	if err := parsed.AddTTFFontData(family, data); err != nil {
		return err
	}
	return pdf.AddTTFFontFromFontContainer(family, &parsed)
}
