package finish

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"strconv"

	"budgetbook/generator/render/pdf/display"
	"budgetbook/generator/render/pdf/paint"
)

// Part is a painted chapter, ready to be put into a file: plain data in which nothing
// depends on its place in the file. Objects of the file are named by holes.
type Part struct {
	ID, Title string
	Pages     []Page
	Headings  []display.Heading
	Runes     paint.Runes
	Elements  int    // objects of the structure tree
	Named     bool   // some of them have an ID
	Structure []byte // these objects and behind them the leaves of the parent tree and of the IDs, if there are any, with holes
}

// Page is a page of a part.
type Page struct {
	Content []byte // operators, deflated; x is relative to the type area
	Links   []display.Link
}

// Size is how much memory it takes, in bytes, nearly.
func (p *Part) Size() (n int) {
	for i := range p.Pages {
		n += len(p.Pages[i].Content)
	}
	return n + len(p.Structure)
}

// Outline is what has to be known of a part to find its place in a book, without what it says.
func (p *Part) Outline() *Part {
	return &Part{ID: p.ID, Title: p.Title, Pages: make([]Page, len(p.Pages))}
}

// Whole reports whether a part is more than an outline.
func (p *Part) Whole() bool { return p.Structure != nil }

// A hole is its kind and one number, or two.
const (
	endHole     = iota // the object ends; no number
	elementHole        // reference to an element of the part; 0: to that of the whole document
	pageHole           // reference to a page of the part
	linkHole           // reference to a link of the part
	idHole             // ID of an element of the part
	keyHole            // key of a page, or behind them of a link, in the parent tree
	xHole              // page, and 1/1000 pt from the left edge of its type area
)

// program is an object text with holes: bytes below ' ' are holes, those from firstPhrase
// on stand for phrases, and all between for themselves.
type program []byte

// firstPhrase is the byte of phrases[0].
const firstPhrase = 0x80

// phrases are what almost every element says. A part is a quarter as long by them, and all
// parts of a book lie in memory until it is written.
var phrases = []string{"/P ", "/Pg ", "/K[", "]>>", "/ID", "/A<</O/Table", "/Scope/Row", "/Scope/Column", "/ColSpan ", "/RowSpan ", "/Headers[", ">>",
	"<</S/Sect", "<</S/H3", "<</S/P", "<</S/L", "<</S/LI", "<</S/Lbl", "<</S/LBody", "<</S/Table", "<</S/TR", "<</S/TH", "<</S/TD", "<</S/Span",
	"/ActualText", "/A<</O/List/ListNumbering/None>>"}

var phraseOf = func() map[string]byte {
	codes := map[string]byte{}
	for i, s := range phrases {
		codes[s] = byte(firstPhrase + i)
	}
	return codes
}()

func (p *program) text(s string) {
	if code, ok := phraseOf[s]; ok {
		*p = append(*p, code)
		return
	}
	*p = append(*p, s...)
}

func (p *program) number(n int) { *p = strconv.AppendInt(*p, int64(n), 10) }

func (p *program) hole(kind byte, ns ...int) {
	*p = append(*p, kind)
	for _, n := range ns {
		*p = binary.AppendVarint(*p, int64(n))
	}
}

// kid is one child of an element.
type kid struct {
	parent, slot int
	page         int  // of a marked content or a link
	kind         byte // elementHole, linkHole, or endHole for a marked content
	n            int
}

// NewPart compiles a painted part. contents are its pages as [paint.Painter.Pages] returned them.
func NewPart(p display.Part, contents []paint.Content, runes paint.Runes) *Part {
	out := &Part{ID: p.ID, Title: p.Title, Headings: p.Headings, Runes: runes, Elements: len(p.Tree) - 1}
	for i, c := range contents {
		page := Page{Content: paint.Deflate(c.Operators)}
		for _, op := range p.Pages[i].Ops {
			if l, ok := op.(display.Link); ok {
				page.Links = append(page.Links, l)
			}
		}
		out.Pages = append(out.Pages, page)
	}
	named := headsIn(p.Tree)
	out.Named = len(named) > 0
	out.Structure = compile(p, contents, named)
	return out
}

