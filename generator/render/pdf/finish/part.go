package finish

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

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

// A hole is its kind and one number, or two. Elements are counted from the one that was named
// last, at the beginning of an object from the object itself: so they mostly take one byte.
const (
	endHole     = iota // >> and the object ends; no number
	endListHole        // the same behind ]
	elementHole        // reference to an element of the part; the one before the first is that of the whole document
	nextHole           // the same behind a space
	pageHole           // /Pg with a reference to a page of the part
	linkHole           // reference to a link of the part
	idHole             // ID of an element of the part
	keyHole            // key of a page, or behind them of a link, in the parent tree
	xHole              // page, and 1/1000 pt from the left edge of its type area
)

// program is an object text with holes: bytes below ' ' are holes, those from firstPhrase
// on are phrases, and all between stand for themselves.
type program struct {
	text   []byte
	object int // that is being written, from 1; the first are the elements
	last   int // element that was named last
}

// A phrase is a byte that stands for what almost every element says. A part is a quarter as
// long by them, and all parts of a book lie in memory until it is written.
type phrase byte

const (
	kidsPhrase phrase = firstPhrase + iota
	idPhrase
	tablePhrase
	rowPhrase
	columnPhrase
	colSpanPhrase
	rowSpanPhrase
	headersPhrase
	endPhrase
	sayPhrase
	listPhrase
	kindPhrase // and behind it one for each of kinds
)

const firstPhrase = 0x80

// kinds are the elements that most of a book is made of.
var kinds = []display.Kind{display.Sect, display.H3, display.P, display.L, display.LI, display.Lbl, display.LBody,
	display.Table, display.TR, display.TH, display.TD, display.Span}

// phrases are what the bytes from firstPhrase on stand for.
var phrases = func() []string {
	out := make([]string, int(kindPhrase-firstPhrase)+len(kinds))
	for p, s := range map[phrase]string{
		kidsPhrase: "/K[", idPhrase: "/ID",
		tablePhrase: "/A<</O/Table", rowPhrase: "/Scope/Row", columnPhrase: "/Scope/Column", colSpanPhrase: "/ColSpan ",
		rowSpanPhrase: "/RowSpan ", headersPhrase: "/Headers[", endPhrase: ">>", sayPhrase: "/ActualText",
		listPhrase: "/A<</O/List/ListNumbering/None>>",
	} {
		out[p-firstPhrase] = s
	}
	for i, k := range kinds {
		out[int(kindPhrase-firstPhrase)+i] = begin(k)
	}
	return out
}()

// begin begins an element, up to its parent and without its type, which may be left out.
func begin(k display.Kind) string { return "<</S/" + string(k) + "/P " }

func (p *program) write(s string) { p.text = append(p.text, s...) }

func (p *program) say(what phrase) { p.text = append(p.text, byte(what)) }

// kind begins an element of a kind.
func (p *program) kind(k display.Kind) {
	if i := slices.Index(kinds, k); i >= 0 {
		p.say(kindPhrase + phrase(i))
		return
	}
	p.write(begin(k))
}

func (p *program) number(n int) { p.text = strconv.AppendInt(p.text, int64(n), 10) }

func (p *program) hole(kind byte, ns ...int) {
	p.text = append(p.text, kind)
	for _, n := range ns {
		p.text = binary.AppendVarint(p.text, int64(n))
	}
}

// end ends an object, by a hole of such a kind.
func (p *program) end(kind byte) {
	p.hole(kind)
	p.object++
	p.last = p.object
}

// name names an element, by a hole of such a kind.
func (p *program) name(kind byte, element int) {
	p.hole(kind, element-p.last)
	p.last = element
}

// kid is one child of an element.
type kid struct {
	slot int
	page int  // of a marked content or a link
	kind byte // elementHole, linkHole, or endHole for a marked content
	n    int
}

