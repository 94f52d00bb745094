package finish

import (
	"budgetbook/generator/codec"
	"budgetbook/generator/render/pdf/display"
)

// Encode is the part as bytes that [Decode] reads, for a later run of the same program.
func (p *Part) Encode() []byte { return codec.Encode(4<<10+p.Size(), p.code) }

// Decode reads what [Part.Encode] wrote. The part keeps the data.
func Decode(data []byte) (*Part, error) {
	p := new(Part)
	return p, codec.Decode(data, p.code)
}

func (p *Part) code(c *codec.Codec) {
	codec.Text(c, &p.ID)
	codec.Text(c, &p.Title)
	codec.Slice(c, &p.Pages, func(page *Page) {
		codec.Text(c, &page.Content)
		codec.Slice(c, &page.Links, func(l *display.Link) {
			codec.Number(c, &l.X)
			codec.Number(c, &l.Y)
			codec.Number(c, &l.W)
			codec.Number(c, &l.H)
			codec.Text(c, &l.Target)
			codec.Text(c, &l.Label)
			codec.Number(c, &l.Mark.Node)
			codec.Number(c, &l.Mark.Slot)
		})
	})
	codec.Slice(c, &p.Headings, func(h *display.Heading) {
		codec.Text(c, &h.Text)
		codec.Number(c, &h.Page)
		codec.Number(c, &h.Y)
	})
	for face := range p.Runes {
		codec.Text(c, &p.Runes[face])
	}
	codec.Number(c, &p.Elements)
	codec.Bool(c, &p.Named)
	codec.Text(c, &p.Structure)
}
