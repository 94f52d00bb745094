package source

import (
	"slices"
	"time"

	"budgetbook/generator/diag"
)

// Node is one value of a file with its place. [Decode] reads it; nothing else needs to.
type Node struct {
	kind kind
	made made // how a table or list came to be
	file *File
	name string  // its key in the table that holds it
	key  stretch // where that key stands; zero for the root and for elements of lists
	at   stretch // the value; for a table its header

	inner  []*Node          // the fields of a table in file order, the elements of a list
	byName map[string]*Node // the fields, where there are many

	value string // of a text
	num   int64
	raw   string // the source of a scalar that is no string, and of a text with escapes
}

// stretch is a place in the file of the node: bytes from, to. There are many nodes in a
// large book, and half of what they took was places.
type stretch struct{ from, to int32 }

func (f *File) spanOf(s stretch) diag.Span { return f.span(int(s.from), int(s.to)) }

func stretchOf(sp diag.Span) stretch { return stretch{int32(sp.Start), int32(sp.End)} } // a file has at most maxBytes

// span is where the value stands.
func (n *Node) span() diag.Span { return n.file.spanOf(n.at) }

// text is the value of a text.
func (n *Node) text() Text {
	t := Text{Value: n.value, Span: n.span()}
	if n.raw != "" {
		raw := n.raw // not the node: it goes when the file is decoded
		t.raw = &raw
	}
	return t
}

// kind is a TOML type.
type kind uint8

const (
	scalar kind = iota // not yet told apart: the decoder does that
	text
	integer
	float
	boolean
	datetime
	table
	list
)

// korean is the kind's name in messages.
func (k kind) korean() string {
	switch k {
	case text:
		return "글"
	case integer:
		return "정수"
	case float:
		return "소수"
	case boolean:
		return "참·거짓"
	case datetime:
		return "날짜"
	case table:
		return "표"
	case list:
		return "목록"
	}
	panic("source: node without a kind")
}

// object is korean with the particle of what is to be written.
func (k kind) object() string {
	switch k {
	case text:
		return "글을"
	case integer:
		return "정수를"
	case boolean:
		return "true나 false를"
	case table:
		return "표를"
	case list:
		return "목록을"
	}
	panic("source: no field takes this kind")
}

// made tells how a table or list was written, which decides whether it may be extended.
type made uint8

const (
	implied made = iota // by a longer header or dotted key
	header              // [a] or [[a]]
	inline              // a = { } or a = [ ]
)

// manyFields is from how many on the fields of a table are found through a map: 25 is the
// most that a table of ours has.
const manyFields = 32

// child is the field of that name, nil if there is none.
func (n *Node) child(name string) *Node {
	if n.byName != nil {
		return n.byName[name]
	}
	for _, f := range n.inner {
		if f.name == name {
			return f
		}
	}
	return nil
}

// add appends a field to a table.
func (n *Node) add(c *Node) *Node {
	n.inner = append(n.inner, c)
	switch {
	case n.byName != nil:
		n.byName[c.name] = c
	case len(n.inner) > manyFields:
		n.byName = make(map[string]*Node, 2*manyFields)
		for _, f := range n.inner {
			n.byName[f.name] = f
		}
	}
	return c
}

// place is where a message about the node points: its key if it has one.
func (n *Node) place() diag.Span {
	if n.key == (stretch{}) {
		return n.span()
	}
	return n.file.spanOf(n.key)
}

// fill takes the values of the decoder into the scanned tree. It reports false
// where the two disagree about shape or text.
func (n *Node) fill(value any) bool {
	switch v := value.(type) {
	case map[string]any:
		if n.kind != table || len(v) != len(n.inner) {
			return false
		}
		for _, f := range n.inner {
			inner, ok := v[f.name]
			if !ok || !f.fill(inner) {
				return false
			}
		}
		return true
	case []map[string]any:
		return n.kind == list && len(v) == len(n.inner) &&
			!slices.ContainsFunc(n.inner, func(i *Node) bool { return i.kind != table }) &&
			fillItems(n.inner, v)
	case []any:
		return n.kind == list && len(v) == len(n.inner) && fillItems(n.inner, v)
	case string:
		return n.kind == text && n.value == v
	}
	if n.kind != scalar {
		return false
	}
	switch v := value.(type) {
	case int64:
		n.kind, n.num = integer, v
	case float64:
		n.kind = float
	case bool:
		n.kind = boolean
		if v {
			n.num = 1
		}
	case time.Time:
		n.kind = datetime
	default:
		panic("source: the decoder gave a value of an unknown type")
	}
	return true
}

func fillItems[T any](items []*Node, values []T) bool {
	for i, item := range items {
		if !item.fill(values[i]) {
			return false
		}
	}
	return true
}
