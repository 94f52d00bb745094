package finish

import (
	"encoding/binary"

	"budgetbook/generator/render/pdf/display"
	"budgetbook/generator/render/pdf/paint"
)

// Chapter is a part in its place in a file.
type Chapter struct {
	*Part
	Left    []display.Length // of each page: the left edge of its type area
	Over    []byte           // operators over every page, deflated: running head and foot; nil for none
	Numbers [][]byte         // operators over each page, as they are: its number; nil for none
	Runes   paint.Runes      // what these two show
}

// placed is a chapter with the numbers of its objects.
type placed struct {
	Chapter
	document           int // element of the whole file
	element, leaf      int
	names              int // leaf of the IDs, 0 for none
	node, page, link   int // node: of the page tree
	over, body, number int // streams
	key                int // of the first page in the parent tree
	links              int // how many
	batch              *batch
}

// place gives a chapter its numbers.
func (f *file) place(c Chapter, document, key int) *placed {
	links := 0
	for _, p := range c.Pages {
		links += len(p.Links)
	}
	pages := len(c.Pages)
	n := c.Elements + 1 + 1 + pages + links
	if c.Named {
		n++
	}
	p := &placed{Chapter: c, document: document, key: key, links: links, element: f.reserve(n), batch: f.batch(n)}
	p.leaf = p.element + c.Elements
	p.node = p.leaf + 1
	if c.Named {
		p.names = p.leaf + 1
		p.node++
	}
	p.page = p.node + 1
	p.link = p.page + pages
	p.body = f.reserve(pages)
	if c.Over != nil {
		p.over = f.reserve(1)
	}
	if c.Numbers != nil {
		p.number = f.reserve(pages)
	}
	return p
}

// nextKey is the key of the chapter behind it in the parent tree.
func (p *placed) nextKey() int { return p.key + len(p.Pages) + p.links }

// around are the streams that all pages share.
type around struct {
	shift   map[display.Length]int // moves the type area to its left edge
	restore int
}

// build makes the objects of the chapter. start is the first page of each chapter by its ID.
func (p *placed) build(pages int, shared around, start map[string]int, form Form) {
	b := p.batch
	b.begin()
	p.expand(b)

	b.text = append(b.text, "<</Type/Pages/Parent "...)
	b.text = appendRef(b.text, pages)
	b.text = append(b.text, "/Count "+itoa(len(p.Pages))+"/Kids["...)
	for i := range p.Pages {
		b.text = append(appendRef(b.text, p.page+i), ' ')
	}
	b.text = append(b.text, "]>>"...)
	b.end(p.node)

	link := 0
	for i, page := range p.Pages {
		b.text = append(b.text, "<</Type/Page/Parent "...)
		b.text = appendRef(b.text, p.node)
		b.text = append(b.text, "/Contents["...)
		b.text = append(appendRef(b.text, shared.shift[p.Left[i]]), ' ')
		b.text = append(appendRef(b.text, p.body+i), ' ')
		if p.over > 0 {
			b.text = append(appendRef(b.text, p.over), ' ')
		}
		if p.number > 0 {
			b.text = append(appendRef(b.text, p.number+i), ' ')
		}
		b.text = appendRef(b.text, shared.restore)
		b.text = append(b.text, "]/Tabs/S/StructParents "+itoa(p.key+i)...)
		if len(page.Links) > 0 {
			b.text = append(b.text, "/Annots["...)
			for range page.Links {
				b.text = append(appendRef(b.text, p.link+link), ' ')
				link++
			}
			b.text = append(b.text, ']')
		}
		b.text = append(b.text, ">>"...)
		b.end(p.page + i)
	}

	link = 0
	for i, page := range p.Pages {
		for _, l := range page.Links {
			target, ok := start[l.Target]
			if !ok {
				panic("finish: link to unknown part " + l.Target)
			}
			x := l.X + p.Left[i]
			b.add(p.link+link, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect["+
				x.String()+" "+up(l.Y+l.H).String()+" "+(x+l.W).String()+" "+up(l.Y).String()+
				"]/Dest["+ref(target)+"/XYZ 0 "+up(0).String()+" null]/Contents"+textString(l.Label)+
				"/StructParent "+itoa(p.key+len(p.Pages)+link)+">>")
			link++
		}
	}
	if form == Packed {
		b.pack()
	}
}

// expand fills the holes of the structure.
func (p *placed) expand(b *batch) {
	out, object := b.text, p.element
	src, last := p.Structure, object // last: the element that was named last
	next := func() int {
		n, size := binary.Varint(src)
		src = src[size:]
		return int(n)
	}
	for len(src) > 0 {
		i := 0
		for i < len(src) && src[i] >= ' ' && src[i] < firstPhrase {
			i++
		}
		out = append(out, src[:i]...)
		if src = src[i:]; len(src) == 0 {
			break
		}
		code := src[0]
		src = src[1:]
		if code >= firstPhrase {
			out = append(out, phrases[code-firstPhrase]...)
			continue
		}
		switch code {
		case endHole, endListHole:
			if code == endListHole {
				out = append(out, ']')
			}
			b.text = append(out, ">>"...)
			b.end(object)
			out = b.text
			object++
			last = object
		case elementHole, nextHole:
			if code == nextHole {
				out = append(out, ' ')
			}
			if last += next(); last >= p.element {
				out = appendRef(out, last)
			} else {
				out = appendRef(out, p.document)
			}
		case pageHole:
			out = appendRef(append(out, "/Pg "...), p.page+next())
		case linkHole:
			out = appendRef(out, p.link+next())
		case idHole:
			last += next()
			out = appendID(out, last)
		case keyHole:
			out = append(out, itoa(p.key+next())...)
		case xHole:
			page := next()
			out = append(out, (p.Left[page] + display.Length(next())).String()...)
		}
	}
}

// appendID writes the ID of an element: its object number with so many digits that IDs
// sort as numbers do.
func appendID(b []byte, n int) []byte {
	const zeros = "(00000000"
	digits := itoa(n)
	return append(append(append(b, zeros[:len(zeros)-len(digits)]...), digits...), ')')
}

// write writes the streams and objects of the chapter.
func (p *placed) write(f *file) {
	for i, page := range p.Pages {
		f.stream(p.body+i, "/Filter/FlateDecode", page.Content)
		if p.number > 0 {
			f.stream(p.number+i, "", p.Numbers[i])
		}
	}
	if p.over > 0 {
		f.stream(p.over, "/Filter/FlateDecode", p.Over)
	}
	f.writeBatch(p.batch)
}
