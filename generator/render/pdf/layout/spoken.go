package layout

import (
	"strings"

	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/display"
)

// spoken is what a screen reader says for a printed figure whose sign is no word:
// "84,400 감소" for △84,400 and "없음" for a lone "-". It is "" where the print says it.
func spoken(printed string) string {
	if printed == "-" {
		return "없음"
	}
	if rest, ok := strings.CutPrefix(printed, "△"); ok {
		return rest + " 감소"
	}
	return ""
}

// spokenPart is the same for the (x…) figure, which is the part that 국비 pays.
func spokenPart(n *doc.Num) string {
	printed := n.PartText()
	if printed == "" {
		return ""
	}
	s := spoken(strings.TrimSuffix(strings.TrimPrefix(printed, n.Part.Open), n.Part.Close))
	if s == "" {
		return ""
	}
	return "국비 " + s
}

// spokenNum is the same for both in a row, as they stand in running text.
func spokenNum(n *doc.Num) string {
	part, value := spokenPart(n), spoken(n.Value())
	if part == "" && value == "" {
		return ""
	}
	if part == "" {
		part = n.PartText()
	}
	if value == "" {
		value = n.Value()
	}
	return strings.TrimSpace(part + " " + value)
}

// speaking is the node for a text that is spoken otherwise than it is printed: a Span of
// its own below the given node. What is copied from the page stays as it is printed.
func (c *composer) speaking(node int, say string) int {
	if say == "" || node == 0 {
		return node
	}
	span := c.node(display.Span, node)
	c.tree[span].Say = say
	return span
}