// headsIn lists the elements that head a cell, in order.
func headsIn(tree display.Tree) (out []int) {
	for _, n := range tree {
		out = append(out, n.Heads...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func compile(p display.Part, contents []paint.Content, named []int) []byte {
	kids := kidsOf(p, contents)
	out := make(program, 0, 24*len(p.Tree))
	for n := 1; n < len(p.Tree); n++ {
		own := 0
		for own < len(kids) && kids[own].parent == n {
			own++
		}
		_, id := slices.BinarySearch(named, n)
		out.element(p, n, id, kids[:own])
		kids = kids[own:]
	}
	out.leaf(p, contents)
	out.names(named)
	return bytes.Clone(out) // without the room that it did not need
}

// kidsOf lists the children of all elements, by element and in reading order.
func kidsOf(p display.Part, contents []paint.Content) []kid {
	n := len(p.Tree)
	for _, c := range contents {
		n += len(c.Marks)
	}
	kids := make([]kid, 0, n)
	for n := 1; n < len(p.Tree); n++ {
		if parent := p.Tree[n].Parent; parent > 0 {
			kids = append(kids, kid{parent: parent, slot: p.Tree[n].Slot, kind: elementHole, n: n})
		}
	}
	links := 0
	const behind = 1 << 30 // an annotation follows the text that it covers
	for page, c := range contents {
		for mcid, m := range c.Marks {
			kids = append(kids, kid{m.Node, m.Slot, page, endHole, mcid})
		}
		for _, op := range p.Pages[page].Ops {
			if l, ok := op.(display.Link); ok {
				kids = append(kids, kid{l.Mark.Node, behind, page, linkHole, links})
				links++
			}
		}
	}
	slices.SortStableFunc(kids, func(a, b kid) int {
		return cmp.Or(cmp.Compare(a.parent, b.parent), cmp.Compare(a.slot, b.slot), cmp.Compare(a.page, b.page))
	})
	return kids
}

// element writes the dictionary of a structure element.
func (p *program) element(part display.Part, index int, id bool, kids []kid) {
	n := &part.Tree[index]
	p.text("<</S/" + string(n.Kind)) // without the type, which may be left out
	p.text("/P ")
	p.hole(elementHole, n.Parent)
	if id {
		p.text("/ID")
		p.hole(idHole, index)
	}
	if n.Title != "" {
		p.text("/T" + textString(n.Title))
	}
	if n.Say != "" {
		p.text("/ActualText")
		p.text(textString(n.Say))
	}
	if n.Alt != "" {
		p.text("/Alt" + textString(n.Alt))
	}
	p.attributes(part, index)
	own := -1 // the page whose contents are given by their number alone
	for _, k := range kids {
		if k.kind == endHole {
			own = k.page
			p.text("/Pg ")
			p.hole(pageHole, own)
			break
		}
	}
	if len(kids) > 0 {
		p.text("/K[")
		for i, k := range kids {
			p.kid(k, own, i > 0)
		}
		p.text("]>>")
	} else {
		p.text(">>")
	}
	p.hole(endHole)
}

func (p *program) kid(k kid, own int, space bool) {
	if space {
		p.text(" ")
	}
	switch {
	case k.kind == elementHole:
		p.hole(elementHole, k.n)
	case k.kind == linkHole:
		p.text("<</Type/OBJR/Pg ")
		p.hole(pageHole, k.page)
		p.text("/Obj ")
		p.hole(linkHole, k.n)
		p.text(">>")
	case k.page == own:
		p.number(k.n)
	default:
		p.text("<</Type/MCR/Pg ")
		p.hole(pageHole, k.page)
		p.text("/MCID ")
		p.number(k.n)
		p.text(">>")
	}
}

// attributes writes what an element says beside its text.
func (p *program) attributes(part display.Part, index int) {
	n := &part.Tree[index]
	switch {
	case n.Scope != "" || n.ColSpan > 1 || n.RowSpan > 1 || len(n.Heads) > 0:
		p.text("/A<</O/Table")
		if n.Scope != "" {
			p.text("/Scope/" + n.Scope)
		}
		if n.ColSpan > 1 {
			p.text("/ColSpan ")
			p.number(n.ColSpan)
		}
		if n.RowSpan > 1 {
			p.text("/RowSpan ")
			p.number(n.RowSpan)
		}
		if len(n.Heads) > 0 {
			p.text("/Headers[")
			for _, h := range n.Heads {
				p.hole(idHole, h)
			}
			p.text("]")
		}
		p.text(">>")
	case n.Kind == display.L:
		p.text("/A<</O/List/ListNumbering/None>>")
	case n.Kind == display.Figure:
		page, box := figureBox(part, index)
		p.text("/A<</O/Layout/Placement/Block/BBox[")
		p.hole(xHole, page, int(box.X))
		p.text(" " + up(box.Y+box.H).String() + " ")
		p.hole(xHole, page, int(box.X+box.W))
		p.text(" " + up(box.Y).String() + "]>>")
	}
}

// figureBox says where a figure stands, and on which page.
func figureBox(part display.Part, figure int) (on int, box display.Rect) {
	for i, page := range part.Pages {
		for _, op := range page.Ops {
			if area, mark := display.Area(op); mark.Node == figure {
				on, box = i, box.Union(area)
			}
		}
	}
	return on, box
}

// leaf leads from the part's marked contents and links back to their elements.
func (p *program) leaf(part display.Part, contents []paint.Content) {
	keys := len(contents)
	for page := range contents {
		for _, op := range part.Pages[page].Ops {
			if _, ok := op.(display.Link); ok {
				keys++
			}
		}
	}
	p.text("<</Limits[")
	p.hole(keyHole, 0)
	p.text(" ")
	p.hole(keyHole, keys-1)
	p.text("]/Nums[")
	for i, c := range contents {
		p.hole(keyHole, i)
		p.text("[")
		for j, m := range c.Marks {
			if j > 0 {
				p.text(" ")
			}
			p.hole(elementHole, m.Node)
		}
		p.text("]")
	}
	key := len(contents)
	for page := range contents {
		for _, op := range part.Pages[page].Ops {
			if l, ok := op.(display.Link); ok {
				p.text(" ")
				p.hole(keyHole, key)
				p.text(" ")
				p.hole(elementHole, l.Mark.Node)
				key++
			}
		}
	}
	p.text("]>>")
	p.hole(endHole)
}

// names leads from IDs to their elements. They are in order, since those of elements are.
func (p *program) names(named []int) {
	if len(named) == 0 {
		return
	}
	p.text("<</Limits[")
	p.hole(idHole, named[0])
	p.hole(idHole, named[len(named)-1])
	p.text("]/Names[")
	for _, n := range named {
		p.hole(idHole, n)
		p.hole(elementHole, n)
	}
	p.text("]>>")
	p.hole(endHole)
}
