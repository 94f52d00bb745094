package finish

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"budgetbook/generator/render/pdf/display"
	"budgetbook/generator/render/pdf/paint"
)

// structure writes the tag tree and the annotations that belong to it.
type structure struct {
	file  *file
	pages []int // object numbers
	marks [][]paint.Content
	links []link
}

// link is an annotation on its way: key is its entry in the parent tree.
type link struct {
	object, key, page int
	part, node        int
}

// kid is one child of an element: an element, a marked content or an annotation.
type kid struct {
	slot, page int
	text       string
}

// annotations writes the links of all pages and returns the objects of each page.
func (s *structure) annotations(d *display.Document) [][]int {
	start := map[string]int{}
	page := 0
	for _, part := range d.Parts {
		if part.ID != "" {
			start[part.ID] = page
		}
		page += len(part.Pages)
	}
	out := make([][]int, len(s.pages))
	page = 0
	for i, part := range d.Parts {
		for _, p := range part.Pages {
			for _, op := range p.Ops {
				l, ok := op.(display.Link)
				if !ok {
					continue
				}
				target, ok := start[l.Target]
				if !ok {
					panic("finish: link to unknown part " + l.Target)
				}
				key := len(s.pages) + len(s.links)
				n := s.file.add(fmt.Sprintf("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%s %s %s %s]/Dest[%d 0 R/XYZ 0 %s null]/Contents%s/StructParent %d>>",
					l.X, up(l.Y+l.H), l.X+l.W, up(l.Y), s.pages[target], up(0), textString(l.Label), key))
				s.links = append(s.links, link{object: n, key: key, page: page, part: i, node: l.Mark.Node})
				out[page] = append(out[page], n)
			}
			page++
		}
	}
	return out
}

// build writes the structure tree and returns its root.
func (s *structure) build(d *display.Document) int {
	root, document := s.file.reserve(), s.file.reserve()
	elements := make([][]int, len(d.Parts)) // object of each node of each part
	for i, part := range d.Parts {
		elements[i] = make([]int, len(part.Tree))
		for n := 1; n < len(part.Tree); n++ {
			elements[i][n] = s.file.reserve()
		}
	}
	kids := s.kids(d, elements)
	var top []int
	for i, part := range d.Parts {
		for n := 1; n < len(part.Tree); n++ {
			parent := document
			if p := part.Tree[n].Parent; p > 0 {
				parent = elements[i][p]
			} else {
				top = append(top, elements[i][n])
			}
			e := element(part.Tree[n], parent, kids[i][n])
			if part.Tree[n].Kind == display.Figure {
				e = string(appendEntries([]byte(e), figureBox(part, n)))
			}
			s.file.set(elements[i][n], e)
		}
	}
	s.file.set(document, fmt.Sprintf("<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>", root, refs(top)))
	s.file.set(root, fmt.Sprintf("<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>",
		document, s.parentTree(elements), len(s.pages)+len(s.links)))
	return root
}

// kids lists the children of every element in reading order.
func (s *structure) kids(d *display.Document, elements [][]int) [][][]kid {
	out := make([][][]kid, len(d.Parts))
	for i, part := range d.Parts {
		out[i] = make([][]kid, len(part.Tree))
		for n := 1; n < len(part.Tree); n++ {
			if p := part.Tree[n].Parent; p > 0 {
				out[i][p] = append(out[i][p], kid{slot: part.Tree[n].Slot, text: fmt.Sprintf("%d 0 R", elements[i][n])})
			}
		}
	}
	for page, contents := range s.marks {
		for mcid, c := range contents {
			out[c.Part][c.Mark.Node] = append(out[c.Part][c.Mark.Node], kid{c.Mark.Slot, page,
				fmt.Sprintf("<</Type/MCR/Pg %d 0 R/MCID %d>>", s.pages[page], mcid)})
		}
	}
	const behind = 1 << 30 // an annotation follows the text that it covers
	for _, l := range s.links {
		out[l.part][l.node] = append(out[l.part][l.node], kid{behind, l.page,
			fmt.Sprintf("<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>", s.pages[l.page], l.object)})
	}
	for i := range out {
		for _, ks := range out[i] {
			slices.SortStableFunc(ks, func(a, b kid) int {
				return cmp.Or(cmp.Compare(a.slot, b.slot), cmp.Compare(a.page, b.page))
			})
		}
	}
	return out
}

// element is the dictionary of a structure element.
func element(n display.Node, parent int, kids []kid) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type/StructElem/S/%s/P %d 0 R", n.Kind, parent)
	if n.Title != "" {
		b.WriteString("/T" + textString(n.Title))
	}
	if n.Say != "" {
		b.WriteString("/ActualText" + textString(n.Say))
	}
	if n.Alt != "" {
		b.WriteString("/Alt" + textString(n.Alt))
	}
	if n.Scope != "" || n.ColSpan > 1 || n.RowSpan > 1 {
		b.WriteString("/A<</O/Table")
		if n.Scope != "" {
			b.WriteString("/Scope/" + n.Scope)
		}
		if n.ColSpan > 1 {
			fmt.Fprintf(&b, "/ColSpan %d", n.ColSpan)
		}
		if n.RowSpan > 1 {
			fmt.Fprintf(&b, "/RowSpan %d", n.RowSpan)
		}
		b.WriteString(">>")
	}
	if n.Kind == display.L {
		b.WriteString("/A<</O/List/ListNumbering/None>>")
	}
	if len(kids) > 0 {
		b.WriteString("/K[")
		for i, k := range kids {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(k.text)
		}
		b.WriteString("]")
	}
	b.WriteString(">>")
	return b.String()
}

// figureBox says where a figure stands on its page.
func figureBox(part display.Part, figure int) string {
	var box display.Rect
	for _, page := range part.Pages {
		for _, op := range page.Ops {
			if area, mark := display.Area(op); mark.Node == figure {
				box = box.Union(area)
			}
		}
	}
	return fmt.Sprintf("/A<</O/Layout/Placement/Block/BBox[%s %s %s %s]>>", box.X, up(box.Y+box.H), box.X+box.W, up(box.Y))
}

// perLeaf is how many pages one leaf of the parent tree holds.
const perLeaf = 32

// parentTree leads from marked contents and annotations back to their elements.
func (s *structure) parentTree(elements [][]int) int {
	var leaves []int
	var entries []string
	first := 0
	flush := func(next int) {
		if len(entries) > 0 {
			leaves = append(leaves, s.file.add(fmt.Sprintf("<</Limits[%d %d]/Nums[%s]>>", first, next-1, strings.Join(entries, " "))))
		}
		entries, first = nil, next
	}
	key := 0
	for _, contents := range s.marks {
		owners := make([]int, len(contents))
		for i, c := range contents {
			owners[i] = elements[c.Part][c.Mark.Node]
		}
		entries = append(entries, fmt.Sprintf("%d[%s]", key, refs(owners)))
		if key++; len(entries) == perLeaf {
			flush(key)
		}
	}
	for _, l := range s.links {
		entries = append(entries, fmt.Sprintf("%d %d 0 R", key, elements[l.part][l.node]))
		if key++; len(entries) == perLeaf {
			flush(key)
		}
	}
	flush(key)
	return s.file.add("<</Kids[" + refs(leaves) + "]>>")
}
