package layout

import (
	"regexp"
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
	inner := strings.TrimSuffix(strings.TrimPrefix(printed, n.Part.Open), n.Part.Close)
	if s := spoken(inner); s != "" {
		inner = s
	}
	return "국비 " + inner
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

// negative is an amount with its sign in running text. What it is the user's sentence says: it
// may be a decrease or an amount taken off in a 산식, so it is said as neither.
var negative = regexp.MustCompile(`△ ?[0-9](?:[0-9,.]*[0-9])?`)

// prose adds text that the user wrote; the sign △ in it is said as "마이너스".
func (c *composer) prose(t *text, in doc.Text, node int, l look) {
	from := 0
	add := func(to, node int) {
		at := in.Span
		if at.End-at.Start >= to {
			at = at.Sub(from, to)
		}
		c.add(t, in.S[from:to], node, l, at, false)
		from = to
	}
	if node != 0 && c.tree[node].Say == "" && strings.Contains(in.S, "△") {
		for _, m := range negative.FindAllStringIndex(in.S, -1) {
			add(m[0], node)
			add(m[1], c.speaking(node, "마이너스 "+strings.TrimLeft(in.S[m[0]:m[1]], "△ ")))
		}
	}
	add(len(in.S), node)
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
