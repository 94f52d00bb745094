// Package paint draws a display list with gopdf and says which marked content of each
// page belongs to which node of the structure. It is the only package that knows gopdf,
// and the only one where lengths become floating point, for gopdf's arguments alone.
package paint

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strconv"

	"github.com/signintech/gopdf"

	"budgetbook/generator/font"
	"budgetbook/generator/render/pdf/display"
)

// Content is one marked content of a page; its number (MCID) is its index in the page.
type Content struct {
	Part int // index in Document.Parts
	Mark display.Mark
}

// subsetPrefix marks embedded fonts as subsets, as the PDF standard asks; gopdf writes
// the family name as it is given.
const subsetPrefix = "BUDGET+"

// Paint draws the document. marks lists the marked contents of each page.
func Paint(d *display.Document, fonts *font.Set) (raw []byte, marks [][]Content, err error) {
	p := &painter{}
	p.pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: points(display.PageWidth), H: points(display.PageHeight)}})
	p.pdf.SetCompressLevel(zlib.BestSpeed + 2) // the default level takes three times as long for 4 %
	if err := p.addFonts(d, fonts); err != nil {
		return nil, nil, err
	}
	for i := range d.Parts {
		for _, page := range d.Parts[i].Pages {
			contents, err := p.page(i, &d.Parts[i], page)
			if err != nil {
				return nil, nil, err
			}
			marks = append(marks, contents)
		}
	}
	if p.missing != 0 {
		return nil, nil, fmt.Errorf("글꼴에 없는 글자 U+%04X", p.missing)
	}
	var out bytes.Buffer
	// A second WriteTo of gopdf v0.33.0 would write every page twice.
	if _, err := p.pdf.WriteTo(&out); err != nil {
		return nil, nil, err
	}
	return out.Bytes(), marks, nil
}

// painter draws with one gopdf document.
type painter struct {
	pdf     gopdf.GoPdf
	names   [font.Faces]string // family names of the faces in use
	missing rune
	face    font.Face
	size    int
	fresh   bool // no font was chosen on this page yet
	open    bool // a marked content is open
}

// addFonts registers the faces that the document uses. All come before the first page:
// gopdf v0.33.0 looks for a family from the first object on.
func (p *painter) addFonts(d *display.Document, fonts *font.Set) error {
	var used [font.Faces]bool
	for _, part := range d.Parts {
		for _, page := range part.Pages {
			for _, op := range page.Ops {
				if t, ok := op.(display.Text); ok {
					used[t.Face] = true
				}
			}
		}
	}
	for f := range used {
		if !used[f] {
			continue
		}
		face := font.Face(f)
		// gopdf would print a silent space for a missing character.
		option := gopdf.TtfOption{OnGlyphNotFound: func(r rune) { p.missing = r }}
		if err := p.pdf.AddTTFFontDataWithOption(subsetPrefix+fonts.Name(face), fonts.Data(face), option); err != nil {
			return fmt.Errorf("글꼴 %s: %w", fonts.Name(face), err)
		}
		p.names[face] = subsetPrefix + fonts.Name(face)
	}
	return nil
}

// page draws one page. Operations of one mark in a row form one marked content.
func (p *painter) page(index int, part *display.Part, page display.Page) ([]Content, error) {
	p.pdf.AddPage()
	p.fresh, p.open = true, false
	var contents []Content
	var current display.Mark
	p.mark("/Artifact BMC")
	begin := func(m display.Mark) {
		if m == current {
			return
		}
		current = m
		if m == display.Artifact {
			p.mark("/Artifact BMC")
			return
		}
		p.mark("/" + string(part.Tree[m.Node].Kind) + " <</MCID " + strconv.Itoa(len(contents)) + ">> BDC")
		contents = append(contents, Content{index, m})
	}
	for _, op := range page.Ops {
		switch op := op.(type) {
		case display.Text:
			begin(op.Mark)
			if err := p.drawText(op); err != nil {
				return nil, err
			}
		case display.Rule:
			begin(op.Mark)
			p.drawRule(op)
		case display.Fill:
			begin(op.Mark)
			p.drawFill(op)
		case display.Link:
			// finish writes annotations.
		default:
			panic(fmt.Sprintf("paint: unknown operation %T", op))
		}
	}
	p.endMark()
	return contents, nil
}

// mark begins a marked content and ends the one before. gopdf has no call for it: a
// rectangle's paint style is the one place of its interface that reaches the content
// stream as it is. The rectangle is empty and is never painted ("n").
func (p *painter) mark(begin string) {
	style := "n Q " + begin + " q"
	if p.open {
		style = "n Q EMC " + begin + " q"
	}
	p.raw(style)
	p.open = true
}

func (p *painter) endMark() { p.raw("n Q EMC q") }

func (p *painter) raw(style string) {
	// Only a transparency could make this fail, and there is none.
	_ = p.pdf.RectFromUpperLeftWithOpts(gopdf.DrawableRectOptions{PaintStyle: gopdf.PaintStyle(style)})
}

func (p *painter) drawText(t display.Text) error {
	if p.fresh || p.face != t.Face || p.size != t.Size {
		if err := p.pdf.SetFont(p.names[t.Face], "", float64(t.Size)/100); err != nil {
			return err
		}
		p.face, p.size = t.Face, t.Size
	}
	p.pdf.SetTextColor(rgb(t.Color))
	p.pdf.SetXY(points(t.X), points(t.Y))
	p.fresh = false
	return p.pdf.Text(t.S)
}

func (p *painter) drawRule(r display.Rule) {
	p.pdf.SetStrokeColor(rgb(r.Color))
	p.pdf.SetLineWidth(points(r.Width))
	if r.Dots > 0 {
		p.pdf.SetCustomLineType([]float64{points(r.Width), points(r.Dots - r.Width)}, 0)
	}
	p.pdf.Line(points(r.X1), points(r.Y1), points(r.X2), points(r.Y2))
	if r.Dots > 0 {
		p.pdf.SetCustomLineType(nil, 0)
	}
}

func (p *painter) drawFill(f display.Fill) {
	p.pdf.SetFillColor(rgb(f.Color))
	p.pdf.RectFromUpperLeftWithStyle(points(f.X), points(f.Y), points(f.W), points(f.H), "F")
}

// points is for gopdf's arguments, which it prints with two decimals.
func points(l display.Length) float64 { return float64(l) / 1000 }

func rgb(c display.Color) (r, g, b uint8) { return uint8(c >> 16), uint8(c >> 8), uint8(c) }
