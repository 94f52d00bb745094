// Package display is a laid-out document as data: pages of drawing operations and,
// beside them, the tree of what the operations mean. Layout makes it, paint and finish
// read it, nobody changes it. It knows no PDF library.
//
// Every text run says which node of the tree it belongs to and its slot in reading
// order; what carries no meaning (rules, bands, running heads, repeated table heads,
// page numbers) is an artifact.
package display

import "budgetbook/generator/font"

// Length is a distance in 1/1000 pt. Places are measured from the upper left corner
// of the page, downwards.
type Length int64

// A4, the only page there is: 595.28 x 841.89 pt.
const (
	PageWidth  Length = 595280
	PageHeight Length = 841890
)

// Rect is an area of a page.
type Rect struct{ X, Y, W, H Length }

// Union is the least area that holds both. An area without width and height holds nothing.
func (r Rect) Union(s Rect) Rect {
	switch {
	case r.W == 0 && r.H == 0:
		return s
	case s.W == 0 && s.H == 0:
		return r
	}
	x, y := min(r.X, s.X), min(r.Y, s.Y)
	return Rect{x, y, max(r.X+r.W, s.X+s.W) - x, max(r.Y+r.H, s.Y+s.H) - y}
}

// Color is 0xRRGGBB.
type Color uint32

// Document is everything of one file.
type Document struct {
	Parts []Part
}

// Part is a stretch of pages with a structure of its own: cover, guide, contents, a sheet.
type Part struct {
	ID       string // target of links; "" if nothing leads here
	Title    string
	Tree     Tree
	Pages    []Page
	Headings []Heading // its sections, for bookmarks
}

// Heading is a place that a bookmark can lead to.
type Heading struct {
	Text string
	Page int // index in Part.Pages
	Y    Length
}

// Page is one page; operations are painted in order.
type Page struct {
	Ops []Op
}

// Op is one of [Text], [Rule], [Fill], [Link].
type Op interface{ op() }

// Text is a run of one face, size and colour. X and Y are the start of its baseline.
type Text struct {
	X, Y  Length
	W     Length // advance of the run without spaces at its end
	Face  font.Face
	Size  int // 1/100 pt
	Color Color
	S     string
	Mark  Mark
}

// Rule is a horizontal or vertical line. Dots makes it a line of dots.
type Rule struct {
	X1, Y1, X2, Y2 Length
	Width          Length
	Color          Color
	Dots           Length // distance between dots, 0 for a solid line
	Mark           Mark   // an artifact, unless it is part of a Figure
}

// Fill is a coloured area.
type Fill struct {
	Rect
	Color Color
	Mark  Mark // an artifact, unless it is part of a Figure
}

// Link is an area that leads to the part with the ID Target.
type Link struct {
	Rect
	Target string
	Label  string // what a screen reader says
	Mark   Mark   // node: the Link element
}

func (Text) op() {}
func (Rule) op() {}
func (Fill) op() {}
func (Link) op() {}

// Area is where an operation paints, and its mark.
func Area(op Op) (Rect, Mark) {
	switch op := op.(type) {
	case Text:
		em := Length(op.Size) * 10
		return Rect{op.X, op.Y - em, op.W, em * 5 / 4}, op.Mark
	case Rule:
		half := op.Width / 2
		x, y := min(op.X1, op.X2), min(op.Y1, op.Y2)
		return Rect{x - half, y - half, max(op.X1, op.X2) - x + op.Width, max(op.Y1, op.Y2) - y + op.Width}, op.Mark
	case Fill:
		return op.Rect, op.Mark
	case Link:
		return op.Rect, op.Mark
	default:
		panic("display: unknown operation")
	}
}

// Mark ties an operation to the structure. Node 0 is an artifact.
type Mark struct {
	Node int // index in the part's Tree
	Slot int // reading order within the part
}

// Artifact is the mark of what carries no meaning.
var Artifact = Mark{}

// Kind is a standard structure type of PDF.
type Kind string

const (
	Sect  Kind = "Sect"
	H1    Kind = "H1"
	H2    Kind = "H2"
	H3    Kind = "H3"
	P     Kind = "P"
	L     Kind = "L"
	LI    Kind = "LI"
	Lbl   Kind = "Lbl"
	LBody Kind = "LBody"
	Table Kind = "Table"
	TR    Kind = "TR"
	TH    Kind = "TH"
	TD    Kind = "TD"
	TOC   Kind = "TOC"
	TOCI  Kind = "TOCI"
	Ref   Kind = "Link"
	Span  Kind = "Span"

	// Figure is a drawing. Its operations share one mark, so that they are painted in the
	// order in which they were drawn.
	Figure Kind = "Figure"
)

// Node is an element of the structure tree.
type Node struct {
	Kind    Kind
	Parent  int // index in the Tree; 0 for the topmost element
	Slot    int // place among the kids and texts of its parent
	Scope   string
	ColSpan int    // over 1, else 0
	RowSpan int    // over 1, else 0
	Heads   []int  // of a TD: the THs that head it, where their scope alone does not tell
	Title   string // of a Sect or Table
	Say     string // what is said in place of the text, "" to say the text
	Alt     string // of a Figure: what it shows, in words
}

// Tree holds the nodes in reading order. Index 0 stays unused: it means artifact.
type Tree []Node
