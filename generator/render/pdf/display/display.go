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

// Rule is a horizontal or vertical line; an artifact. Dots makes it a line of dots.
type Rule struct {
	X1, Y1, X2, Y2 Length
	Width          Length
	Color          Color
	Dots           Length // distance between dots, 0 for a solid line
}

// Fill is a coloured area; an artifact.
type Fill struct {
	Rect
	Color Color
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
)

// Node is an element of the structure tree.
type Node struct {
	Kind    Kind
	Parent  int // index in the Tree; 0 for the topmost element
	Slot    int // place among the kids and texts of its parent
	Scope   string
	ColSpan int    // over 1, else 0
	RowSpan int    // over 1, else 0
	Title   string // of a Sect or Table
	Say     string // what is said in place of the text, "" to say the text
}

// Tree holds the nodes in reading order. Index 0 stays unused: it means artifact.
type Tree []Node
