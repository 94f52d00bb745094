package display

import (
	"fmt"
	"strings"

	"budgetbook/generator/font"
)

// Dump prints the document as text, for goldens: each page's operations in order of
// painting, lengths in points, and the structure tree.
func Dump(d *Document) string {
	var b strings.Builder
	for i := range d.Parts {
		p := &d.Parts[i]
		fmt.Fprintf(&b, "part %q %s\n", p.ID, p.Title)
		for n := range p.Pages {
			fmt.Fprintf(&b, "  page %d\n", n+1)
			for _, op := range p.Pages[n].Ops {
				fmt.Fprintf(&b, "    %s\n", dumpOp(op, p.Tree))
			}
		}
		b.WriteString("  tree\n")
		depth := make([]int, len(p.Tree))
		for n, node := range p.Tree[min(1, len(p.Tree)):] {
			n++
			if node.Parent > 0 {
				depth[n] = depth[node.Parent] + 1
			}
			fmt.Fprintf(&b, "    %s%d %s%s\n", strings.Repeat("  ", depth[n]), n, node.Kind, attributes(node))
		}
	}
	return b.String()
}

func attributes(n Node) string {
	var b strings.Builder
	if n.Scope != "" {
		b.WriteString(" " + n.Scope)
	}
	if n.ColSpan > 1 {
		fmt.Fprintf(&b, " cols=%d", n.ColSpan)
	}
	if n.RowSpan > 1 {
		fmt.Fprintf(&b, " rows=%d", n.RowSpan)
	}
	if len(n.Heads) > 0 {
		fmt.Fprintf(&b, " heads=%v", n.Heads)
	}
	if n.Title != "" {
		fmt.Fprintf(&b, " %q", n.Title)
	}
	if n.Say != "" {
		fmt.Fprintf(&b, " say %q", n.Say)
	}
	if n.Alt != "" {
		fmt.Fprintf(&b, " alt %q", n.Alt)
	}
	return b.String()
}

func dumpOp(op Op, t Tree) string {
	switch op := op.(type) {
	case Text:
		return fmt.Sprintf("text %s %s w %s %s %d #%06x %s %q", op.X, op.Y, op.W, faceNames[op.Face], op.Size, op.Color, op.Mark.dump(t), op.S)
	case Rule:
		s := fmt.Sprintf("rule %s %s - %s %s w %s #%06x", op.X1, op.Y1, op.X2, op.Y2, op.Width, op.Color)
		if op.Dots > 0 {
			s += " dots"
		}
		return s + op.Mark.beside(t)
	case Fill:
		return fmt.Sprintf("fill %s %s %s %s #%06x", op.X, op.Y, op.W, op.H, op.Color) + op.Mark.beside(t)
	case Link:
		return fmt.Sprintf("link %s %s %s %s -> %s %s %q", op.X, op.Y, op.W, op.H, op.Target, op.Mark.dump(t), op.Label)
	default:
		panic(fmt.Sprintf("display: unknown operation %T", op))
	}
}

var faceNames = [font.Faces]string{font.Regular: "regular", font.Bold: "bold", font.Symbols: "symbols"}

func (m Mark) dump(t Tree) string {
	if m.Node == 0 {
		return "artifact"
	}
	return fmt.Sprintf("%s:%d/%d", t[m.Node].Kind, m.Node, m.Slot)
}

// beside is the mark of a drawing, which seldom has one.
func (m Mark) beside(t Tree) string {
	if m == Artifact {
		return ""
	}
	return " " + m.dump(t)
}

// String prints points with two decimals, as they are painted.
func (l Length) String() string {
	sign := ""
	if l < 0 {
		sign, l = "-", -l
	}
	cents := (l + 5) / 10
	return fmt.Sprintf("%s%d.%02d", sign, cents/100, cents%100)
}
