package finish

import (
	"encoding/binary"
	"errors"

	"budgetbook/generator/render/pdf/display"
)

// Encode is the part as bytes that [Decode] reads, for a later run of the same program.
func (p *Part) Encode() []byte {
	room := 4<<10 + len(p.Structure)
	for _, page := range p.Pages {
		room += len(page.Content)
	}
	c := codec{data: make([]byte, 0, room)}
	c.part(p)
	return c.data
}

// Decode reads what [Part.Encode] wrote. The part keeps the data.
func Decode(data []byte) (*Part, error) {
	p := new(Part)
	c := codec{data: data, reading: true}
	if c.part(p); c.short || len(c.data) > 0 {
		return nil, errors.New("finish: no encoded part")
	}
	return p, nil
}

// codec writes or reads values one behind the other: numbers, and bytes behind their length.
// One description of a part serves both ways.
type codec struct {
	data    []byte // written so far, or to be read
	reading bool
	short   bool // there was too little to read
}

func (c *codec) part(p *Part) {
	text(c, &p.ID)
	text(c, &p.Title)
	slice(c, &p.Pages, func(page *Page) {
		text(c, &page.Content)
		slice(c, &page.Links, func(l *display.Link) {
			number(c, &l.X)
			number(c, &l.Y)
			number(c, &l.W)
			number(c, &l.H)
			text(c, &l.Target)
			text(c, &l.Label)
			number(c, &l.Mark.Node)
			number(c, &l.Mark.Slot)
		})
	})
	slice(c, &p.Headings, func(h *display.Heading) {
		text(c, &h.Text)
		number(c, &h.Page)
		number(c, &h.Y)
	})
	for face := range p.Runes {
		text(c, &p.Runes[face])
	}
	number(c, &p.Elements)
	named := 0
	if p.Named {
		named = 1
	}
	number(c, &named)
	p.Named = named == 1
	text(c, &p.Structure)
}

func number[N ~int | ~int64](c *codec, n *N) {
	if !c.reading {
		c.data = binary.AppendVarint(c.data, int64(*n))
		return
	}
	v, size := binary.Varint(c.data)
	if size <= 0 {
		c.data, c.short = nil, true
		return
	}
	*n, c.data = N(v), c.data[size:]
}

func text[T ~string | ~[]byte](c *codec, t *T) {
	size := len(*t)
	number(c, &size)
	switch {
	case !c.reading:
		c.data = append(c.data, *t...)
	case size < 0 || size > len(c.data):
		c.data, c.short = nil, true
	default:
		*t, c.data = T(c.data[:size:size]), c.data[size:]
	}
}

func slice[E any](c *codec, s *[]E, each func(*E)) {
	size := len(*s)
	number(c, &size)
	if c.reading {
		if size < 0 || size > len(c.data) { // an element takes a byte at least
			c.data, c.short = nil, true
			return
		}
		if size > 0 {
			*s = make([]E, size)
		}
	}
	for i := range *s {
		each(&(*s)[i])
	}
}