// NewPart compiles a painted part. contents are its pages as [paint.Painter.Pages] returned them, deflated.
func NewPart(p display.Part, contents []paint.Content, runes paint.Runes) *Part {
	// The names are a piece of the text that they were read from, which a large book must not keep.
	out := &Part{ID: strings.Clone(p.ID), Title: strings.Clone(p.Title), Headings: p.Headings, Runes: runes, Elements: len(p.Tree) - 1}
	for i, c := range contents {
		page := Page{Content: c.Operators}
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

// compiler is the room for compiling a part, used again for the next.
type compiler struct {
	out  program
	kids []kid
	ends []int // of the children of each element in kids
}

var compilers = sync.Pool{New: func() any { return &compiler{} }}

func compile(p display.Part, contents []paint.Content, named []int) []byte {
	c := compilers.Get().(*compiler)
	defer compilers.Put(c)
	c.sort(p, contents)
	c.out = program{text: c.out.text[:0], object: 1, last: 1}
	for n := 1; n < len(p.Tree); n++ {
		_, id := slices.BinarySearch(named, n)
		c.out.element(p, n, id, c.kids[c.ends[n-1]:c.ends[n]])
	}
	c.out.leaf(p, contents)
	c.out.names(named)
	return bytes.Clone(c.out.text)
}

// sort sorts the children of all elements by element, and those of each into reading order.
func (c *compiler) sort(p display.Part, contents []paint.Content) {
	visit := func(f func(parent int, k kid)) {
		for n := 1; n < len(p.Tree); n++ {
			f(p.Tree[n].Parent, kid{slot: p.Tree[n].Slot, kind: elementHole, n: n})
		}
		links := 0
		for page, c := range contents {
			for mcid, m := range c.Marks {
				f(m.Node, kid{m.Slot, page, endHole, mcid})
			}
			for _, op := range p.Pages[page].Ops {
				if l, ok := op.(display.Link); ok {
					f(l.Mark.Node, kid{math.MaxInt, page, linkHole, links}) // behind the text that it covers
					links++
				}
			}
		}
	}
	next := slices.Grow(c.ends[:0], len(p.Tree)+1)[:len(p.Tree)+1] // where the next child of each stands; the top's come first
	clear(next)
	visit(func(parent int, _ kid) { next[parent+1]++ })
	for n := range p.Tree {
		next[n+1] += next[n]
	}
	c.kids = slices.Grow(c.kids[:0], next[len(p.Tree)])[:next[len(p.Tree)]]
	visit(func(parent int, k kid) {
		c.kids[next[parent]] = k
		next[parent]++
	})
	for n := 1; n < len(p.Tree); n++ {
		own := c.kids[next[n-1]:next[n]]
		if !slices.IsSortedFunc(own, kid.compare) { // most often they are
			slices.SortStableFunc(own, kid.compare)
		}
	}
	c.ends = next
}

// compare tells which of two children of an element is read first.
func (k kid) compare(l kid) int {
	return cmp.Or(cmp.Compare(k.slot, l.slot), cmp.Compare(k.page, l.page))
}

// element writes the dictionary of a structure element.
func (p *program) element(part display.Part, index int, id bool, kids []kid) {
	n := &part.Tree[index]
	p.kind(n.Kind)
	p.name(elementHole, n.Parent)
	if id {
		p.say(idPhrase)
		p.name(idHole, index)
	}
	if n.Title != "" {
		p.write("/T" + textString(n.Title))
	}
	if n.Say != "" {
		p.say(sayPhrase)
		p.write(textString(n.Say))
	}
	if n.Alt != "" {
		p.write("/Alt" + textString(n.Alt))
	}
	p.attributes(part, index)
	own := -1 // the page whose contents are given by their number alone
	for _, k := range kids {
		if k.kind == endHole {
			own = k.page
			p.hole(pageHole, own)
			break
		}
	}
	if len(kids) > 0 {
		p.say(kidsPhrase)
		for i, k := range kids {
			p.kid(k, own, i > 0)
		}
		p.end(endListHole)
	} else {
		p.end(endHole)
	}
}

func (p *program) kid(k kid, own int, space bool) {
	if k.kind == elementHole {
		p.name(after(space), k.n)
		return
	}
	if space {
		p.write(" ")
	}
	switch {
	case k.kind == linkHole:
		p.write("<</Type/OBJR")
		p.hole(pageHole, k.page)
		p.write("/Obj ")
		p.hole(linkHole, k.n)
		p.say(endPhrase)
	case k.page == own:
		p.number(k.n)
	default:
		p.write("<</Type/MCR")
		p.hole(pageHole, k.page)
		p.write("/MCID ")
		p.number(k.n)
		p.say(endPhrase)
	}
}

// after is the hole for an element, behind a space or not.
func after(space bool) byte {
	if space {
		return nextHole
	}
	return elementHole
}

// attributes writes what an element says beside its text.
func (p *program) attributes(part display.Part, index int) {
	n := &part.Tree[index]
	switch {
	case n.Scope != "" || n.ColSpan > 1 || n.RowSpan > 1 || len(n.Heads) > 0:
		p.say(tablePhrase)
		switch n.Scope {
		case "":
		case "Row":
			p.say(rowPhrase)
		case "Column":
			p.say(columnPhrase)
		default:
			panic("finish: unknown scope " + n.Scope)
		}
		if n.ColSpan > 1 {
			p.say(colSpanPhrase)
			p.number(n.ColSpan)
		}
		if n.RowSpan > 1 {
			p.say(rowSpanPhrase)
			p.number(n.RowSpan)
		}
		if len(n.Heads) > 0 {
			p.say(headersPhrase)
			for _, h := range n.Heads {
				p.name(idHole, h)
			}
			p.write("]")
		}
		p.say(endPhrase)
	case n.Kind == display.L:
		p.say(listPhrase)
	case n.Kind == display.Figure:
		page, box := figureBox(part, index)
		p.write("/A<</O/Layout/Placement/Block/BBox[")
		p.hole(xHole, page, int(box.X))
		p.write(" " + up(box.Y+box.H).String() + " ")
		p.hole(xHole, page, int(box.X+box.W))
		p.write(" " + up(box.Y).String() + "]>>")
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
	p.write("<</Limits[")
	p.hole(keyHole, 0)
	p.write(" ")
	p.hole(keyHole, keys-1)
	p.write("]/Nums[")
	for i, c := range contents {
		p.hole(keyHole, i)
		p.write("[")
		for j, m := range c.Marks {
			p.name(after(j > 0), m.Node)
		}
		p.write("]")
	}
	key := len(contents)
	for page := range contents {
		for _, op := range part.Pages[page].Ops {
			if l, ok := op.(display.Link); ok {
				p.write(" ")
				p.hole(keyHole, key)
				p.name(nextHole, l.Mark.Node)
				key++
			}
		}
	}
	p.end(endListHole)
}

// names leads from IDs to their elements. They are in order, since those of elements are.
func (p *program) names(named []int) {
	if len(named) == 0 {
		return
	}
	p.write("<</Limits[")
	p.name(idHole, named[0])
	p.name(idHole, named[len(named)-1])
	p.write("]/Names[")
	for _, n := range named {
		p.name(idHole, n)
		p.name(elementHole, n)
	}
	p.end(endListHole)
}
